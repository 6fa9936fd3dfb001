package dev.errand.os.calendar;

import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/// The calendar of the device's own files.
final class DeviceCalendarTest extends CalendarContract {
    private SkillKit kit;

    @BeforeEach
    void device() throws IOException {
        kit = new SkillKit(home, new CalendarSkill()).setting("mail.address", "alex@example.org");
        Files.createDirectories(home.resolve("calendar"));
    }

    @Override
    SkillKit kit() {
        return kit;
    }

    @Override
    void file(String name, String text) throws IOException {
        Files.writeString(home.resolve("calendar/" + name + ".ics"), text);
    }

    @Override
    List<String> files() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.resolve("calendar"))) {
            for (Path file : files.sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
