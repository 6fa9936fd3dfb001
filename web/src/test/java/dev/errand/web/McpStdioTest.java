package dev.errand.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The Model Context Protocol over the streams of `errand mcp`, a process of its own.
class McpStdioTest extends McpContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String START = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{}}}";

    @Override
    void open() {}

    private List<String> errand(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.errand.runtime.cli.Main"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        return command;
    }

    @Override
    McpClientTransport transport() {
        List<String> command = errand("mcp");
        return new StdioClientTransport(
                ServerParameters.builder(command.getFirst())
                        .args(command.subList(1, command.size()))
                        .build(),
                new JacksonMcpJsonMapper(JSON));
    }

    /// `errand mcp`, spoken with line by line.
    private record Spoken(Process process, Writer out, BufferedReader in) implements AutoCloseable {
        void say(String line) throws IOException {
            out.write(line + "\n");
            out.flush();
        }

        JsonNode hear() throws IOException {
            return JSON.readTree(in.readLine());
        }

        @Override
        public void close() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private Spoken spoken() throws IOException {
        Process process = new ProcessBuilder(errand("mcp"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Spoken(process, process.outputWriter(), process.inputReader());
    }

    @Test
    void linesThatAreNoMessagesAreToldSoAndTheNextOneIsHeard() throws IOException {
        try (Spoken errand = spoken()) {
            errand.say("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/list\"}");
            assertThat(errand.hear().at("/error/message").asText()).contains("initialize");
            errand.say(START);
            assertThat(errand.hear().at("/result/protocolVersion").asText()).isEqualTo("2025-06-18");
            errand.say("{\"jsonrpc\": ");
            assertThat(errand.hear().at("/error/code").asInt()).isEqualTo(-32700);
            errand.say("[" + START + "]");
            assertThat(errand.hear().at("/error/code").asInt()).isEqualTo(-32600);
            errand.say("");
            errand.say("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"get_run\","
                    + "\"arguments\":[]}}");
            assertThat(errand.hear().at("/error/code").asInt()).isEqualTo(-32602);
            errand.say("x".repeat(5_000_000));
            assertThat(errand.hear().at("/error/message").asText()).contains("5,000,000 bytes");
            errand.say("[".repeat(100_000));
            assertThat(errand.hear().at("/error/code").asInt()).isEqualTo(-32700);
            errand.say("{\"jsonrpc\":\"2.0\",\"id\":\"last\",\"method\":\"ping\"}");
            assertThat(errand.hear().path("id").asText()).isEqualTo("last");
        }
    }

    @Test
    void itEndsWhenTheClientHasNothingMoreToSay() throws IOException, InterruptedException {
        try (Spoken errand = spoken()) {
            errand.say(START);
            errand.hear();
            errand.out().close();
            assertThat(errand.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(errand.process().exitValue()).isZero();
            assertThat(errand.in().readLine()).isNull();
        }
    }

    @Test
    void aRunWhoseClientDiedIsNotLost() throws IOException, InterruptedException {
        try (Spoken errand = spoken()) {
            errand.say(START);
            errand.hear();
            errand.say(
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"run_intent\","
                            + "\"arguments\":{\"intent\":\"add rye bread to my shopping list\"},\"_meta\":{\"progressToken\":1}}}");
            assertThat(errand.hear().path("method").asText()).isEqualTo("notifications/progress");
        } // killed, with the run just begun
        String resumed = ended(errand("resume"));
        String runs = ended(errand("runs"));
        assertThat(runs).as(resumed).contains("rye bread").contains("succeeded");
    }

    private static String ended(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
