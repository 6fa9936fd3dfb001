package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.cli.ErrandProcess.Ended;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person decides: to look first, to change, to refuse in part, to take back.
class DecisionsTest {
    private static final String TWO_MAILS = """
            mail.send({to: "claims@harbormutual.example.com", subject: "One", body: "First."});
            try {
              mail.send({to: "claims@harbormutual.example.com", subject: "Two", body: "Second."});
            } catch (e) { user.say("Not sent: " + e.message); }
            """;

    @TempDir
    Path temporary;

    private DemoHome home;

    @BeforeEach
    void device() {
        home = DemoHome.in(temporary);
    }

    @Test
    void aDryRunChangesNothingAndCanBeApproved() {
        Map<String, String> before = home.contents();

        Ended previewed =
                home.run("--dry-run", "add candles to my shopping list").exits(0);

        assertThat(home.contents()).isEqualTo(before);
        assertThat(previewed.out()).contains("previewed; nothing was done", "errand approve " + previewed.run());
        assertThat(previewed.err()).contains("candles", "allowed");

        home.run("approve", previewed.run()).exits(0);
        assertThat(home.text("lists/shopping.md")).containsOnlyOnce("candles");

        Ended undone = home.run("undo", previewed.run()).exits(0);
        assertThat(undone.out()).contains("Undone: ").contains("candles");
        assertThat(home.contents()).isEqualTo(before);
    }

    @Test
    void undoRestoresFilesByteForByteAndSaysWhatStays() {
        Map<String, String> before = home.contents();
        Ended done = home.code("""
                        files.write("Welcome.md", "overwritten");
                        files.move("Documents/Scans/scan_0042.pdf", "Documents/title.pdf");
                        mail.send({to: "claims@harbormutual.example.com", subject: "Gone", body: "It is out."});
                        """, "--yes", "--json").exits(0);
        assertThat(home.contents()).isNotEqualTo(before);

        Ended undone = home.run("undo", done.document().path("id").asText()).exits(0);

        assertThat(undone.out()).contains("Left as it is: ", "Gone", "cannot be taken back");
        Map<String, String> after = home.contents();
        after.keySet().removeIf(file -> file.startsWith("mail/.Sent"));
        before.keySet().removeIf(file -> file.startsWith("mail/.Sent"));
        assertThat(after).isEqualTo(before);
        assertThat(home.sent()).hasSize(1);
    }

    @Test
    void someAreApprovedAndAnEditIsWhatIsSent() throws Exception {
        Ended parked = home.code(TWO_MAILS).exits(3);

        assertThat(home.run("approve", parked.run(), "--set", "1.nonsense=x")
                        .exits(2)
                        .err())
                .contains("nonsense");
        assertThat(home.run("approve", parked.run(), "--set", "9.subject=x")
                        .exits(2)
                        .err())
                .contains("no effect 9");
        assertThat(home.run("approve", parked.run(), "--set", "subject")
                        .exits(2)
                        .err())
                .contains("1.subject=New text");
        assertThat(home.run("inbox").exits(0).out()).contains(parked.run(), "awaiting_approval");

        Ended changed = home.run("approve", parked.run(), "--effect", "1", "--set", "1.subject=Hello")
                .exits(0);

        assertThat(changed.out()).contains("Not sent: The person refused this");
        assertThat(home.sent()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).isEqualTo("Hello");
        });
        JsonNode effects =
                home.run("show", "--json", parked.run()).exits(0).document().path("effects");
        assertThat(effects.at("/0/decision").asText()).isEqualTo("edited");
        assertThat(effects.at("/0/status").asText()).isEqualTo("executed");
        assertThat(effects.at("/0/arguments/subject").asText()).isEqualTo("Hello");
        assertThat(effects.at("/1/decision").asText()).isEqualTo("denied");
        assertThat(effects.at("/1/status").asText()).isEqualTo("skipped");
    }

    @Test
    void anAnswerThatFitsNoChoiceParksAndLosesNothing() {
        Ended parked = home.run(DemoHome.CAR_TITLE, "--answer", "Lloyds").exits(3);

        assertThat(parked.err()).contains("\"Lloyds\" does not answer", "[1] Beacon", "[2] Harbor");
        assertThat(home.run("answer", parked.run(), "7").exits(2).err()).contains("does not answer");
        Ended answered = home.run("answer", parked.run(), "harbor", "mutual").exits(3);
        assertThat(answered.err()).contains("claims@harbormutual.example.com");
    }

    @Test
    void aWaitThatIsTooLongParksAndResumeGoesOnWhenItsTimeHasCome() {
        Ended parked =
                home.code("clock.sleep(2); user.say('later');", "--wait", "0").exits(3);
        assertThat(parked.out()).contains("waits until", "errand resume");
        assertThat(parked.out()).doesNotContain("later");

        // Another run that stays for its own, longer wait goes on with the first one, whose time has come by then.
        Ended other = home.code("clock.sleep(3); user.say('much later');").exits(0);

        assertThat(other.out()).contains("much later");
        assertThat(other.err()).contains(parked.run(), "succeeded");
        assertThat(home.run("show", parked.run()).exits(0).out()).contains("later");

        Ended third = home.code("clock.sleep(1); user.say('third');", "--wait", "0", "--json")
                .exits(3);
        assertThat(third.document().at("/waitingFor/kind").asText()).isEqualTo("timer");
        assertThat(home.run("doctor").exits(0).out()).contains("Waits ", "errand resume");
        home.code("clock.sleep(2);", "-q").exits(0);
        assertThat(home.run("resume").exits(0).err()).contains("Nothing was interrupted");
    }

    @Test
    void codeFromAFileIsCheckedBeforeItRuns() throws Exception {
        Path file = temporary.resolve("flow.js");
        java.nio.file.Files.writeString(file, "files.find('x');\nmail.sendd({to: 'a@b.example'});\nfiles.nope();\n");

        Ended failed = home.run("run", "--code", file.toString()).exits(1);

        assertThat(failed.err()).contains("Line 2: ", "mail.sendd", "  line 3: ", "files.nope");
        assertThat(home.run("run", "--code", "no-such-file.js").exits(2).err()).contains("no-such-file.js");
    }

    @Test
    void theDeviceIsDescribed() {
        assertThat(home.run("api", "--language", "js").exits(0).out()).contains("declare", "send(");
        assertThat(home.run("api", "--language", "python").exits(0).out()).contains("def send(");
        assertThat(home.run("skills", "ls").exits(0).out()).contains("mail ", "files ");
        assertThat(home.run("skills", "show", "mail").exits(0).out()).contains("mail.send  SEND", "mail.search  READ");
        assertThat(home.run("skills", "show", "nope").exits(2).err()).contains("errand skills ls");
        assertThat(home.run("doctor").exits(0).out())
                .contains("Java ", home.folder().toString(), "errand setup model");
    }
}
