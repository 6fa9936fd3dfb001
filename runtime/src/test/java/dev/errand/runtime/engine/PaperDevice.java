package dev.errand.runtime.engine;

import com.sun.net.httpserver.HttpServer;
import dev.errand.intents.ModelAccess;
import dev.errand.intents.Planner;
import dev.errand.intents.WorkflowCheck;
import dev.errand.intents.model.OpenAiServer;
import dev.errand.intents.model.QuarantinedModel;
import dev.errand.os.device.Device;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.sample.SampleDevice;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.SqliteJournal;
import dev.errand.runtime.policy.RuleFile;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.ProgramChecker;
import dev.errand.sandbox.host.InProcessSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.shell.ProcessShellFactory;

/// The sample device with all that the nine intentions of the paper need, on servers of this machine: a weather
/// station, an encyclopedia, a language model, and another machine that can be reached over SSH.
final class PaperDevice implements AutoCloseable {
    static final String ARTICLE = "/wiki/Transformer_(deep_learning_architecture)";
    static final String INSURER = "Harbor Mutual Insurance";
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final InProcessSandbox SANDBOX = new InProcessSandbox();

    final HttpServer pages;
    final SshServer machine;
    final OpenAiServer model;
    final List<String> commands = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    private final Path home;
    private final Device device;
    private final Catalogue catalogue;
    private final Journal journal;
    private final Engine engine;
    private Instant now = START;

