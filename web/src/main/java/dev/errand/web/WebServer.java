package dev.errand.web;

import dev.errand.intents.voice.Transcriptions;
import dev.errand.runtime.Errand;
import dev.errand.runtime.cli.FrontDoor;
import dev.errand.web.api.Api;
import dev.errand.web.chat.ChatDoor;
import dev.errand.web.http.Body;
import dev.errand.web.http.Gate;
import dev.errand.web.http.Problem;
import dev.errand.web.http.Problems;
import dev.errand.web.http.PublicDoor;
import dev.errand.web.http.Token;
import dev.errand.web.mcp.HttpEndpoint;
import dev.errand.web.mcp.McpServer;
import dev.errand.web.page.Page;
import dev.errand.web.work.Desk;
import dev.errand.web.work.Hub;
import dev.errand.web.work.RunWords;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Both doors on one port of the loopback interface, a virtual thread for each request.
final class WebServer implements FrontDoor.Opened {
    private static final String HOST = "127.0.0.1";
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Javalin server;
    private final Transcriptions speech;
    private final Desk desk;
    private final Hub hub;
    private final HttpEndpoint mcp;
    private final Token token;
    private final Optional<PublicDoor> door;
    private final String invitation;

    private WebServer(
            Javalin server,
            Transcriptions speech,
            Desk desk,
            Hub hub,
            HttpEndpoint mcp,
            Token token,
            Optional<PublicDoor> door,
            String invitation) {
        this.server = server;
        this.speech = speech;
        this.desk = desk;
        this.hub = hub;
        this.mcp = mcp;
        this.token = token;
        this.door = door;
        this.invitation = invitation;
    }

    /// @throws IllegalArgumentException if the port is taken
    static WebServer start(Errand errand, FrontDoor.Setting setting, Hub hub, Supplier<String> metrics) {
        Token token = Token.in(errand.home().state().resolve("http-token"));
        Optional<PublicDoor> door = PublicDoor.configured(errand.device().settings(), token);
        Gate gate = new Gate(token, door, System.err::println);
        Desk desk = new Desk(errand, setting.led(), setting.trouble());
        Transcriptions speech = errand.transcriptions();
        Api api = new Api(errand, speech, desk, hub, gate, metrics);
        Page page = new Page(errand, speech, desk, hub, gate, token, door);
        AtomicReference<String> address = new AtomicReference<>("");
        RunWords words = new RunWords(FrontDoor.reach(errand.home()), address::get);
        HttpEndpoint mcp = new HttpEndpoint(new McpServer(errand, desk, hub, words));
        ChatDoor chat = new ChatDoor(errand, desk, hub, words);
        Javalin server = Javalin.create(config -> {
            configure(config, gate, api, page);
            mcp.serveOn(config.routes);
            chat.serveOn(config.routes);
        });
        try {
            server.start(HOST, setting.port());
        } catch (JavalinBindException e) {
            desk.close();
            throw new IllegalArgumentException(
                    "Port %d is taken by another program, or not allowed. Choose another one: errand serve --port 0"
                            .formatted(setting.port()),
                    e);
        }
        address.set("http://%s:%d/".formatted(HOST, server.port()));
        return new WebServer(server, speech, desk, hub, mcp, token, door, page.invitation());
    }

    private static void configure(JavalinConfig config, Gate gate, Api api, Page page) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = Body.MOST_BYTES;
        config.http.compressionStrategy = CompressionStrategy.NONE; // secrets and texts of others share these answers
        config.jetty.modifyServer(server -> server.setStopTimeout(GRACE.toMillis()));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
        });
        config.routes.before(context -> {
            gate.pass(context);
            if (Api.isFor(context.path())) {
                api.guard(context);
            } else {
                page.guard(context);
            }
        });
        api.serveOn(config.routes);
        page.serveOn(config.routes);
        config.routes.exception(Exception.class, (failure, context) -> explain(failure, context, page));
        config.routes.exception(HttpResponseException.class, (failure, context) -> explain(failure, context, page));
    }

    private static void explain(Exception failure, Context context, Page page) {
        boolean isForPeople = !Api.isFor(context.path())
                && Optional.ofNullable(context.header("Accept")).orElse("").contains("text/html");
        if (failure instanceof Page.NoSession && isForPeople) {
            page.askToLogIn(context);
            return;
        }
        Problem problem = failure instanceof Page.NoSession ? Problem.unauthorized() : Problems.of(failure);
        if (problem.status() == 500) {
            failure.printStackTrace();
        }
        if (ChatDoor.isFor(context.path())) {
            ChatDoor.explain(context, problem);
        } else if (isForPeople) {
            page.explain(context, problem);
        } else {
            Problems.write(context, problem);
        }
    }

    @Override
    public String address() {
        return "http://%s:%d/".formatted(HOST, server.port());
    }

    @Override
    public List<String> greeting() {
        List<String> lines = new ArrayList<>();
        lines.add("Listening on " + address());
        door.ifPresent(open ->
                lines.add("With the password also at " + open.address().origin() + "/, if your proxy leads here."));
        lines.add("Token: " + token.value());
        lines.add("Open " + address().replaceAll("/$", "") + invitation + " in a browser (this link works once).");
        return lines;
    }

    /// Streams end first, so that nobody waits for them; then what is being worked on is parked.
    @Override
    public void close() {
        hub.close();
        mcp.close();
        desk.close();
        server.stop();
        speech.close();
    }
}
