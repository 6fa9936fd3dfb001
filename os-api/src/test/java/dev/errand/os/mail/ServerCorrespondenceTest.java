package dev.errand.os.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.contacts.ContactsSkill;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Conversations and drafts at a mail server.
final class ServerCorrespondenceTest extends CorrespondenceContract {
    private PostOffice office;
    private SkillKit kit;

    @BeforeEach
    void account() throws IOException {
        office = new PostOffice(PostOffice.Line.PLAIN);
        kit = office.connect(new SkillKit(home, new MailSkill(), new ContactsSkill()), home);
        office.makeFolder("Sent");
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Override
    SkillKit kit() {
        return kit;
    }

    @Override
    void message(String folder, String text) {
        office.receive(folder, text);
    }

    @Override
    void arrived(JsonNode sent) throws IOException {
        assertThat(sent.path("delivery").asText()).isEqualTo("handed to 127.0.0.1");
        assertThat(office.arrivedFor("boss@work.example")).hasSize(1);
        assertThat(home.resolve("mail/.Drafts")).doesNotExist();
    }

    @Test
    void aDraftThatIsKeptAgainIsOne() {
        var kept = kit.call("mail.draft", "[{\"to\":\"jo@home.example\",\"subject\":\"Tea\"}]");

        assertThat(kit.again(kept).value()).isEqualTo(kept.value());
        assertThat(office.in("Drafts")).hasSize(1);
    }

    @Test
    void aDraftThatWasChangedElsewhereIsNotTakenBack() {
        var kept = kit.call("mail.draft", "[{\"to\":\"jo@home.example\",\"subject\":\"Tea\",\"body\":\"Five\"}]");
        kit.call("mail.delete", "[" + kept.value() + "]");
        office.receive("Drafts", "Message-ID: " + kept.value().path("id").asText() + "\nSubject: Tea\n\nSix\n");

        assertThatThrownBy(() -> kit.undo(kept))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, e -> assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.CONFLICT));
        assertThat(office.in("Drafts")).hasSize(1);
    }
}
