package dev.errand.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.device.DeviceFailure;
import dev.errand.web.Visitor.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The page from other machines, as a reverse proxy passes it on.
class ElsewhereTest {
    private static final String HOST = "errand.example.org";
    private static final String PASSWORD = "correct horse bättery";

    @TempDir
    static Path temporary;

    private static Served served;

    @BeforeAll
    static void open() {
        served = served(temporary, PASSWORD);
    }

    @AfterAll
    static void close() {
        served.close();
    }

    private static Served served(Path folder, String password) {
        configure(folder, "public = \"https://errand.example.org\"", "password = \"env:PAGE_PASSWORD\"");
        return Served.at(folder, Map.of("PAGE_PASSWORD", password));
    }

    private static void configure(Path folder, String... lines) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("config.toml"), "[serve]\n" + String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Visitor elsewhere(String source) {
        return new Visitor(served, HOST, "X-Forwarded-For: " + source, "X-Forwarded-Proto: https");
    }

    private static Visitor here() {
        return new Visitor(served, "127.0.0.1:" + served.address("/").getPort());
    }

    @Test
    void thePasswordOpensThePage() {
        Visitor visitor = elsewhere("203.0.113.1");
        Answer asked = visitor.get("/");
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.body()).contains("Password").doesNotContain("Token", served.token);
        assertThat(asked.header("Strict-Transport-Security")).startsWith("max-age=");

        Answer opened = visitor.login("password", PASSWORD);
        assertThat(opened.status()).as(opened.body()).isEqualTo(303);
        assertThat(opened.headers("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .containsIgnoringCase("; Secure")
                        .containsIgnoringCase("; HttpOnly")
                        .containsIgnoringCase("; SameSite=Strict")
                        .containsIgnoringCase("; Path=/")
                        .doesNotContainIgnoringCase("Domain"));
        assertThat(visitor.get("/").status()).isEqualTo(200);
        assertThat(visitor.get("/settings").body()).contains("203.0.113.1").contains("(this one)");
    }

