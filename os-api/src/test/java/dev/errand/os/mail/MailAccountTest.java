package dev.errand.os.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.contacts.ContactsSkill;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Recovery;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail with an account: what the skill does at a server that speaks SMTP and IMAP.
class MailAccountTest {
    @TempDir
    Path home;

    private PostOffice office;
    private SkillKit kit;

    @BeforeEach
    void aDeviceWithAnAccount() throws IOException {
        office = new PostOffice(PostOffice.Line.PLAIN);
        kit = office.connect(new SkillKit(home, new MailSkill(), new ContactsSkill()), home);
        Files.createDirectories(home.resolve("files/Documents"));
        Files.writeString(home.resolve("files/Documents/Car title.pdf"), "%PDF-1.4 title");
        office.makeFolder("Sent");
        office.receive("INBOX", """
                From: Ada =?UTF-8?Q?L=C3=B6vel=C3=A4ce?= <ada@analytical.example>
                To: sam@home.example
                Subject: =?UTF-8?B?UsOkdGU=?= of the engine
                Date: Mon, 2 Mar 2026 08:00:00 +0000
                Message-ID: <first@analytical.example>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: multipart/alternative; boundary="c"

                --c
                Content-Type: text/html; charset=UTF-8

                <p>Hello</p>
                --c
                Content-Type: text/plain; charset=ISO-8859-1
                Content-Transfer-Encoding: quoted-printable

                The wheels turn. Gr=FC=DFe
                --c--
                --b
                Content-Type: application/pdf; name="../plan.pdf"
                Content-Disposition: attachment; filename="../plan.pdf"
                Content-Transfer-Encoding: base64

                JVBERi0xLjQgcGxhbg==
                --b--
                """);
        office.receive("INBOX", """
                From: newsletter@shop.example
                To: sam@home.example
                Subject: Bargains
                Date: Tue, 3 Mar 2026 08:00:00 +0000
                Content-Type: text/html; charset=UTF-8

                <style>p {color: red}</style><p>Cheap <b>hats</b></p>
                """);
    }

    @AfterEach
    void closeTheOffice() {
        office.close();
    }

    private JsonNode first(String query) {
        return kit.call("mail.search", query).value().get(0);
    }

    private String idOf(String subject) {
        return "\"" + first("[{\"subject\":\"" + subject + "\"}]").get("id").asText() + "\"";
    }

    @Test
    void aMailGoesToEverybodyItIsFor() throws Exception {
        var sent = kit.call("mail.send", """
                [{"to":"claims@insurer.example","cc":"Jo <jo@home.example>","bcc":"boss@work.example",
                  "subject":"Grüße","body":"Here it is.","attachments":"Documents/Car title.pdf"}]""");

        for (String recipient : List.of("claims@insurer.example", "jo@home.example", "boss@work.example")) {
            MimeMessage arrived = office.arrivedFor(recipient).getFirst();
            assertThat(arrived.getSubject()).isEqualTo("Grüße");
            assertThat(arrived.getHeader("Bcc")).as("bcc is nobody's business").isNull();
            MessageParts parts = MessageParts.at(arrived);
            assertThat(parts.text()).isEqualTo("Here it is.");
            assertThat(parts.attachments().getFirst().name()).isEqualTo("Car title.pdf");
        }
        assertThat(sent.value().get("delivery").asText()).isEqualTo("handed to 127.0.0.1");
    }

    @Test
    void theCopyLiesInTheServersFolderSentAndIsFoundByTheIdOfThePreview() {
        String mail = "[{\"to\":\"jo@home.example\",\"subject\":\"Tea\",\"body\":\"At five?\"}]";

        var foreseen = kit.preview("mail.send", mail);
        assertThat(office.arrivedFor("jo@home.example")).isEmpty();
        assertThat(foreseen.value().get("delivery").isNull()).isTrue();
        var sent = kit.call("mail.send", mail);

        assertThat(office.in("Sent")).hasSize(1);
        assertThat(Files.exists(home.resolve("mail/.Sent"))).isFalse();
        var read = kit.call("mail.read", "[\"" + sent.value().get("id").asText() + "\"]");
        assertThat(read.value().get("body").asText()).isEqualTo("At five?");
        assertThat(read.value().get("folder").asText()).isEqualTo("Sent");
        assertThat(read.result().closed().get(JsonPointer.compile("/body")).provenance())
                .isEqualTo(Provenance.OWNED);
    }

