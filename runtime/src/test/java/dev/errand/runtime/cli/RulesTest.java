package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.cli.ErrandProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules and the inbox on the real command line.
class RulesTest {
    private static final String MAIL = "mail.send({to: 'claims@harbormutual.example.com', subject: 'S', body: '%s'});";

    @TempDir
    Path temporary;

    private DemoHome home;

    @BeforeEach
    void device() {
        home = DemoHome.in(temporary);
    }

    @Test
    void aWaitingApprovalIsRememberedListedTestedAndRemoved() {
        Ended parked = home.code(MAIL.formatted("one")).exits(3);
        Ended inbox = home.run("inbox").exits(0);
        assertThat(inbox.out())
                .contains(parked.run() + "  awaiting_approval", "1. Send", "cannot be taken back", "until ");
        String approval = home.run("inbox", "--json")
                .exits(0)
                .document()
                .at("/0/approval/id")
                .asText();
        assertThat(approval).startsWith(parked.run() + ".");

        home.run("approve", approval, "--remember", "narrow").exits(0);
        assertThat(home.run("deny", approval).exits(2).err()).contains("approved by command line at");
        assertThat(home.code(MAIL.formatted("two")).exits(0).err()).contains("(your rule mail-send-");

        Ended rules = home.run("rules").exits(0);
        String id = rules.out().split(" ")[0];
        assertThat(rules.out())
                .contains("to claims@harbormutual.example.com, no cc, no bcc, no attachments")
                .contains("from effect 1 of " + parked.run() + ", approved by command line", "used 1 times");
        assertThat(home.run("rules", "test").exits(0).out()).contains(id + "  5 examples hold");
        assertThat(home.run("rules", "test", id).exits(0).out()).contains("covers 2 of the last 2 calls");
        home.run("rules", "rm", id).exits(0);
        home.code(MAIL.formatted("three")).exits(3);
    }

    @Test
    void rulesAreMadeByHandAndErrorsAreSaid() throws Exception {
        assertThat(home.run("rules", "add", "--help").exits(0).out())
                .contains("PARAMETER=group:NAME", "PARAMETER=domain:NAME");
        Ended added = home.run(
                        "rules",
                        "add",
                        "--deny",
                        "--operation",
                        "mail.send",
                        "--where",
                        "to=domain:harbormutual.example.com",
                        "--until",
                        "2999-01-01")
                .exits(0);
        assertThat(added.out()).contains("Never do mail.send with to at harbormutual.example.com, until 2999-01-01");
        assertThat(home.code(MAIL.formatted("one"), "--yes").exits(4).err()).contains("A rule of the person's refuses");
        assertThat(home.run("rules", "add", "--allow", "--operation", "mail.send")
                        .exits(2)
                        .err())
                .contains("says nothing about \"to\"");
        assertThat(home.run("rules", "add", "--deny", "--operation", "mail.send", "--until", "soon")
                        .exits(2)
                        .err())
                .contains("2027-01-31");
        assertThat(home.run("rules", "ls", "--json")
                        .exits(0)
                        .document()
                        .at("/rules/0/verdict")
                        .asText())
                .isEqualTo("deny");

        Path file = home.folder().resolve("rules.json");
        Files.writeString(file, Files.readString(file).replace("\"domain\"", "\"domian\""));
        assertThat(home.run("rules").exits(1).err()).contains("\"domian\"", "errand rules rm");
        home.code("files.write('x.txt', 'x');", "--yes").exits(0);
        home.code(MAIL.formatted("two"), "--yes").exits(3);
    }
}
