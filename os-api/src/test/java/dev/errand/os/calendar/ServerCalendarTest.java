package dev.errand.os.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.dav.DavAccount;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerCalendarTest {
    private static final String NEW = "[{\"title\": \"Dentist\", \"start\": \"2026-03-04T10:30\"}]";

    @TempDir
    Path home;

    private final DavServer server = new DavServer();
    private SkillKit kit;

    @BeforeEach
    void account() throws IOException {
        Files.writeString(home.resolve("secret"), "wonder\n");
        kit = new SkillKit(home, new CalendarSkill())
                .setting("calendar.url", server.url("/").toString())
                .setting("calendar.user", "alex")
                .setting("calendar.password", "file:" + home.resolve("secret"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/alex/", "/alex/work/", "/moved/"})
    void calendarsAreFoundFromAnyAddressNearThem(String path) {
        kit.setting("calendar.url", server.url(path).toString());

        JsonNode made = kit.call("calendar.create", NEW).value();

        assertThat(server.files())
                .containsOnlyKeys("/alex/work/" + made.path("id").asText() + ".ics");
        assertThat(events().get(0)).isEqualTo(made);
        assertThat(home.resolve("calendar")).doesNotExist();
    }

    @Test
    void theNamedCalendarGetsNewEventsAndAllAreRead() {
        server.put("/alex/work/w.ics", RecurrenceTest.calendar(RecurrenceTest.event("DTSTART:20260305T090000Z")));
        kit.setting("calendar.name", "home");

        kit.call("calendar.create", NEW);

        assertThat(server.files().keySet()).anyMatch(place -> place.startsWith("/alex/home/"));
        assertThat(events()).hasSize(2);
        kit.setting("calendar.name", "Sport");
        assertThatThrownBy(this::events).hasMessage("The server has no calendar called \"Sport\"; it has Work, Home.");
    }

    @Test
    void aStepThatIsDoneAgainChangesNothing() {
        var made = kit.call("calendar.create", NEW);
        Map<String, String> created = server.files();
        assertThat(kit.again(made).value()).isEqualTo(made.value());
        assertThat(server.files()).isEqualTo(created);

        var changed = kit.call("calendar.update", "[" + made.value() + ", {\"title\": \"Doctor\"}]");
        Map<String, String> updated = server.files();
        kit.again(changed);
        assertThat(server.files()).isEqualTo(updated);

        var deleted = kit.call("calendar.delete", "[" + made.value() + "]");
        kit.again(deleted);
        assertThat(server.files()).isEmpty();

        kit.undo(deleted);
        assertThat(server.files()).isEqualTo(updated);
    }

    @Test
    void oneTimeThatIsDeletedAgainByTheSameStepIsGoneAndByAnotherIsUnknown() {
        server.put(
                "/alex/work/w.ics",
                RecurrenceTest.calendar(RecurrenceTest.event(
                        "DTSTART;TZID=Europe/Berlin:20260304T090000 / RRULE:FREQ=DAILY;COUNT=3 / SUMMARY:Own")));
        for (String id : List.of("[\"one#20260305T090000\"]", "[\"one\"]")) {
            var deleted = kit.call("calendar.delete", id);
            Map<String, String> after = server.files();
            kit.again(deleted);
            assertThat(server.files()).isEqualTo(after);
            assertThatThrownBy(() -> kit.call("calendar.delete", id)).hasMessageContaining("There is no event");
        }
    }

    @Test
    void whatIsTakenBackIsAsItWasToTheByte() {
        String before = RecurrenceTest.calendar(RecurrenceTest.event(
                "DTSTART;TZID=Europe/Berlin:20260304T090000 / RRULE:FREQ=DAILY;COUNT=3 / SUMMARY:Own / X-KEEP:me"));
        server.put("/alex/work/w.ics", before);

        for (String[] call : new String[][] {
            {"calendar.update", "[\"one#20260305T090000\", {\"start\": \"2026-03-06T12:00\"}]"},
            {"calendar.update", "[\"one\", {\"title\": \"Other\"}]"},
            {"calendar.delete", "[\"one#20260305T090000\"]"},
            {"calendar.delete", "[\"one\"]"}
        }) {
            assertThat(kit.preview(call[0], call[1]).changes().changes()).isEmpty();
            assertThat(server.files()).containsEntry("/alex/work/w.ics", before);
            var done = kit.call(call[0], call[1]);
            assertThat(server.files()).doesNotContainEntry("/alex/work/w.ics", before);
            kit.undo(done);
            assertThat(server.files()).isEqualTo(Map.of("/alex/work/w.ics", before));
        }
        var made = kit.call("calendar.create", NEW);
        kit.undo(made);
        assertThat(server.files()).containsOnlyKeys("/alex/work/w.ics");
    }

    @Test
    void whatSomebodyElseChangedSinceIsLeftAlone() {
        var made = kit.call("calendar.create", NEW);
        String place = server.files().keySet().iterator().next();
        String theirs = server.files().get(place).replace("Dentist", "Dentist, moved");
        server.put(place, theirs);

        assertThatThrownBy(() -> kit.undo(made))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, e -> assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.CONFLICT))
                .hasMessage("The event has been changed by somebody else in the meantime.");
        assertThat(server.files()).isEqualTo(Map.of(place, theirs));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/html/ | UNREACHABLE | The calendar server 127.0.0.1 answered with no XML.",
                "/broken/ | UNREACHABLE | The calendar server 127.0.0.1 answered with status 500.",
                "/elsewhere/ | UNREACHABLE | The calendar server 127.0.0.1 points to another one, 127.0.0.1.",
                "/nothing/ | NOT_CONFIGURED | There is no calendar at ",
            })
    void aServerThatIsNoneIsSaidSo(String path, DeviceFailure.Kind kind, String message) {
        kit.setting("calendar.url", server.url(path).toString());

        assertThatThrownBy(this::events)
                .isInstanceOfSatisfying(
                        DeviceFailure.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageStartingWith(message);
    }

    @Test
    void aWrongPasswordIsSaidAndNeverShown() throws IOException {
        Files.writeString(home.resolve("secret"), "guessed");

        assertThatThrownBy(this::events)
                .hasMessage("The calendar server 127.0.0.1 does not accept this user and password.")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("guessed"));
        assertThat(DavAccount.of(ServerCalendar.SERVICE, kit.device().settings())
                        .toString())
                .doesNotContain("guessed", "Basic");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "calendar.url | http://dav.example.org/ | calendar.url is not encrypted",
                "calendar.url | calendar | The setting calendar.url is not the address of a CalDAV server.",
                "calendar.url | https://alex:wonder@dav.example.org/ | The setting calendar.url is not the address",
                "calendar.password | wonder | The setting calendar.password is no reference to a secret.",
                "calendar.password | env:ERRAND_NO_SUCH_VARIABLE | The variable that the setting calendar.password names is not set.",
                "calendar.password | file:/no/such/file | The file that the setting calendar.password names cannot be read"
            })
    void whatIsNotSetUpRightIsSaidBeforeAnythingIsSent(String setting, String value, String message) {
        kit.setting(setting, value);

        assertThatThrownBy(this::events)
                .isInstanceOfSatisfying(
                        DeviceFailure.class, e -> assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.NOT_CONFIGURED))
                .hasMessageStartingWith(message);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereCannotBeReached() {
        server.close();

        assertThatThrownBy(this::events)
                .isInstanceOfSatisfying(
                        DeviceFailure.class, e -> assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.UNREACHABLE))
                .hasMessageStartingWith("The calendar server 127.0.0.1 cannot be reached");
    }

    private JsonNode events() {
        return kit.call("calendar.events", "[]").value();
    }
}