    @Test
    void theMessageIdIsTheSameForTheSameStep() throws Exception {
        var sent = kit.call("mail.send", "[{\"to\":\"jo@home.example\",\"subject\":\"Tea\"}]");

        assertThat(office.arrivedFor("jo@home.example").getFirst().getMessageID())
                .isEqualTo(sent.value().get("id").asText())
                .matches("<[0-9a-f]{20}@home\\.example>");
    }

    @Test
    void withoutImapTheCopyLiesInTheLocalStore() {
        SkillKit sending = new SkillKit(home, new MailSkill())
                .setting("mail.address", "sam@home.example")
                .setting("mail.smtp.host", "127.0.0.1")
                .setting("mail.smtp.port", String.valueOf(office.smtpPort()))
                .setting("mail.smtp.security", "none");

        var sent = sending.call("mail.send", "[{\"to\":\"jo@home.example\",\"subject\":\"Tea\"}]");

        assertThat(office.arrivedFor("jo@home.example")).hasSize(1);
        var kept = sending.call("mail.read", "[\"" + sent.value().get("id").asText() + "\"]");
        assertThat(kept.value().get("subject").asText()).isEqualTo("Tea");
    }

    @Test
    void howAStepIsSettledDependsOnWhatIsConnected() {
        SkillKit alone = new SkillKit(home, new MailSkill());
        for (String sending : List.of("mail.send", "mail.reply", "mail.forward", "mail.move", "mail.delete")) {
            assertThat(alone.operation(sending).recovery()).isEqualTo(Recovery.JOURNALED);
            assertThat(kit.operation(sending).recovery()).as(sending).isEqualTo(Recovery.ONCE);
        }
        assertThat(kit.operation("mail.saveAttachment").recovery()).isEqualTo(Recovery.JOURNALED);
        assertThat(kit.operation("mail.markRead").recovery()).isEqualTo(Recovery.REPEATABLE);
    }

    @Test
    void aMailIsReadWithItsTextAndTheNamesOfItsAttachments() {
        var read = kit.call("mail.read", "[" + idOf("engine") + "]");

        assertThat(read.value().get("from").asText()).isEqualTo("Ada Löveläce");
        assertThat(read.value().get("subject").asText()).isEqualTo("Räte of the engine");
        assertThat(read.value().get("body").asText()).isEqualTo("The wheels turn. Grüße");
        assertThat(read.value().at("/attachments/0/name").asText()).isEqualTo("../plan.pdf");
        assertThat(read.value().at("/attachments/0/size").asInt()).isPositive();
        assertThat(read.result().closed().get(JsonPointer.compile("/body")).provenance())
                .isEqualTo(Provenance.OUTSIDE);
        assertThat(first("[{\"subject\":\"Bargains\"}]").get("body").asText()).isEqualTo("Cheap hats");
        assertThat(office.isUnread("INBOX", 0)).as("reading leaves it unread").isTrue();
    }

    @Test
    void mailsAreFoundBySenderTextAndDate() {
        assertThat(first("[{\"from\":\"Ada\"}]").get("subject").asText()).contains("engine");
        assertThat(first("[{\"text\":\"wheels\"}]").get("subject").asText()).contains("engine");
        assertThat(kit.call("mail.search", "[{\"since\":\"2026-03-03T00:00:00Z\"}]")
                        .value())
                .hasSize(1);
        assertThat(kit.call("mail.search", "[{\"unread\":false}]").value()).isEmpty();
        assertThat(kit.call("mail.search", "[{\"text\":\"zeppelin\"}]").value()).isEmpty();
        assertThat(kit.call("mail.search", "[{\"limit\":1}]").value()).hasSize(1);
        assertThatThrownBy(() -> kit.call("mail.search", "[{\"folder\":\"Nowhere\"}]"))
                .hasMessageContaining("no mail folder");
    }

