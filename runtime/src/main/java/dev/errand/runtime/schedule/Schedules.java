package dev.errand.runtime.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The standing intents of a home, in `state/schedules.json`. Whoever changes them must own the home; every look
/// reads the file anew, since another process may have written it.
public final class Schedules {
    /// A standing intent and how far it has been attended to.
    public record Kept(StandingIntent standing, Progress progress) {}

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final StateFile file;

    public Schedules(Path state) {
        this.file = new StateFile(state.resolve("schedules.json"), "The standing intents");
    }

    /// All of them, oldest first.
    ///
    /// @throws ScheduleFailure if the file is there and cannot be read
    public List<Kept> all() {
        return file.read().map(this::understood).orElseGet(List::of);
    }

    private List<Kept> understood(String text) {
        try {
            return JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw file.misunderstood(e.getOriginalMessage(), e);
        }
    }

    public Optional<Kept> find(String id) {
        return all().stream().filter(kept -> kept.standing().id().equals(id)).findFirst();
    }

    /// Adds one; what is there already when it begins sets nothing off.
    public void add(StandingIntent standing, Progress progress) {
        List<Kept> kept = new ArrayList<>(all());
        kept.add(new Kept(standing, progress));
        write(kept);
    }

    public void remove(String id) {
        List<Kept> kept = new ArrayList<>(all());
        if (!kept.removeIf(each -> each.standing().id().equals(id))) {
            throw unknown(id);
        }
        write(kept);
    }

    /// What comes while it is paused is not made up for.
    public void pause(String id, boolean paused, Progress progress) {
        change(id, kept -> new Kept(kept.standing().withPaused(paused), progress));
    }

    void advance(String id, Progress progress) {
        change(id, kept -> new Kept(kept.standing(), progress));
    }

    private void change(String id, UnaryOperator<Kept> change) {
        List<Kept> kept = new ArrayList<>(all());
        int at = 0;
        while (at < kept.size() && !kept.get(at).standing().id().equals(id)) {
            at++;
        }
        if (at == kept.size()) {
            throw unknown(id);
        }
        kept.set(at, change.apply(kept.get(at)));
        write(kept);
    }

    private static IllegalArgumentException unknown(String id) {
        return new IllegalArgumentException(
                "There is no standing intent \"%s\"; `errand schedule ls` lists them.".formatted(id));
    }

    private void write(List<Kept> kept) {
        try {
            file.write(JSON.writeValueAsString(kept));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // what was read or checked can be written
        }
    }
}
