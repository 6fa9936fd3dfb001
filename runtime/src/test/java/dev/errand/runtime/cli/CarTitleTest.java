package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.cli.ErrandProcess.Ended;
import dev.errand.runtime.cli.ErrandProcess.Running;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// "Please send my car title to my insurance company", from the first word to the message in the mail store.
class CarTitleTest {
    private static final String SCAN = "files/Documents/Scans/scan_0042.pdf";

    @TempDir
    Path temporary;

    @Test
    void askedAnsweredApprovedAndSentInThreeProcesses() throws Exception {
        ErrandProcess errand = new ErrandProcess(temporary);
        DemoHome home = new DemoHome(temporary.resolve("data/errand-demo"));

        Ended asked = errand.run("demo", DemoHome.CAR_TITLE).exits(3);
        assertThat(asked.out()).contains("errand answer " + asked.run() + " NUMBER");
        assertThat(asked.err()).contains("[1] Beacon Home Insurance", "[2] Harbor Mutual Insurance");

        Ended shown = errand.run("answer", asked.run(), "2").exits(3);
        assertThat(shown.run()).isEqualTo(asked.run());
        assertThat(shown.out()).contains("errand approve " + asked.run());
        assertThat(shown.err()).contains("claims@harbormutual.example.com", "Car title", "scan_0042.pdf", "yours");
        assertThat(home.sent()).isEmpty();

        Ended sent = errand.run("approve", asked.run()).exits(0);
        assertThat(sent.out()).contains("Harbor Mutual Insurance");
        theOneMessageHasTheTitle(home);

        assertThat(errand.run("runs").exits(0).out()).contains(asked.run(), "succeeded");
        assertThat(errand.run("approve", asked.run()).exits(2).err()).contains("is succeeded; there is nothing to");
        theOneMessageHasTheTitle(home);
    }

    @Test
    void answeredAndApprovedBeforehandItIsOneProcess() throws Exception {
        DemoHome home = DemoHome.in(temporary);

        Ended sent = home.run("demo", DemoHome.CAR_TITLE, "--answer", "Harbor", "--answer", "surplus", "--yes")
                .exits(0);

        assertThat(sent.out().lines()).singleElement().asString().contains("Harbor Mutual Insurance");
        theOneMessageHasTheTitle(home);
    }

    private static void theOneMessageHasTheTitle(DemoHome home) throws MessagingException, IOException {
        assertThat(home.sent()).hasSize(1);
        MimeMessage message = home.sent().getFirst();
        assertThat(message.getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("claims@harbormutual.example.com");
        Multipart parts = (Multipart) message.getContent();
        Part attached = parts.getBodyPart(parts.getCount() - 1);
        assertThat(attached.getFileName()).isEqualTo("scan_0042.pdf");
        assertThat(attached.getInputStream().readAllBytes()).isEqualTo(Files.readAllBytes(home.path(SCAN)));
    }

    /// The process dies right after this was recorded; a later command, `resume` or another run, finishes the job.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"run-started\"",
                "\"plan-ready\"",
                "\"approval-resolved\"",
                "\"step-started\"",
                "\"operation\":\"mail.send\",\"preview\":false",
            })
    void killedAtAnyMomentItIsFinishedLaterAndSentOnce(String moment) throws Exception {
        DemoHome home = DemoHome.in(temporary);
        try (Running running = home.errand().start("--jsonl", "--yes", "--answer", "2", DemoHome.CAR_TITLE)) {
            running.awaitLine(moment);
            running.kill();
        }

        boolean asksFirst = moment.contains("run-started") || moment.contains("plan-ready");
        if (asksFirst) {
            // Answers of a command line die with it: the question is open again.
            Ended asked = home.run("resume").exits(0);
            home.run("answer", asked.run(), "2").exits(0);
        } else {
            home.run("what time is it").exits(0);
        }

        theOneMessageHasTheTitle(home);
        assertThat(home.run("resume").exits(0).err()).contains("Nothing was interrupted");
        theOneMessageHasTheTitle(home);
    }
}