    @Test
    void aMailIsMovedToANewFolderAndBack() {
        String id = idOf("engine");
        kit.preview("mail.move", "[" + id + ", \"Work/Engines\"]");
        assertThat(office.in("INBOX")).hasSize(2);

        var moved = kit.call("mail.move", "[" + id + ", \"Work/Engines\"]");
        assertThat(office.in("INBOX")).hasSize(1);
        assertThat(moved.value().get("folder").asText()).isEqualTo("Work/Engines");
        assertThat(moved.value().get("id").asText()).endsWith(".Work/Engines");
        assertThatThrownBy(() -> kit.call("mail.read", "[" + id + "]")).hasMessageContaining("may have been moved");

        kit.undo(moved);
        assertThat(office.in("INBOX")).hasSize(2);
        assertThat(first("[{\"folder\":\"INBOX\",\"subject\":\"engine\"}]")
                        .get("unread")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aDeletedMailLiesInTheTrashAndCanBeRestored() {
        var deleted = kit.call("mail.delete", "[" + idOf("Bargains") + "]");

        assertThat(deleted.value().get("folder").asText()).isEqualTo("Trash");
        assertThat(office.in("INBOX")).hasSize(1);
        kit.undo(deleted);
        assertThat(office.in("INBOX")).hasSize(2);
    }

    @Test
    void nothingIsMovedIntoTheFolderSent() {
        String id = idOf("Bargains");
        assertThatThrownBy(() -> kit.preview("mail.move", "[" + id + ", \"Sent\"]"))
                .hasMessageContaining("only what you wrote");
    }

    @Test
    void markingAsReadIsTakenBackOnlyWhereItWasUnread() {
        String id = idOf("engine");
        var marked = kit.call("mail.markRead", "[" + id + "]");
        assertThat(marked.value().get("unread").asBoolean()).isFalse();
        assertThat(office.isUnread("INBOX", 0)).isFalse();

        var again = kit.call("mail.markRead", "[" + id + "]");
        kit.undo(again);
        assertThat(office.isUnread("INBOX", 0)).isFalse();
        kit.undo(marked);
        assertThat(office.isUnread("INBOX", 0)).isTrue();
    }

    @Test
    void anAttachmentBecomesAFileThatItsSenderCannotPlaceElsewhere() throws IOException {
        var saved = kit.call("mail.saveAttachment", "[" + idOf("engine") + "]");

        assertThat(saved.value().get("path").asText()).isEqualTo("Downloads/plan.pdf");
        assertThat(home.resolve("files/Downloads/plan.pdf")).hasContent("%PDF-1.4 plan");
        kit.undo(saved);
        assertThat(home.resolve("files/Downloads/plan.pdf")).doesNotExist();
    }

    @Test
    void anAnswerGoesToTheSenderInTheSameThread() throws Exception {
        kit.call("mail.reply", "[" + idOf("engine") + ", {\"body\":\"Well done.\"}]");

        MimeMessage arrived = office.arrivedFor("ada@analytical.example").getFirst();
        assertThat(arrived.getHeader("In-Reply-To", null)).isEqualTo("<first@analytical.example>");
        assertThat(arrived.getSubject()).isEqualTo("Re: Räte of the engine");
    }

    @Test
    void aMailIsForwardedWithItsAttachments() throws Exception {
        kit.call("mail.forward", "[" + idOf("engine") + ", {\"to\":\"jo@home.example\",\"body\":\"Look.\"}]");

        MessageParts parts =
                MessageParts.at(office.arrivedFor("jo@home.example").getFirst());
        assertThat(parts.text()).startsWith("Look.").contains("The wheels turn. Grüße");
        assertThat(new String(parts.attachments().getFirst().content().array())).isEqualTo("%PDF-1.4 plan");
    }

    @Test
    void anIdThatMeansNothingIsNotFound() {
        for (String id : List.of("1.1.INBOX", "nonsense", "<nobody@home.example>", "1.2.Nowhere")) {
            assertThatThrownBy(() -> kit.call("mail.read", "[\"" + id + "\"]"))
                    .as(id)
                    .hasMessageContaining("There is no mail with the id");
        }
    }
}