    @Test
    void anAccentMayBeWrittenInTwoWays() {
        assertThat(elsewhere("203.0.113.2")
                        .login("password", PASSWORD.replace("ä", "a\u0308"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void aWrongPasswordOpensNothingAndIsNotWrittenDown() {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (Served other = served(temporary.resolve("other"), PASSWORD)) {
            Visitor visitor = new Visitor(other, HOST, "X-Forwarded-For: 203.0.113.3");
            for (String wrong : new String[] {"mistyped-by-its-owner", "", PASSWORD + "x", "x".repeat(5000)}) {
                Answer answer = visitor.login("password", wrong);
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.body()).contains("That is not the password.").doesNotContain("mistyped");
            }
            assertThat(visitor.get("/").status()).isEqualTo(401);
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("A wrong password for https://errand.example.org came from 203.0.113.3.")
                .doesNotContain("mistyped");
    }

    @Test
    void whoGuessesHasToWaitAndNobodyElse() {
        Visitor guessing = elsewhere("203.0.113.4");
        for (int i = 0; i < 5; i++) {
            assertThat(guessing.login("password", "guess number " + i).status()).isEqualTo(401);
        }
        Answer later = guessing.login("password", PASSWORD); // not even looked at
        assertThat(later.status()).isEqualTo(429);
        assertThat(Integer.parseInt(later.header("Retry-After"))).isBetween(1, 60);
        assertThat(later.body()).contains("Nothing is looked at for");
        assertThat(elsewhere("198.51.100.9, 203.0.113.4")
                        .login("password", PASSWORD)
                        .status())
                .as("what the client itself claims does not count")
                .isEqualTo(429);

        assertThat(elsewhere("203.0.113.5").login("password", PASSWORD).status())
                .isEqualTo(303);
        assertThat(here().login("token", served.token).status()).isEqualTo(303);
        assertThat(served.get("/api/v1/runs").statusCode()).isEqualTo(200);
    }

    @Test
    void allOfAnIpv6NetworkAreOneSource() {
        for (int i = 1; i <= 5; i++) {
            assertThat(elsewhere("2001:db8:0:7::" + i)
                            .login("password", "wrong")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(elsewhere("2001:db8:0:7:ffff::1").login("password", PASSWORD).status())
                .isEqualTo(429);
        assertThat(elsewhere("2001:db8:0:8::1").login("password", PASSWORD).status())
                .isEqualTo(303);
    }

    @Test
    void whatOpensThisMachineDoesNotOpenFromElsewhere() {
        Visitor visitor = elsewhere("203.0.113.6");
        assertThat(visitor.login("token", served.token).status()).isEqualTo(401);
        assertThat(visitor.login("password", served.token).status()).isEqualTo(401);
        try (Served other = served(temporary.resolve("invited"), PASSWORD)) {
            String link = other.greeting().getLast().replaceAll("^Open http://[^/]+(\\S+) .*", "$1");
            Visitor far = new Visitor(other, HOST);
            assertThat(far.get(link).status()).isEqualTo(200);
            assertThat(far.get("/").status()).isEqualTo(401);
            Visitor near = new Visitor(other, "localhost");
            assertThat(near.get(link).status()).as("it was not used up").isEqualTo(303);
            assertThat(near.get("/").status()).isEqualTo(200);
        }
        assertThat(here().login("password", PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void aSessionHoldsWhereItBegan() {
        Visitor far = elsewhere("203.0.113.8");
        far.login("password", PASSWORD);
        Visitor near = here();
        near.login("token", served.token);
        assertThat(near.cookies.keySet()).allMatch(name -> !name.startsWith("__Host-"));

        Visitor carriedHere = here();
        far.cookies.forEach((name, value) -> carriedHere.cookies.put(name.replace("__Host-", ""), value));
        assertThat(carriedHere.get("/").status()).isEqualTo(401);
        Visitor carriedAway = elsewhere("203.0.113.8");
        near.cookies.forEach((name, value) -> carriedAway.cookies.put("__Host-" + name, value));
        assertThat(carriedAway.get("/").status()).isEqualTo(401);
        assertThat(far.get("/").status()).isEqualTo(200);
        assertThat(near.get("/").status()).isEqualTo(200);
    }

    @Test
    void loggingOutEndsTheSessionAndNotOnlyTheCookie() {
        Visitor visitor = elsewhere("203.0.113.9");
        visitor.login("password", PASSWORD);
        Visitor thief = elsewhere("203.0.113.66");
        thief.cookies.putAll(visitor.cookies);
        assertThat(thief.get("/").status()).isEqualTo(200);
        String seal = visitor.get("/settings").seal();
        assertThat(visitor.post("/logout", Map.of("csrf", seal)).status()).isEqualTo(303);
        assertThat(visitor.cookies).isEmpty();
        assertThat(thief.get("/").status()).isEqualTo(401);
    }

    @Test
    void onePersonLogsOutEverywhere() {
        try (Served other = served(temporary.resolve("everywhere"), PASSWORD)) {
            Visitor far = new Visitor(other, HOST, "User-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
            far.login("password", PASSWORD);
            Visitor near = new Visitor(other, "localhost");
            near.login("token", other.token);
            Answer settings = near.get("/settings");
            assertThat(settings.body()).contains("Firefox, Linux", "on this machine");
            assertThat(near.post("/logout/everywhere", Map.of()).status()).isEqualTo(403);
            assertThat(near.post("/logout/everywhere", Map.of("csrf", settings.seal()))
                            .status())
                    .isEqualTo(303);
            assertThat(near.get("/").status()).isEqualTo(401);
            assertThat(far.get("/").status()).isEqualTo(401);
        }
    }

    @Test
    void streamsEndWithTheirSession() throws Exception {
        Visitor visitor = elsewhere("203.0.113.13");
        visitor.login("password", PASSWORD);
        String seal = visitor.get("/settings").seal();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> stream = threads.submit(() -> visitor.get("/inbox/stream"));
            assertThatThrownBy(() -> stream.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            visitor.post("/logout", Map.of("csrf", seal));
            assertThat(stream.get(15, TimeUnit.SECONDS).body()).contains("event: waiting");
        }
        assertThat(visitor.get("/inbox/stream").status()).isEqualTo(401);
    }

    @Test
    void theJournalKeepsThatItWasDecidedFromElsewhere() {
        String run = served.run(BrowserTest.MAIL).path("id").asText();
        Visitor visitor = elsewhere("203.0.113.14");
        visitor.login("password", PASSWORD);
        String seal = visitor.get("/runs/" + run).seal();
        Map<String, String> no = Map.of("csrf", seal, "reason", "not today");
        assertThat(visitor.post("/runs/" + run + "/deny", no).status()).isEqualTo(303);
        assertThat(visitor.post("/runs/" + run + "/deny", no).body()).contains("web, from elsewhere");
    }

    @Test
    void aSessionOutlivesARestartAndEndsWithItsPassword() {
        Path folder = temporary.resolve("restarted");
        Map<String, String> cookies;
        try (Served first = served(folder, PASSWORD)) {
            Visitor visitor = new Visitor(first, HOST);
            visitor.login("password", PASSWORD);
            cookies = Map.copyOf(visitor.cookies);
        }
        try (Served second = served(folder, PASSWORD)) {
            Visitor visitor = new Visitor(second, HOST);
            visitor.cookies.putAll(cookies);
            assertThat(visitor.get("/").status()).isEqualTo(200);
        }
        try (Served third = served(folder, "another long password")) {
            Visitor visitor = new Visitor(third, HOST);
            visitor.cookies.putAll(cookies);
            assertThat(visitor.get("/").status()).isEqualTo(401);
        }
    }

    @Test
    void programsNeedTheTokenThereToo() {
        Visitor visitor = elsewhere("203.0.113.10");
        assertThat(visitor.get("/api/v1/runs").status()).isEqualTo(401);
        assertThat(visitor.get("/api/v1/runs", "Authorization: Bearer " + PASSWORD.replace('ä', 'a'))
                        .status())
                .isEqualTo(401);
        visitor.login("password", PASSWORD);
        assertThat(visitor.get("/api/v1/runs").status())
                .as("a session is for the page")
                .isEqualTo(401);
        assertThat(visitor.get("/api/v1/runs", "Authorization: Bearer " + served.token)
                        .status())
                .isEqualTo(200);
        assertThat(visitor.get("/v1/models").status()).isEqualTo(401);
        assertThat(visitor.get("/mcp").status()).isEqualTo(401);
    }

    @Test
    void formsOfOthersDoNotLogIn() {
        Visitor visitor = elsewhere("203.0.113.11");
        assertThat(visitor.post("/login", Map.of("password", PASSWORD)).status())
                .isEqualTo(403);
        String foreign = elsewhere("203.0.113.12").get("/login").seal();
        visitor.get("/login");
        assertThat(visitor.post("/login", Map.of("password", PASSWORD, "csrf", foreign))
                        .status())
                .isEqualTo(403);
        String own = visitor.get("/login").seal();
        Map<String, String> form = Map.of("password", PASSWORD, "csrf", own);
        for (String origin : new String[] {"https://evil.example", "http://" + HOST, "null", "http://127.0.0.1"}) {
            assertThat(visitor.post("/login", form, "Origin: " + origin).status())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(visitor.post("/login", form, "Sec-Fetch-Site: cross-site").status())
                .isEqualTo(403);
        assertThat(visitor.post("/login", form, "Origin: https://" + HOST, "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "errand.example.org.evil.example",
                "evil.errand.example.org",
                "errand.example.org:8443",
                "203.0.113.1"
            })
    void otherNamesAreRefusedStill(String host) {
        Answer answer = new Visitor(served, host).get("/health");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void itsNameIsTakenAsBrowsersAndProxiesWriteIt() {
        for (String host : new String[] {"Errand.Example.ORG", "errand.example.org:443"}) {
            assertThat(new Visitor(served, host).get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void aProxyThatHidesWhatItPassesOnIsRefused() {
        assertThat(new Visitor(served, HOST, "X-Forwarded-Proto: http").get("/login"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(403))
                .satisfies(answer -> assertThat(answer.body()).contains("without TLS"));
        assertThat(new Visitor(served, "127.0.0.1", "X-Forwarded-For: 203.0.113.1").get("/login"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(403))
                .satisfies(answer -> assertThat(answer.body()).contains("the header Host"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://errand.example.org | Without TLS",
                "HTTP://errand.example.org | Without TLS",
                "errand.example.org | such as https://",
                "ftp://errand.example.org | such as https://",
                "https://errand.example.org/page | nothing after the name",
                "https://me:secret@errand.example.org | nothing after the name",
                "https://*.example.org | such as https://",
                "https://localhost | this machine itself",
                "https://127.0.0.1:7070 | this machine itself",
                "https://[::1] | this machine itself"
            })
    void anAddressThatIsNoneIsRefusedAtTheStart(String address, String why, @TempDir Path folder) {
        configure(folder, "public = \"" + address + "\"", "password = \"env:PAGE_PASSWORD\"");
        assertThatThrownBy(() -> Served.at(folder, Map.of("PAGE_PASSWORD", PASSWORD)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("serve.public is \"" + address)
                .hasMessageContaining(why);
    }

    @Test
    void withoutAGoodPasswordItDoesNotStart(@TempDir Path folder) {
        String address = "public = \"https://errand.example.org\"";
        configure(folder, address);
        assertThatThrownBy(() -> Served.at(folder))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.remedy()).contains("errand config set serve.password --secret"))
                .hasMessageContaining("serve.password no password");
        configure(folder, address, "password = \"" + PASSWORD + "\"");
        assertThatThrownBy(() -> Served.at(folder))
                .hasMessageContaining("serve.password is no reference to a secret")
                .hasMessageNotContaining(PASSWORD);
        configure(folder, address, "password = \"env:PAGE_PASSWORD\"");
        assertThatThrownBy(() -> Served.at(folder)).hasMessageContaining("not set");
        assertThatThrownBy(() -> Served.at(folder, Map.of("PAGE_PASSWORD", "elevenchars")))
                .hasMessageContaining("fewer than 12 characters")
                .hasMessageNotContaining("elevenchars");
    }

    @Test
    void withoutTheSettingNothingIsOpen(@TempDir Path folder) {
        try (Served closed = Served.at(folder)) {
            assertThat(new Visitor(closed, HOST).get("/health").status()).isEqualTo(403);
            assertThat(closed.greeting()).noneMatch(line -> line.contains("https://"));
        }
    }
}
