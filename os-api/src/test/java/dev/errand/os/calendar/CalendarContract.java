package dev.errand.os.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the calendar does wherever it is kept. It is Monday, 2 March 2026, 10 o'clock in Berlin.
abstract class CalendarContract {
    private static final String WEEKLY = RecurrenceTest.calendar(RecurrenceTest.event(
            "DTSTART;TZID=Europe/Berlin:20260303T090000 / RRULE:FREQ=WEEKLY;COUNT=3 / SUMMARY:Choir"));

    @TempDir
    Path home;

    abstract SkillKit kit();

    /// Keeps a file that another program wrote.
    abstract void file(String name, String text) throws IOException;

    /// The texts of all files that are kept.
    abstract List<String> files() throws IOException;

    private JsonNode events(String query) {
        return kit().call("calendar.events", "[" + query + "]").value();
    }

    private static List<String> starts(JsonNode events) {
        return events.valueStream().map(each -> each.path("start").asText()).toList();
    }

    @Test
    void anEmptyCalendarHasNoEventsAndIsFree() {
        assertThat(events("{}")).isEmpty();
        assertThat(kit().call("calendar.free", "[{}]").value()).hasSize(1);
        for (boolean preview : new boolean[] {true, false}) {
            assertThatThrownBy(() -> {
                        if (preview) {
                            kit().preview("calendar.delete", "[\"nothing\"]");
                        } else {
                            kit().call("calendar.delete", "[\"nothing\"]");
                        }
                    })
                    .isInstanceOfSatisfying(
                            DeviceFailure.class, e -> assertThat(e.kind()).isEqualTo(DeviceFailure.Kind.NOT_FOUND))
                    .hasMessage("There is no event with the id \"nothing\".");
        }
    }

    @Test
    void anEventIsMadeChangedDeletedAndEachTakenBack() throws IOException {
        String dentist = "[{\"title\": \"Zahnärztin 🦷\", \"start\": \"2026-03-04T10:30\", \"location\": \"Weg; 3\","
                + "\"notes\": \"Karte,\\nZeit\"}]";
        kit().preview("calendar.create", dentist);
        assertThat(files()).isEmpty();
        var made = kit().call("calendar.create", dentist);
        assertThat(events("{\"text\": \"zahnärztin\"}").get(0)).isEqualTo(made.value());
        List<String> before = files();

        String change = "[" + made.value() + ", {\"start\": \"2026-03-05T09:00\", \"notes\": \"\"}]";
        kit().preview("calendar.update", change);
        assertThat(files()).isEqualTo(before);
        var moved = kit().call("calendar.update", change);
        assertThat(starts(events("{}"))).containsExactly("2026-03-05T09:00+01:00");
        assertThat(events("{}").get(0).path("location").asText()).isEqualTo("Weg; 3");
        kit().undo(moved);
        assertThat(events("{}").get(0)).isEqualTo(made.value());

        var deleted = kit().call("calendar.delete", "[" + made.value() + "]");
        assertThat(files()).isEmpty();
        kit().undo(deleted);
        assertThat(events("{}").get(0)).isEqualTo(made.value());
        kit().undo(made);
        assertThat(files()).isEmpty();
    }

    @Test
    void oneTimeOfAnEventThatRepeatsIsMovedAndTakenBack() throws IOException {
        file("weekly", WEEKLY);
        JsonNode times = events("{}");
        assertThat(starts(times))
                .containsExactly("2026-03-03T09:00+01:00", "2026-03-10T09:00+01:00", "2026-03-17T09:00+01:00");

        var moved = kit().call("calendar.update", "[" + times.get(1) + ", {\"start\": \"2026-03-11T12:00\"}]");
        assertThat(starts(events("{}")))
                .containsExactly("2026-03-03T09:00+01:00", "2026-03-11T12:00+01:00", "2026-03-17T09:00+01:00");
        assertThat(files()).hasSize(1);

        var left = kit().call("calendar.delete", "[" + times.get(2) + "]");
        assertThat(events("{}")).hasSize(2);
        kit().undo(left);
        kit().undo(moved);
        assertThat(events("{}")).isEqualTo(times);
    }

    @Test
    void wholeDaysAndOtherZonesAreWhenTheyAre() throws IOException {
        kit().call("calendar.create", "[{\"title\": \"Fair\", \"start\": \"2026-03-06\", \"end\": \"2026-03-07\"}]");
        file(
                "call",
                RecurrenceTest.calendar(
                        RecurrenceTest.event("DTSTART;TZID=America/New_York:20260304T180000 / SUMMARY:Call")));

        JsonNode all = events("{}");
        assertThat(starts(all)).containsExactly("2026-03-05T00:00+01:00", "2026-03-06");
        assertThat(all.get(1).path("allDay").asBoolean()).isTrue();
        assertThat(all.get(1).path("end").asText()).isEqualTo("2026-03-07");
        assertThat(starts(events("{\"from\": \"2026-03-07\", \"to\": \"2026-03-07\"}")))
                .containsExactly("2026-03-06");
    }

    @Test
    void freeTimeIsWhatEventsLeave() {
        kit().call(
                        "calendar.create",
                        "[{\"title\": \"Work\", \"start\": \"2026-03-04T10:00\", \"end\": \"2026-03-04T12:00\"}]");

        JsonNode free = kit().call("calendar.free", "[{\"from\": \"2026-03-04T09:00\", \"to\": \"2026-03-04T14:00\"}]")
                .value();
        assertThat(starts(free)).hasSize(2);
        assertThat(free.get(1).path("start").asText()).startsWith("2026-03-04T12:00");
        assertThatThrownBy(() -> kit().call("calendar.free", "[{\"minutes\": 0}]"))
                .hasMessageContaining("0 minutes is none");
    }

    @Test
    void attendeesAreKeptWithTheEvent() throws IOException {
        kit().call(
                        "calendar.create",
                        "[{\"title\": \"Tea\", \"start\": \"2026-03-04T17:00\", \"attendees\": [\"jo@home.example\"]}]");

        JsonNode tea = events("{\"text\": \"jo@home.example\"}").get(0);
        assertThat(tea.path("attendees").toString()).contains("jo@home.example");
        assertThat(files().getFirst()).contains("ATTENDEE");
    }

    @Test
    void badArgumentsAreRefusedBeforeAnythingIsKept() throws IOException {
        assertThatThrownBy(() -> kit().call(
                                "calendar.create",
                                "[{\"title\": \"X\", \"start\": \"2026-03-04T12:00\", \"end\": \"2026-03-04T11:00\"}]"))
                .isInstanceOf(DeviceFailure.class);
        assertThat(files()).isEmpty();
    }
}
