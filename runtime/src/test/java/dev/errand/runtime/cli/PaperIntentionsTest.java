package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.errand.intents.model.OpenAiServer;
import dev.errand.runtime.cli.ErrandProcess.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Those of the nine intentions of Flerlage, Behnke and Kao (arXiv 2504.17531) that need somebody outside of the
/// device, carried out on servers of this machine. What the language model answers is written here; that it is asked,
/// over its protocol, is not.
class PaperIntentionsTest {
    @TempDir
    Path temporary;

    private DemoHome home;

    @BeforeEach
    void device() {
        home = DemoHome.in(temporary);
    }

    private void configure(String toml) throws IOException {
        Files.writeString(
                home.path("config.toml"),
                "\n" + toml + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private ErrandProcess errand(OpenAiServer model) {
        return home.errand()
                .with("OPENAI_BASE_URL", model.baseUrl())
                .with("OPENAI_API_KEY", "sk-very-secret-1234567890")
                .with("OPENAI_MODEL", "scripted");
    }

    private static List<String> operations(JsonNode document) {
        return document.get("steps")
                .valueStream()
                .map(step -> step.get("operation").asText())
                .toList();
    }

    @Test
    void theLargestCityInGermany() {
        String workflow = """
                const answer = llm.ask("Which is the largest city in Germany? Answer with its name.");
                user.say(answer.text);
                """;
        try (OpenAiServer model = new OpenAiServer(OpenAiServer.code(workflow), OpenAiServer.text("Berlin"))) {
            JsonNode document = errand(model)
                    .run("--json", "Which is the largest city in germany?")
                    .exits(0)
                    .document();

            assertThat(document.at("/said/0").asText()).isEqualTo("Berlin");
            assertThat(operations(document)).containsExactly("llm.ask", "user.say");
            assertThat(model.requests()).hasSize(2);
            assertThat(model.requests().getLast().message(0)).doesNotContain("mail.send");
        }
    }

    @Test
    void aLongArticleIsSummedUpInPartsAndNeverSentWhole() throws IOException {
        String article = IntStream.range(0, 700)
                .mapToObj(i -> "<p>"
                        + ("Layer %d attends to the words before, after and beside it, as told. ".formatted(i))
                                .repeat(6)
                        + "</p>")
                .collect(Collectors.joining("\n"));
        String page = "<html><head><title>Transformer</title></head><body><nav>Contents Talk History</nav><main><h1>"
                + "Transformer</h1>" + article + "</main></body></html>";
        assertThat(page).hasSizeBetween(270_000, 400_000);
        List<Integer> sent = new CopyOnWriteArrayList<>();
        try (OpenAiServer model = new OpenAiServer(request -> {
                    sent.add(request.message(-1).length());
                    boolean isPart = request.message(0).contains(" of a text in at most");
                    return OpenAiServer.text(
                            isPart ? "A part on attention." : "Transformers are networks built on attention.");
                });
                Site wiki = new Site("/wiki/Transformer_(deep_learning_architecture)", page)) {
            configure("[web]\nallow = [\"" + wiki.host() + "\"]");

            Ended ended = errand(model).run("--json", "Please summarize the wikipedia article " + wiki.url());

            JsonNode document = ended.exits(0).document();
            assertThat(document.at("/said/0").asText()).contains("Transformers are networks built on attention.");
            assertThat(operations(document)).contains("web.read", "llm.summarize");
            assertThat(document.at("/plan/planner").asText()).isEqualTo("offline");
            assertThat(sent)
                    .hasSizeBetween(12, 30)
                    .allSatisfy(length -> assertThat(length).isLessThan(25_000));
        }
    }

    @Test
    void theCurrentTemperature() throws IOException {
        try (Site station = new Site("/v1/forecast", """
                {"latitude": 52.52, "longitude": 13.41, "utc_offset_seconds": 3600, "timezone": "Europe/Berlin",
                 "current": {"time": "2026-03-02T09:15", "interval": 900, "temperature_2m": 7.3,
                   "apparent_temperature": 4.1, "relative_humidity_2m": 81, "wind_speed_10m": 12.6,
                   "precipitation": 0, "weather_code": 3}}
                """)) {
            configure("""
                    [weather]
                    url = "http://%s"
                    [location]
                    place = "Berlin"
                    latitude = 52.52
                    longitude = 13.41
                    """.formatted(station.host()));

            JsonNode document = home.run("--json", "Please tell me the current temperature")
                    .exits(0)
                    .document();

            assertThat(operations(document)).contains("weather.current");
            assertThat(document.get("said").toString()).contains("7 °C", "Berlin");
        }
    }

    @Test
    void nginxIsInstalledOnAnotherMachine() throws IOException {
        List<String> commands = new CopyOnWriteArrayList<>();
        try (SshServer machine = SshServer.setUpDefaultServer()) {
            machine.setHost("127.0.0.1");
            machine.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
            machine.setPasswordAuthenticator((user, password, _) -> user.equals("admin") && password.equals("s3cret"));
            machine.setCommandFactory((channel, command) -> { // another machine: nothing is installed on this one
                commands.add(command);
                return new ProcessShellFactory("true", "/bin/true").createShell(channel);
            });
            machine.start();
            String address = "127.0.0.1:" + machine.getPort();
            String fingerprint = KeyUtils.getFingerPrint(machine.getKeyPairProvider()
                    .loadKeys(null)
                    .iterator()
                    .next()
                    .getPublic());
            configure("""
                    [ssh.web]
                    host = "127.0.0.1"
                    port = %d
                    user = "admin"
                    password = "env:WEB_PASSWORD"
                    fingerprint = "%s"
                    """.formatted(machine.getPort(), fingerprint));
            String intent =
                    "Please install nginx on the machine with the address " + address + " running Debian GNU/Linux";

            Ended parked =
                    home.errand().with("WEB_PASSWORD", "s3cret").run(intent).exits(3);
            assertThat(parked.err()).contains("apt-get install -y nginx", address);
            assertThat(commands).isEmpty();

            Ended done = home.errand().with("WEB_PASSWORD", "s3cret").run("approve", parked.run());

            assertThat(done.exits(0).out()).contains("Installed nginx on " + address);
            assertThat(commands).singleElement().asString().contains("apt-get install -y nginx");
            assertThat(done.out() + done.err() + parked.err()).doesNotContain("s3cret");
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /// One page on the loopback interface.
    private static final class Site implements AutoCloseable {
        private final HttpServer server;
        private final String path;

        Site(String path, String page) throws IOException {
            this.path = path;
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals(path) ? 200 : 404, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        String host() {
            return "127.0.0.1:" + server.getAddress().getPort();
        }

        String url() {
            return "http://" + host() + path;
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
