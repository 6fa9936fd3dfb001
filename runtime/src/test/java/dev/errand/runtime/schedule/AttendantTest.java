package dev.errand.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.intents.WorkflowCheck;
import dev.errand.os.device.Device;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.journal.Entry.Unattended;
import dev.errand.runtime.journal.RunState;
import dev.errand.runtime.journal.SqliteJournal;
import dev.errand.runtime.policy.RuleFile;
import dev.errand.sandbox.check.JavaScriptChecker;
import dev.errand.sandbox.host.InProcessSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttendantTest {
    private static final InProcessSandbox SANDBOX = new InProcessSandbox();
    private static final Catalogue CATALOGUE = SkillReader.installed();
    private static final Settings NO_SETTINGS = new Settings() {
        @Override
        public Optional<String> text(String key) {
            return Optional.empty();
        }

        @Override
        public List<String> texts(String key) {
            return List.of();
        }
    };
    /// Monday.
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");

    @TempDir
    Path home;

    private Instant now = START;
    private Device device;
    private SqliteJournal journal;
    private Engine engine;
    private Schedules schedules;
    private Attendant attendant;

    @BeforeEach
    void open() {
        device = Device.at(home, NO_SETTINGS);
        journal = SqliteJournal.open(home.resolve("state/journal.db"));
        engine = new Engine(
                journal,
                device,
                CATALOGUE,
                SANDBOX,
                new WorkflowCheck(new JavaScriptChecker()),
                name -> {
                    throw new AssertionError("nothing is to be planned, and " + name + " was asked");
                },
                () -> now,
                new RuleFile(home.resolve("rules.json"), CATALOGUE),
                Engine.Rules.STANDARD,
                RunListener.silent());
        schedules = new Schedules(home.resolve("state"));
        attendant = new Attendant(schedules, engine, device, CATALOGUE);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private StandingIntent stand(Trigger trigger, String code, Unattended unattended, Missed missed) {
        StandingIntent standing = new StandingIntent(
                "s-test" + schedules.all().size(),
                "do it",
                code,
                "js",
                "auto",
                "en",
                "Europe/Berlin",
                trigger,
                unattended,
                missed,
                false,
                now);
        schedules.add(standing, attendant.beginning(standing, now));
        return standing;
    }

    private StandingIntent stand(Trigger trigger, String code) {
        return stand(trigger, code, Unattended.PARK, Missed.ONCE);
    }

    private List<Run> attend() {
        Attendant.Round round = attendant.attend(now);
        assertThat(round.problems()).isEmpty();
        return round.begun().stream().map(engine::advance).toList();
    }

    private List<Run> after(Duration time) {
        now = now.plus(time);
        return attend();
    }

    private void arrives(String from, String subject) throws IOException {
        Path inbox = home.resolve("mail/new");
        for (String folder : List.of("new", "cur", "tmp")) {
            Files.createDirectories(home.resolve("mail/" + folder));
        }
        String message =
                "From: %s\r\nTo: me@example.org\r\nSubject: %s\r\nMessage-ID: <%d@example.org>\r\n\r\nHello.\r\n"
                        .formatted(from, subject, now.toEpochMilli() + subject.hashCode());
        Files.write(
                inbox.resolve(now.getEpochSecond() + ".M" + Math.abs(subject.hashCode()) + ".example"),
                message.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTimeThatComesBeginsOneRun() {
        stand(Triggers.times("every Monday at 8"), "user.say('It is ' + system.trigger().kind)");
        assertThat(after(Duration.ofMinutes(59))).isEmpty();
        List<Run> begun = after(Duration.ofMinutes(1));
        assertThat(begun).singleElement().satisfies(run -> {
            assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(run.start().channel()).isEqualTo("schedule");
            assertThat(run.start().occasion().standing()).isEqualTo("s-test0");
        });
        assertThat(after(Duration.ofSeconds(30))).isEmpty();
        assertThat(after(Duration.ofDays(7))).hasSize(1);
    }

    @Test
    void anOccasionGivesOneRunEvenIfItWasForgottenThatItWasAttendedTo() {
        StandingIntent standing = stand(Triggers.times("every Monday at 8"), "1 + 1");
        Progress before = schedules.find(standing.id()).orElseThrow().progress();
        List<Run> first = after(Duration.ofHours(1));
        schedules.advance(standing.id(), before); // as after a crash between the run's start and the note of it
        assertThat(first).hasSize(1);
        assertThat(attend()).isEmpty();
        assertThat(engine.runs()).hasSize(1);
    }

    @Test
    void missedTimesAreMadeUpForAsThePersonWants() {
        Trigger hourly = Triggers.times("every hour");
        stand(hourly, "1", Unattended.PARK, Missed.SKIP);
        stand(hourly, "2", Unattended.PARK, Missed.ONCE);
        stand(hourly, "3", Unattended.PARK, Missed.ALL);
        List<Run> begun = after(Duration.ofMinutes(60 * 5 + 30));
        assertThat(begun.stream().map(run -> run.start().occasion().standing()))
                .containsExactly("s-test1", "s-test2", "s-test2", "s-test2", "s-test2", "s-test2");
    }

    @Test
    void ofManyMissedTimesTheLatestAreAttendedTo() {
        stand(Triggers.times("every minute"), "1", Unattended.PARK, Missed.ALL);
        List<Run> begun = after(Duration.ofDays(2));
        assertThat(begun).hasSize(Attendant.MOST_AT_ONCE);
        assertThat(begun.getLast().start().occasion().key()).isEqualTo(now.toString());
    }

    @Test
    void aClockThatIsSetBackRepeatsNothing() {
        stand(Triggers.times("every hour"), "1");
        assertThat(after(Duration.ofHours(1))).hasSize(1);
        assertThat(after(Duration.ofHours(-1))).isEmpty();
        assertThat(after(Duration.ofHours(1))).isEmpty();
        assertThat(after(Duration.ofHours(1))).hasSize(1);
    }

    @Test
    void aParkedRunBlocksNeitherTheNextNorAnotherStandingIntent() {
        stand(Triggers.times("every hour"), "mail.send({to: 'jane@example.org', subject: 'Hi', body: 'Hello'})");
        stand(Triggers.times("every hour"), "user.say('hi')");
        assertThat(after(Duration.ofHours(1)).stream().map(Run::state))
                .containsExactly(RunState.AWAITING_APPROVAL, RunState.SUCCEEDED);
        assertThat(after(Duration.ofHours(1)).stream().map(Run::state))
                .containsExactly(RunState.AWAITING_APPROVAL, RunState.SUCCEEDED);
    }

    @Test
    void aRunThatNeedsAPersonEndsAsThePersonWants() {
        String code = "mail.send({to: 'jane@example.org', subject: 'Hi', body: 'Hello'})";
        stand(Triggers.times("every hour"), code, Unattended.SKIP, Missed.ONCE);
        stand(Triggers.times("every hour"), code, Unattended.FAIL, Missed.ONCE);
        stand(Triggers.times("every hour"), "user.ask('Which?')", Unattended.SKIP, Missed.ONCE);
        List<Run> begun = after(Duration.ofHours(1));
        assertThat(begun.stream().map(Run::state))
                .containsExactly(RunState.CANCELLED, RunState.FAILED, RunState.CANCELLED);
        assertThat(begun.get(1).finished().orElseThrow().error())
                .isNotNull()
                .satisfies(error -> assertThat(error.message()).contains("needed a yes"));
        assertThat(home.resolve("mail/.Sent")).doesNotExist();
    }

    @Test
    void mailThatArrivesAndFitsSetsARunOffAndItsIdIsKnownThere() throws IOException {
        arrives("Old Friend <old@example.org>", "Invoice of last year");
        stand(Triggers.mail("subject=invoice"), "const m = mail.read(system.trigger().mail); user.say(m.subject)");
        assertThat(attend()).isEmpty();
        arrives("Power Company <billing@power.example.com>", "Invoice 7");
        arrives("Jane <jane@example.org>", "Lunch?");
        List<Run> begun = after(Duration.ofMinutes(1));
        assertThat(begun)
                .singleElement()
                .satisfies(
                        run -> assertThat(run.finished().orElseThrow().state()).isEqualTo(RunState.SUCCEEDED));
        assertThat(after(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void aFileThatAppearsSetsARunOffOnceItHasSettled() throws IOException {
        Path folder = Files.createDirectories(home.resolve("files/Downloads"));
        file(folder.resolve("old.pdf"));
        stand(Triggers.file("Downloads/*.pdf"), "files.move(system.trigger().file, 'Papers/')");
        assertThat(attend()).isEmpty();
        file(folder.resolve("new.pdf"));
        file(folder.resolve("new.txt"));
        assertThat(after(Duration.ofSeconds(1))).isEmpty();
        assertThat(after(Duration.ofSeconds(2)))
                .singleElement()
                .satisfies(run -> assertThat(
                                run.start().occasion().payload().path("file").asText())
                        .isEqualTo("Downloads/new.pdf"));
        assertThat(after(Duration.ofSeconds(60))).isEmpty();
        now = now.plusSeconds(60);
        file(folder.resolve("old.pdf")); // written again: it was there
        assertThat(after(Duration.ofSeconds(60))).isEmpty();
        Files.delete(folder.resolve("old.pdf"));
        assertThat(attend()).isEmpty();
        file(folder.resolve("old.pdf"));
        assertThat(after(Duration.ofSeconds(60))).hasSize(1);
    }

    private void file(Path path) throws IOException {
        Files.writeString(path, "x");
        Files.setLastModifiedTime(path, FileTime.from(now));
    }

    @Test
    void whatComesWhileItIsPausedIsNotMadeUpFor() {
        StandingIntent standing = stand(Triggers.times("every hour"), "1");
        schedules.pause(standing.id(), true, attendant.beginning(standing, now));
        assertThat(after(Duration.ofHours(3))).isEmpty();
        schedules.pause(standing.id(), false, attendant.beginning(standing, now));
        assertThat(attend()).isEmpty();
        assertThat(after(Duration.ofHours(1))).hasSize(1);
    }

    @Test
    void oneThatCannotBeWatchedIsNamedAndKeepsNoOtherFromBeginning() throws IOException {
        StandingIntent mail = stand(Triggers.mail("any"), "2");
        stand(Triggers.times("every hour"), "1");
        Files.createDirectories(home.resolve("mail"));
        Files.writeString(home.resolve("mail/new"), "not a folder");
        Files.writeString(home.resolve("mail/cur"), "not a folder");
        now = now.plus(Duration.ofHours(1));
        Attendant.Round round = attendant.attend(now);
        assertThat(round.begun()).hasSize(1);
        assertThat(round.problems().keySet()).isSubsetOf(mail.id());
    }

    @Test
    void aDamagedFileOfStandingIntentsIsNamedAndLeftAsItIs() throws IOException {
        stand(Triggers.times("every hour"), "1");
        Path file = home.resolve("state/schedules.json");
        Files.writeString(file, "[{");
        assertThatThrownBy(() -> attendant.attend(now))
                .isInstanceOf(ScheduleFailure.class)
                .hasMessageContaining("schedules.json");
        assertThat(file).hasContent("[{");
    }

    @Test
    void idsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> schedules.remove("s-none")).hasMessageContaining("errand schedule ls");
    }
}