    /// @param planner makes the planner out of the check that the engine uses
    PaperDevice(Path home, Function<WorkflowCheck, Planner> planner) {
        this.home = home;
        try {
            SampleDevice.create(home, Clock.fixed(START, ZoneOffset.UTC));
            pages = pages();
            machine = machine();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        model = new OpenAiServer(this::answer);
        Settings settings = settings();
        device = Device.at(
                home,
                settings,
                new QuarantinedModel(new ModelAccess(model.baseUrl(), "", "scripted", Duration.ofSeconds(20), 0, 0)));
        catalogue = SkillReader.installed(settings);
        journal = SqliteJournal.open(home.resolve("state/journal.db"));
        WorkflowCheck check = new WorkflowCheck(new ProgramChecker());
        Planner planning = planner.apply(check);
        InstantSource clock = () -> now;
        engine = new Engine(
                journal,
                device,
                catalogue,
                SANDBOX,
                check,
                _ -> planning,
                clock,
                new RuleFile(home.resolve("rules.json"), catalogue),
                Engine.Rules.STANDARD,
                RunListener.silent());
    }

    static boolean speaksPython() {
        return SANDBOX.speaks(Language.PYTHON);
    }

    /// What the address of the other machine, and of the encyclopedia, are on this device.
    String here(String text) {
        return text.replace(
                        "https://en.wikipedia.org",
                        "http://127.0.0.1:" + pages.getAddress().getPort())
                .replace("2222", "" + machine.getPort());
    }

    /// Has an intent carried out to its end: all that is asked is approved, the only question that may come is which
    /// of two insurers is meant, and time passes by itself.
    Seen carryOut(String intent, Language language) {
        return carryOut(intent, language, "", "");
    }

    /// The same, but calls of an operation are refused.
    Seen carryOut(String intent, Language language, String refused, String reason) {
        RunId id = engine.start(new Entry.RunStarted(
                intent,
                "terminal",
                "en",
                "Europe/Berlin",
                42,
                new Entry.RunOptions("test", language.id(), false, false)));
        for (int turn = 0; turn < 20; turn++) {
            engine.advance(id);
            Run run = engine.run(id);
            switch (run.state()) {
                case AWAITING_APPROVAL -> {
                    if (run.proposals().stream()
                            .anyMatch(each -> each.effect().operation().equals(refused))) {
                        engine.deny(id, reason, "terminal");
                    } else {
                        engine.approve(id, new Approval(Set.of(), Map.of(), "terminal"));
                    }
                }
                case AWAITING_ANSWER -> engine.answer(id, INSURER, "terminal");
                case AWAITING_TIMER -> now = run.until();
                default -> {
                    if (run.state().isTerminal()) {
                        return new Seen(run, catalogue);
                    }
                }
            }
        }
        throw new AssertionError("No end: " + engine.run(id).state());
    }

    Path home() {
        return home;
    }

    /// Mails in the Sent folder that are not part of the sample.
    List<String> sent() {
        try (Stream<Path> mails = Files.list(home.resolve("mail/.Sent/cur"))) {
            return mails.filter(each -> !each.toString().contains(".sample"))
                    .map(PaperDevice::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A model that knows a capital, sums up what it is told to sum up, and answers with pages of advice otherwise.
    private OpenAiServer.Response answer(OpenAiServer.Request request) {
        String question = request.message(-1);
        asked.add(question);
        if (question.contains("largest city")) {
            return OpenAiServer.text("The largest city in Germany is Berlin.");
        } else if (question.contains("install nginx")) {
            return OpenAiServer.text("To install it, use the package manager:\n\n1. `sudo apt update`\n2. `sudo apt"
                    + " install nginx`");
        }
        return OpenAiServer.text("Transformers are networks built on attention.");
    }

    private static HttpServer pages() throws IOException {
        String article = IntStream.range(0, 700)
                .mapToObj(i -> "<p>Layer %d attends to the words before, after and beside it, as told before.</p>"
                        .formatted(i))
                .collect(Collectors.joining("\n"));
        String page = "<html><head><title>Transformer</title></head><body><main><h1>Transformer</h1>" + article
                + article + "</main></body></html>";
        String weather = """
                {"latitude": 52.52, "longitude": 13.41, "utc_offset_seconds": 3600, "timezone": "Europe/Berlin",
                 "current": {"time": "2026-03-02T09:15", "interval": 900, "temperature_2m": 7.3,
                   "apparent_temperature": 4.1, "relative_humidity_2m": 81, "wind_speed_10m": 12.6,
                   "precipitation": 0, "weather_code": 3}}
                """;
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean isArticle = exchange.getRequestURI().getPath().equals(ARTICLE);
            byte[] body = (isArticle ? page : weather).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", isArticle ? "text/html" : "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    /// Another machine: nothing is installed on this one.
    private SshServer machine() throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
        server.setPasswordAuthenticator((user, password, _) -> user.equals("admin") && password.equals("s3cret"));
        server.setCommandFactory((channel, command) -> {
            commands.add(command);
            return new ProcessShellFactory("true", "/bin/true").createShell(channel);
        });
        server.start();
        return server;
    }

    private Settings settings() throws IllegalStateException {
        String host = "127.0.0.1:" + pages.getAddress().getPort();
        Map<String, String> known = Map.ofEntries(
                Map.entry("media.output", "none"),
                Map.entry("weather.url", "http://" + host),
                Map.entry("location.place", "Berlin"),
                Map.entry("location.latitude", "52.52"),
                Map.entry("location.longitude", "13.41"),
                Map.entry("mail.address", "alex.morgan@example.com"),
                Map.entry("ssh.web.host", "127.0.0.1"),
                Map.entry("ssh.web.port", "" + machine.getPort()),
                Map.entry("ssh.web.user", "admin"),
                Map.entry("ssh.web.password", "env:WEB_PASSWORD"),
                Map.entry("ssh.web.fingerprint", fingerprint()));
        return new Settings() {
            @Override
            public Optional<String> text(String key) {
                return Optional.ofNullable(known.get(key));
            }

            @Override
            public List<String> texts(String key) {
                return key.equals("web.allow")
                        ? List.of(host)
                        : text(key).map(List::of).orElse(List.of());
            }

            @Override
            public Set<String> names(String table) {
                return table.equals("ssh") ? Set.of("web.host") : Set.of();
            }

            @Override
            public Optional<String> variable(String name) {
                return name.equals("WEB_PASSWORD") ? Optional.of("s3cret") : Optional.empty();
            }
        };
    }

    private String fingerprint() {
        try {
            return KeyUtils.getFingerPrint(machine.getKeyPairProvider()
                    .loadKeys(null)
                    .iterator()
                    .next()
                    .getPublic());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        journal.close();
        model.close();
        pages.stop(0);
        try {
            machine.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
