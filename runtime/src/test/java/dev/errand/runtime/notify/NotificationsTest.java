package dev.errand.runtime.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.device.Device;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.journal.Entry.RunOptions;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.SqliteJournal;
import dev.errand.runtime.policy.RuleFile;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.JavaScriptChecker;
import dev.errand.sandbox.host.InProcessSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotificationsTest {
    private static final InProcessSandbox SANDBOX = new InProcessSandbox();
    private static final Catalogue CATALOGUE = SkillReader.installed();
    private static final String SENDS = "mail.send({to: 'jane@example.org', subject: 'Private', body: 'Hello'})";

    private record Received(String title, String priority, String authorization, String body) {}

    @TempDir
    Path home;

    private Device device(String configuration) throws IOException {
        Path file = home.resolve("config.toml");
        Files.writeString(file, configuration);
        return Device.at(home, Configuration.read(file));
    }

    private Run run(Device device, String code) {
        try (SqliteJournal journal = SqliteJournal.open(home.resolve("state/journal.db"))) {
            Engine engine = new Engine(
                    journal,
                    device,
                    CATALOGUE,
                    SANDBOX,
                    new WorkflowCheck(new JavaScriptChecker()),
                    name -> {
                        throw new AssertionError(name);
                    },
                    InstantSource.system(),
                    new RuleFile(home.resolve("rules.json"), CATALOGUE),
                    Engine.Rules.STANDARD,
                    RunListener.silent());
            return engine.advance(engine.start(
                    new RunStarted(
                            "tell Jane my secret",
                            "schedule",
                            "en",
                            "Europe/Berlin",
                            1,
                            new RunOptions("code", "js", false, false)),
                    Language.JAVASCRIPT,
                    code));
        }
    }

    private List<String> tell(Device device, Run run, Map<String, String> environment) {
        return Notifications.configured(device, CATALOGUE, environment).tell(run);
    }

    private static HttpServer topic(BlockingQueue<Received> received, int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/topic", exchange -> {
            var headers = exchange.getRequestHeaders();
            received.add(new Received(
                    headers.getFirst("Title"),
                    headers.getFirst("Priority"),
                    headers.getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void aWaitingRunIsToldOverTheTopicWithoutContentUnlessItIsWanted() throws IOException {
        BlockingQueue<Received> received = new LinkedBlockingQueue<>();
        HttpServer server = topic(received, 200);
        try {
            String ways =
                    "notify.ways = [\"ntfy\"]\nnotify.ntfy = \"http://127.0.0.1:%d/topic\"\nnotify.ntfy_token = \"env:TOKEN\"\n"
                            .formatted(server.getAddress().getPort());
            Device device = device(ways);
            Run run = run(device, SENDS);
            assertThat(tell(device, run, Map.of("TOKEN", "t0psecret"))).isEmpty();
            assertThat(tell(device(ways + "notify.content = true\n"), run, Map.of()))
                    .isEmpty();
            assertThat(received)
                    .containsExactly(
                            new Received(
                                    "Errand waits for your yes", "high", "Bearer t0psecret", "errand show " + run.id()),
                            new Received(
                                    "Errand waits for your yes",
                                    "high",
                                    null,
                                    "tell Jane my secret\nerrand show " + run.id()));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aTopicThatRefusesIsNamedWithoutItsAddressAndTheOtherWaysAreTriedAllTheSame() throws IOException {
        BlockingQueue<Received> received = new LinkedBlockingQueue<>();
        HttpServer server = topic(received, 403);
        try {
            Device device = device("""
                    notify.ways = ["ntfy", "mail"]
                    notify.ntfy = "http://127.0.0.1:%d/topic"
                    notify.mail = "me@example.org"
                    """.formatted(server.getAddress().getPort()));
            List<String> problems = tell(device, run(device, SENDS), Map.of());
            assertThat(problems).singleElement().asString().contains("403").doesNotContain("/topic");
            try (Stream<Path> sent = Files.walk(home.resolve("mail"))) {
                assertThat(sent.filter(each -> each.toString().endsWith(":2,S")))
                        .singleElement()
                        .satisfies(message -> assertThat(message)
                                .content()
                                .contains("To: me@example.org", "Errand waits for your yes")
                                .doesNotContain("secret"));
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theDesktopIsToldByItsCommand() throws IOException {
        Path told = home.resolve("told");
        Path command = Files.createFile(
                home.resolve("notify"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(command, "#!/bin/sh\nprintf '%s|' \"$@\" >" + told + "\n");
        Device device = device("notify.ways = [\"desktop\"]\nnotify.desktop_command = \"" + command + "\"\n");
        Run run = run(device, "throw new Error('no')");
        assertThat(tell(device, run, Map.of())).isEmpty();
        assertThat(told)
                .hasContent("--app-name=Errand|--urgency=normal|--|Errand could not do something|errand show "
                        + run.id() + "|");
    }

    @Test
    void aDesktopWithoutTheCommandSaysWhatToInstall() throws IOException {
        Device device = device("notify.ways = [\"desktop\"]\nnotify.desktop_command = \"/nowhere/notify-send\"\n");
        assertThat(tell(device, run(device, SENDS), Map.of()))
                .singleElement()
                .asString()
                .contains("libnotify-bin");
    }

    @Test
    void aRunThatEndedWellIsNotTold() throws IOException {
        Device device = device("notify.ways = [\"desktop\"]\nnotify.desktop_command = \"/nowhere/notify-send\"\n");
        assertThat(tell(device, run(device, "user.say('done')"), Map.of())).isEmpty();
    }

    @Test
    void aConfigurationThatAsksForWhatCannotBeIsRefusedWithTheKey() throws IOException {
        for (String wrong : List.of(
                "notify.ways = [\"pigeon\"]",
                "notify.ways = [\"ntfy\"]",
                "notify.ways = [\"ntfy\"]\nnotify.ntfy = \"file:///etc/passwd\"",
                "notify.ways = [\"mail\"]")) {
            Device device = device(wrong);
            assertThatThrownBy(() -> Notifications.configured(device, CATALOGUE, Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("notify.");
        }
    }
}
