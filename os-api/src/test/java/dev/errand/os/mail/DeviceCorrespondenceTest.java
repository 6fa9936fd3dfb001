package dev.errand.os.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.contacts.ContactsSkill;
import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/// Conversations and drafts of the local store.
final class DeviceCorrespondenceTest extends CorrespondenceContract {
    private SkillKit kit;
    private int messages;

    @BeforeEach
    void device() {
        kit = new SkillKit(home, new MailSkill(), new ContactsSkill()).setting("mail.address", "sam@home.example");
    }

    @Override
    SkillKit kit() {
        return kit;
    }

    @Override
    void message(String folder, String text) throws IOException {
        messages++;
        Path place = home.resolve(folder.equals("INBOX") ? "mail/cur" : "mail/." + folder + "/cur");
        Files.createDirectories(place);
        Files.writeString(place.resolve("177240000" + messages + ".m" + messages + ".home:2,"), text);
    }

    @Override
    void arrived(JsonNode sent) {
        assertThat(sent.path("delivery").asText()).isEqualTo("local store");
    }
}
