package dev.errand.runtime.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.device.Storage;
import dev.errand.os.due.Due;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rings once for each reminder, timer and alarm whose time has come, and remembers in `state/rung.json` for which it
/// has rung, over restarts. Whoever rings says so after the person was told: a crash between the two tells them again
/// rather than never.
///
/// For one thread of the process that keeps the home.
public final class Bell {
    /// What has been due for longer when it is first seen is no news any more.
    private static final Duration TOO_LATE = Duration.ofDays(7);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Storage storage;
    private final ZoneId zone;
    private final StateFile file;

    /// @param zone the device's
    public Bell(Path state, Storage storage, ZoneId zone) {
        this.storage = storage;
        this.zone = zone;
        this.file = new StateFile(state.resolve("rung.json"), "What the person has been reminded of");
    }

    /// What the person is still to be told of, the longest due first.
    ///
    /// @throws ScheduleFailure if what has rung cannot be read
    public List<Due> due(Instant now) {
        List<Due> due = withinReach(now);
        if (due.isEmpty()) {
            return due;
        }
        Set<String> rung = rung();
        return due.stream().filter(each -> !rung.contains(key(each))).toList();
    }

    /// The person was told of this. What is out of reach by now is not remembered any longer.
    ///
    /// @throws ScheduleFailure if that cannot be kept
    public void rang(Due told, Instant now) {
        Set<String> rung = rung();
        List<String> kept = withinReach(now).stream()
                .map(Bell::key)
                .filter(key -> rung.contains(key) || key.equals(key(told)))
                .toList();
        try {
            file.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(kept) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // texts can always be written
        }
    }

    /// When it rings next, as things are.
    public Optional<Instant> next(Instant now) {
        return Due.next(storage, zone, now);
    }

    private List<Due> withinReach(Instant now) {
        return Due.due(storage, zone, now).stream()
                .filter(each -> each.at().isAfter(now.minus(TOO_LATE)))
                .toList();
    }

    private Set<String> rung() {
        return file.read().map(this::understood).orElseGet(List::of).stream().collect(Collectors.toSet());
    }

    private List<String> understood(String text) {
        try {
            return JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw file.misunderstood(e.getOriginalMessage(), e);
        }
    }

    /// One that is put off rings again: it is due at another time.
    private static String key(Due due) {
        return Stream.of(due.kind().name(), due.id(), due.at().toString()).collect(Collectors.joining(" "));
    }
}
