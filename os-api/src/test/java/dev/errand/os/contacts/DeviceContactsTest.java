package dev.errand.os.contacts;

import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/// The contacts of the device's own files.
final class DeviceContactsTest extends ContactsContract {
    private SkillKit kit;

    @BeforeEach
    void device() throws IOException {
        kit = new SkillKit(home, new ContactsSkill()).setting("mail.address", "sam@home.example");
        Files.createDirectories(home.resolve("contacts"));
    }

    @Override
    SkillKit kit() {
        return kit;
    }

    @Override
    void card(String name, String text) throws IOException {
        Files.writeString(home.resolve("contacts/" + name + ".vcf"), text);
    }

    @Override
    List<String> cards() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.resolve("contacts"))) {
            for (Path file : files.sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
