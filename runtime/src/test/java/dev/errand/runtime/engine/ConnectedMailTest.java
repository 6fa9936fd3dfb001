package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.device.Device;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.SqliteJournal;
import dev.errand.runtime.policy.RuleFile;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.JavaScriptChecker;
import dev.errand.sandbox.host.InProcessSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail that leaves the device: a server does not notice a letter that it gets twice, so nothing is sent again
/// unasked.
class ConnectedMailTest {
    private static final InProcessSandbox SANDBOX = new InProcessSandbox();
    private static final String PASSWORD = "correct-horse-battery";
    private static final String SEND = "mail.send({to: 'jo@home.example', subject: 'Tea', body: 'At five?'});";

    @TempDir
    Path home;

    private GreenMail server;

    /// One process: it may die, and another open the same home.
    private record Process(Engine engine, Journal journal, Catalogue catalogue) implements AutoCloseable {
        Seen advance(RunId id) {
            engine.advance(id);
            return new Seen(engine.run(id), catalogue);
        }

        RunId approved(String code) {
            RunId id = engine.start(TestDevice.started("code", false, false, "terminal"), Language.JAVASCRIPT, code);
            assertThat(advance(id).state()).isEqualTo("awaiting_approval");
            engine.approve(id, Approval.ofAll("terminal"));
            return id;
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    @BeforeEach
    void aMailServer() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.start();
        server.setUser("sam@home.example", "sam", PASSWORD);
    }

    @AfterEach
    void stopTheServer() {
        server.stop();
    }

    private void connect() throws IOException {
        Files.writeString(
                home.resolve("config.toml"), """
                [mail]
                address = "sam@home.example"
                user = "sam"
                password = "env:MAIL_PASSWORD"
                [mail.smtp]
                host = "127.0.0.1"
                port = %d
                security = "none"
                """.formatted(server.getSmtp().getPort()));
    }

    private void disconnect() throws IOException {
        Files.deleteIfExists(home.resolve("config.toml"));
    }

    private Process process() {
        return process(journal -> journal);
    }

    private Process process(UnaryOperator<Journal> around) {
        Configuration settings = Configuration.read(home.resolve("config.toml"), Map.of("MAIL_PASSWORD", PASSWORD));
        Catalogue catalogue = SkillReader.installed(settings);
        Journal journal = around.apply(SqliteJournal.open(home.resolve("state/journal.db")));
        return new Process(
                new Engine(
                        journal,
                        Device.at(home, settings),
                        catalogue,
                        SANDBOX,
                        new WorkflowCheck(new JavaScriptChecker()),
                        name -> {
                            throw new AssertionError("Nothing is to be planned");
                        },
                        InstantSource.system(),
                        new RuleFile(home.resolve("rules.json"), catalogue),
                        Engine.Rules.STANDARD,
                        RunListener.silent()),
                journal,
                catalogue);
    }

    private RunId dyingAt(Class<? extends Entry> entry, boolean before) {
        RunId id;
        try (Process first = process()) {
            id = first.approved(SEND);
        }
        try (Process second = process(journal -> new DyingAt(journal, entry, before))) {
            assertThatThrownBy(() -> second.advance(id)).isInstanceOf(MortalJournal.Death.class);
        }
        return id;
    }

    private int arrived() {
        return server.getReceivedMessagesForDomain("home.example").length;
    }

    private boolean isKept() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.anyMatch(file -> file.toString().contains("mail/.Sent/cur/"));
        }
    }

    @Test
    void whatWasApprovedIsSentOnceAndThePasswordIsNowhere() throws IOException {
        connect();
        try (Process process = process()) {
            Seen done = process.advance(process.approved(SEND));
            assertThat(done.state()).isEqualTo("succeeded");
            assertThat(done.document().toString()).doesNotContain(PASSWORD);
        }
        assertThat(arrived()).isEqualTo(1);
        assertThat(isKept()).isTrue();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(PASSWORD);
            }
        }
    }

    @Test
    void aSendingThatWasCutShortIsAskedAbout() throws IOException {
        connect();
        RunId id = dyingAt(Entry.EffectDone.class, true);
        assertThat(arrived()).isEqualTo(1);
        try (Process third = process()) {
            assertThat(third.advance(id).question()).contains("did it happen?");
            third.engine().answer(id, "It happened", "terminal");
            assertThat(third.advance(id).state()).isEqualTo("succeeded");
        }
        assertThat(arrived()).isEqualTo(1);
    }

    @Test
    void whatWasBegunAtAServerIsAskedAboutThoughItIsNoLongerConfigured() throws IOException {
        connect();
        RunId id = dyingAt(Entry.EffectStarted.class, false);
        disconnect();
        try (Process third = process()) {
            assertThat(third.advance(id).question()).contains("did it happen?");
        }
        assertThat(isKept()).isFalse();
    }

    @Test
    void whatWasBegunOnTheDeviceStaysThereThoughAServerIsConfiguredNow() throws IOException {
        RunId id = dyingAt(Entry.EffectStarted.class, false);
        connect();
        try (Process third = process()) {
            assertThat(third.advance(id).state()).isEqualTo("succeeded");
        }
        assertThat(isKept()).isTrue();
        assertThat(arrived()).isZero();
    }

    @Test
    void anInvitationLeavesOnceItIsApprovedAndTheEventStays() throws IOException {
        connect();
        try (Process process = process()) {
            RunId id = process.approved("return calendar.create({title: 'Tea', start: '2999-03-04T17:00',"
                    + " attendees: 'jo@home.example'}).invitation;");
            assertThat(arrived()).isZero();
            Seen done = process.advance(id);
            assertThat(done.state()).isEqualTo("succeeded");
            assertThat(done.result().asText()).isEqualTo("handed to 127.0.0.1");
        }
        assertThat(arrived()).isEqualTo(1);
        assertThat(home.resolve("calendar")).isNotEmptyDirectory();
    }

    @Test
    void attendeesThatThePersonAddsAreInvitedOnce() throws IOException {
        connect();
        try (Process process = process()) {
            RunId id = process.engine()
                    .start(
                            TestDevice.started("code", false, false, "terminal"),
                            Language.JAVASCRIPT,
                            SEND + "calendar.create({title: 'Tea', start: '2999-03-04T17:00'});");
            assertThat(process.advance(id).effect(2).path("class").asText()).isEqualTo("WRITE");
            Map<Integer, Map<String, JsonNode>> edits =
                    Map.of(2, Map.of("attendees", JsonNodeFactory.instance.textNode("jo@home.example")));
            process.engine().approve(id, new Approval(Set.of(1), edits, "terminal"));

            Seen done = process.advance(id);
            assertThat(done.state()).as(done.document().toPrettyString()).isEqualTo("succeeded");
            assertThat(done.effect(2).path("class").asText()).isEqualTo("SEND");
        }
        assertThat(arrived()).isEqualTo(2);
    }
}
