package dev.errand.os.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import dev.errand.os.imported.ForeignWords;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One server that has been reached: it was asked for its tools, and can be called. It gets nothing of us but calls:
/// no roots, no sampling, no elicitation is offered, and the SDK refuses each of them where it is asked for anyway.
///
/// What goes wrong is a [DeviceFailure] without secrets. Thread-safe.
final class Connection implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(15);
    private static final int LONGEST_COMPLAINT = 300;
    private static final List<String> INHERITED = List.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LC_ALL",
            "TZ",
            "TMPDIR",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_RUNTIME_DIR",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "npm_config_registry",
            "npm_config_cache");
    private static final McpJsonMapper JSON = new JacksonMcpJsonMapper(new ObjectMapper());

    private final ServerSettings server;
    private final List<Secret> secrets = new ArrayList<>();
    private final @Nullable StdioTransport stdio;
    private final @Nullable ServerProcess process;
    private final McpSyncClient client;

    private Connection(ServerSettings server, Settings settings) {
        this.server = server;
        switch (server.reach()) {
            case ServerSettings.Reach.Program program -> {
                StdioTransport transport = new StdioTransport(JSON);
                stdio = transport;
                client = client(transport);
                process = started(program, transport, settings);
                transport.speakTo(process.input(), client::close);
            }
            case ServerSettings.Reach.Address address -> {
                stdio = null;
                process = null;
                client = client(http(address, settings));
            }
        }
    }

    /// @throws DeviceFailure if the server cannot be reached, or does not answer as one
    static Connection to(ServerSettings server, Settings settings) {
        Connection connection = new Connection(server, settings);
        try {
            connection.asked("connect", McpSyncClient::initialize);
            return connection;
        } catch (DeviceFailure e) {
            connection.close();
            throw e;
        }
    }

    private McpSyncClient client(McpClientTransport transport) {
        return McpClient.sync(transport)
                .clientInfo(McpSchema.Implementation.builder("errand", "0.1.0").build())
                .initializationTimeout(server.timeout())
                .requestTimeout(server.timeout())
                .jsonSchemaValidator((_, _) -> ValidationResponse.asValid("")) // results are any value from outside
                .build();
    }

    private ServerProcess started(ServerSettings.Reach.Program program, StdioTransport transport, Settings settings) {
        Map<String, String> environment = new HashMap<>();
        INHERITED.forEach(name -> settings.variable(name).ifPresent(value -> environment.put(name, value)));
        program.environment().forEach((name, value) -> {
            Optional<Secret> secret = server.secret(name, value, settings);
            secret.ifPresent(secrets::add);
            environment.put(name, secret.map(Secret::reveal).orElse(value));
        });
        List<String> command = new ArrayList<>(List.of(program.command()));
        command.addAll(program.arguments());
        return ServerProcess.start(server.name(), command, environment, transport::listen);
    }

    private McpClientTransport http(ServerSettings.Reach.Address address, Settings settings) {
        URI url = address.url();
        Optional<Secret> token = ServerSettings.token(address, settings);
        token.ifPresent(secrets::add);
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return HttpClientStreamableHttpTransport.builder(url.getScheme() + "://" + url.getRawAuthority())
                .endpoint((url.getRawPath().isEmpty() ? "/" : url.getRawPath()) + query)
                .jsonMapper(JSON)
                .openConnectionOnStartup(false)
                .resumableStreams(false)
                .connectTimeout(TO_CONNECT)
                .maxResponseSize(StdioTransport.LONGEST_LINE)
                .customizeClient(client -> client.followRedirects(Redirect.NEVER)) // the token is for this server
                .addHttpRequestCustomizer((request, _, _, _, _) ->
                        token.ifPresent(secret -> request.setHeader("Authorization", "Bearer " + secret.reveal())))
                .build();
    }

    /// All tools that the server has now.
    ToolList tools() {
        return asked("list its tools", ToolList::of);
    }

    /// Whether it may have others than when it was last asked.
    boolean mayHaveOthers() {
        StdioTransport transport = stdio;
        return transport != null && transport.tookBackTools();
    }

    /// @param arguments by the names that the tool has for them
    /// @param step      the same for a call that is repeated
    CallToolResult call(String tool, Map<String, Object> arguments, String step) {
        CallToolRequest request = new CallToolRequest(tool, arguments, Map.of("dev.errand/step", step));
        return asked("call " + ForeignWords.line(tool, 64), client -> client.callTool(request));
    }

    private <T> T asked(String what, Function<McpSyncClient, T> question) {
        try {
            return question.apply(client);
        } catch (McpError e) {
            throw DeviceFailure.failed(
                    "The MCP server \"%s\" refused to %s: %s".formatted(server.name(), what, said(e.getMessage())),
                    "Check what it was asked for; errand skills import mcp " + server.name()
                            + " reads its tools anew.");
        } catch (RuntimeException e) {
            throw DeviceFailure.unreachable(
                    "The MCP server \"%s\" was asked to %s, but %s.".formatted(server.name(), what, why(e)),
                    server.isHere()
                            ? "Check command and arguments in [mcp." + server.name() + "], or try again later."
                            : "Check url and token in [mcp." + server.name() + "], or try again later.");
        }
    }

    private String why(RuntimeException failure) {
        Optional<String> broken = Optional.ofNullable(stdio).flatMap(StdioTransport::broken);
        if (broken.isPresent()) {
            return broken.get();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return "did not answer within " + server.timeout().toSeconds() + " seconds";
            }
        }
        if (process != null && process.hasEnded()) {
            String last = said(process.complaint());
            return "it ended" + (last.isEmpty() ? "" : "; its last words: " + last);
        }
        return server.isHere() ? "its answer makes no sense" : "it cannot be reached or its answer makes no sense";
    }

    /// Words of the server, fit for a message.
    String said(@Nullable String words) {
        String without = words == null ? "" : words;
        for (Secret secret : secrets) {
            without = secret.strip(without, "");
        }
        String tail = without.length() > LONGEST_COMPLAINT
                ? without.substring(without.length() - LONGEST_COMPLAINT)
                : without;
        return ForeignWords.line(tail, LONGEST_COMPLAINT);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        client.close();
    }
}
