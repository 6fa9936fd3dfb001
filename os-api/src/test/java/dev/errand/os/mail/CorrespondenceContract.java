package dev.errand.os.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Conversations and drafts, wherever mail lies. The person is `sam@home.example`.
abstract class CorrespondenceContract {
    @TempDir
    Path home;

    abstract SkillKit kit();

    /// Puts a message into a folder.
    abstract void message(String folder, String text) throws IOException;

    /// How many mails lie in a folder.
    private int count(String folder) {
        return kit().call("mail.search", "[{\"folder\":\"" + folder + "\"}]")
                .value()
                .size();
    }

    private void message(String folder, int day, String from, String to, String subject, String more)
            throws IOException {
        message(folder, """
                From: %s
                To: %s
                Subject: %s
                Date: %d Mar 2026 08:00:00 +0000
                %s
                Text of %s on day %d.
                """.formatted(from, to, MimeUtility.encodeText(subject, "UTF-8", "Q"), day, more, from, day));
    }

    private List<Integer> days(String subject) {
        JsonNode start = kit().call("mail.search", "[{\"subject\":\"" + subject + "\"}]")
                .value()
                .get(0);
        return kit().call("mail.thread", "[\"" + start.path("id").asText() + "\"]")
                .value()
                .valueStream()
                .map(each -> Integer.parseInt(each.path("date").asText().substring(8, 10)))
                .toList();
    }

    @Test
    void aConversationIsWhatNamesEachOtherAndAnswersBySubject() throws IOException {
        message("INBOX", 2, "ada@a.example", "sam@home.example", "Räder", "Message-ID: <1@a.example>\n");
        message(
                "Sent",
                3,
                "sam@home.example",
                "ada@a.example",
                "Re: Räder",
                "Message-ID: <2@home.example>\nIn-Reply-To: <1@a.example>\n");
        message(
                "INBOX",
                4,
                "ada@a.example",
                "sam@home.example",
                "Other words now",
                "Message-ID: <3@a.example>\nReferences: <1@a.example>\n <2@home.example>\n");
        message("Archive", 5, "ada@a.example", "sam@home.example", "AW: Räder", "Message-ID: <4@a.example>\n");
        message("INBOX", 6, "eve@evil.example", "sam@home.example", "Re: Räder", "Message-ID: <5@evil.example>\n");
        message("INBOX", 7, "ada@a.example", "sam@home.example", "Unlike", "Message-ID: <6@a.example>\n");

        assertThat(days("Other words")).containsExactly(2, 3, 4, 5);
        assertThat(days("Räder")).as("among other people").containsExactly(6);
        assertThat(days("Unlike")).containsExactly(7);
        assertThatThrownBy(() -> kit().call("mail.thread", "[\"nothing\"]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, e -> assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.NOT_FOUND));
    }

    @Test
    void aDraftIsKeptAndTakenBackAndNothingIsSent() throws IOException {
        Files.createDirectories(home.resolve("files"));
        Files.writeString(home.resolve("files/plan.txt"), "the plan");
        String draft = "[{\"to\":\"Jo <jo@home.example>\",\"cc\":\"ann@far.example\",\"bcc\":\"boss@work.example\","
                + "\"subject\":\"Grüße 漢字\",\"body\":\"At five?\",\"attachments\":\"plan.txt\"}]";
        JsonNode foreseen = kit().preview("mail.draft", draft).value();
        assertThat(count("Drafts")).isZero();

        var kept = kit().call("mail.draft", draft);

        assertThat(kept.value().path("folder").asText()).isEqualTo("Drafts");
        assertThat(kept.value().path("subject").asText()).isEqualTo("Grüße 漢字");
        assertThat(kept.value().path("body").asText()).isEqualTo("At five?");
        assertThat(foreseen.path("subject")).isEqualTo(kept.value().path("subject"));
        assertThat(count("Drafts")).isEqualTo(1);
        assertThat(count("Sent")).isZero();
        kit().undo(kept);
        assertThat(count("Drafts")).isZero();
    }

    @Test
    void aDraftIsSentAsThePreviewShowsIt() throws IOException {
        Files.createDirectories(home.resolve("files"));
        Files.writeString(home.resolve("files/plan.txt"), "the plan");
        var kept = kit().call(
                        "mail.draft",
                        "[{\"to\":\"jo@home.example\",\"bcc\":\"boss@work.example\",\"subject\":\"Tea\","
                                + "\"body\":\"At five?\",\"attachments\":\"plan.txt\"}]");
        String id = "[\"" + kept.value().path("id").asText() + "\"]";

        JsonNode foreseen = kit().preview("mail.sendDraft", id).value();
        assertThat(foreseen.path("to").toString()).isEqualTo("[\"jo@home.example\",\"boss@work.example\"]");
        assertThat(foreseen.path("body").asText()).isEqualTo("At five?");
        assertThat(foreseen.path("attachments").toString()).isEqualTo("[\"plan.txt\"]");
        assertThat(count("Drafts")).isEqualTo(1);

        JsonNode sent = kit().call("mail.sendDraft", id).value();
        assertThat(sent.path("body")).isEqualTo(foreseen.path("body"));
        assertThat(count("Drafts")).isZero();
        assertThat(count("Sent")).isEqualTo(1);
        arrived(sent);
    }

    /// Whatever more is known of a mail that was sent.
    abstract void arrived(JsonNode sent) throws IOException;

    @Test
    void onlyDraftsWithRecipientsAreSent() throws IOException {
        message("INBOX", 2, "ada@a.example", "sam@home.example", "Wheels", "Message-ID: <1@a.example>\n");
        String mail =
                kit().call("mail.search", "[{}]").value().get(0).path("id").asText();
        assertThatThrownBy(() -> kit().preview("mail.sendDraft", "[\"" + mail + "\"]"))
                .hasMessageContaining("is no draft");

        var empty = kit().call("mail.draft", "[{}]");
        assertThatThrownBy(() -> kit().preview(
                                "mail.sendDraft",
                                "[\"" + empty.value().path("id").asText() + "\"]"))
                .hasMessageContaining("no recipient");
        assertThatThrownBy(() -> kit().preview("mail.draft", "[{\"to\":\"nobody\"}]"))
                .hasMessageContaining("is not an e-mail address");
    }

    @Test
    void aDraftIsFoundReadAndDeletedLikeAnyMail() {
        var kept = kit().call("mail.draft", "[{\"to\":\"jo@home.example\",\"subject\":\"Tea\",\"body\":\"Five\"}]");
        JsonNode found =
                kit().call("mail.search", "[{\"folder\":\"Drafts\"}]").value().get(0);
        assertThat(found.path("id")).isEqualTo(kept.value().path("id"));

        var deleted = kit().call("mail.delete", "[" + found + "]");
        assertThat(count("Drafts")).isZero();
        kit().undo(deleted);
        assertThat(count("Drafts")).isEqualTo(1);
    }
}
