package dev.errand.os.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.dav.DeafServer;
import dev.errand.os.dav.Radicale;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The calendar of a CalDAV server.
final class RadicaleCalendarTest extends CalendarContract {
    private static final String DENTIST = "[{\"title\": \"Dentist\", \"start\": \"2026-03-04T10:30\"}]";

    @TempDir
    static Path folder;

    private static @Nullable Radicale server;
    private SkillKit kit;
    private String user;

    @BeforeAll
    static void start() throws IOException {
        server = Radicale.start(folder);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void account() throws IOException {
        user = server.user();
        server.makeCalendar(user, "events");
        kit = server.connect(new SkillKit(home, new CalendarSkill()), "calendar", user, home)
                .setting("mail.address", "alex@example.org");
    }

    @Override
    SkillKit kit() {
        return kit;
    }

    @Override
    void file(String name, String text) {
        server.put(user, "events/" + name + ".ics", text);
    }

    @Override
    List<String> files() throws IOException {
        return List.copyOf(server.files(user, "events").values());
    }

    @Test
    void whatSomebodyElseChangedSinceIsLeftAlone() throws IOException {
        var made = kit.call("calendar.create", DENTIST);
        String uid = made.value().path("id").asText();
        server.put(user, "events/" + uid + ".ics", files().getFirst().replace("Dentist", "Dentist moved"));
        List<String> theirs = files();

        assertThatThrownBy(() -> kit.undo(made))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, e -> assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.CONFLICT))
                .hasMessage("The event has been changed by somebody else in the meantime.");
        assertThat(files()).isEqualTo(theirs);
    }

    @Test
    void aStepThatIsDoneAgainChangesNothing() throws IOException {
        var made = kit.call("calendar.create", DENTIST);
        List<String> once = files();
        assertThat(kit.again(made).value()).isEqualTo(made.value());
        assertThat(files()).isEqualTo(once);

        var deleted = kit.call("calendar.delete", "[" + made.value() + "]");
        kit.again(deleted);
        assertThat(files()).isEmpty();
    }

    @Test
    void aServerThatIsDownSlowOrRefusesIsSaidSo() throws IOException {
        String gone;
        try (DeafServer silent = new DeafServer("")) {
            gone = silent.url().toString();
            kit.setting("calendar.timeout", "1").setting("calendar.url", gone);
            assertThatThrownBy(() -> kit.call("calendar.events", "[]"))
                    .isInstanceOfSatisfying(
                            DeviceFailure.class, e -> assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.UNREACHABLE))
                    .hasMessageContaining("did not answer within 1 seconds");
        }
        assertThatThrownBy(() -> kit.call("calendar.events", "[]"))
                .hasMessageStartingWith("The calendar server 127.0.0.1 cannot be reached");
        kit.setting("calendar.url", server.url("/").toString())
                .setting("calendar.password", "file:" + Files.writeString(home.resolve("wrong"), "guessed"));
        assertThatThrownBy(() -> kit.call("calendar.events", "[]"))
                .hasMessage("The calendar server 127.0.0.1 does not accept this user and password.")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("guessed"));
    }

    @Test
    void anotherUsersCalendarIsRefused() {
        String other = server.user();
        server.makeCalendar(other, "private");
        kit.setting("calendar.url", server.url("/" + other + "/private/").toString());

        assertThatThrownBy(() -> kit.call("calendar.events", "[]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, e -> assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.UNREACHABLE));
    }
}
