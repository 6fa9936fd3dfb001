package dev.errand.os.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the player was last told.
///
/// @param step     the step that told it
/// @param track    path of the track, if there ever was one
/// @param since    when it was told
/// @param position seconds into the track at that time
/// @param output   where the sound goes, while playing
/// @param process  the process that makes the sound; nothing while there is none
/// @param before   the state before it, for undo
record PlayerState(
        String step,
        Mode mode,
        @Nullable String track,
        Instant since,
        double position,
        int volume,
        @Nullable Output output,
        @Nullable Sounding process,
        @Nullable PlayerState before) {
    private static final int FIRST_VOLUME = 70;

    enum Mode {
        PLAYING,
        PAUSED,
        STOPPED
    }

    enum Output {
        SPEAKERS,
        /// In real time, without a sound.
        SILENT
    }

    /// A process; its start tells it from a later one of the same id.
    record Sounding(long id, long started) {}

    static final PlayerState NEVER_USED =
            new PlayerState("", Mode.STOPPED, null, Instant.EPOCH, 0, FIRST_VOLUME, null, null, null);

    double positionAt(Instant now) {
        return mode == Mode.PLAYING
                ? position + Math.max(0, Duration.between(since, now).toMillis() / 1000.0)
                : position;
    }

    /// The state at a later time, in which a track that is over has stopped. The process is kept: it may lag behind.
    PlayerState at(Instant now, @Nullable Double length) {
        double reached = positionAt(now);
        return length != null && reached >= length
                ? new PlayerState(step, Mode.STOPPED, track, now, 0, volume, null, process, null)
                : new PlayerState(step, mode, track, now, reached, volume, output, process, null);
    }

    PlayerState with(@Nullable Output to, @Nullable Sounding by, @Nullable PlayerState earlier) {
        return new PlayerState(step, mode, track, since, position, volume, to, by, earlier);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("step", step)
                .put("mode", mode.name())
                .put("track", track)
                .put("since", since.toString())
                .put("position", position)
                .put("volume", volume)
                .put("output", output == null ? null : output.name());
        if (process != null) {
            json.putObject("process").put("id", process.id()).put("started", process.started());
        }
        if (before != null) {
            json.set("before", before.toJson());
        }
        return json;
    }

    static PlayerState fromJson(JsonNode json) {
        JsonNode process = json.get("process");
        JsonNode before = json.get("before");
        return new PlayerState(
                json.path("step").asText(),
                Mode.valueOf(json.path("mode").asText()),
                json.hasNonNull("track") ? json.path("track").asText() : null,
                Instant.parse(json.path("since").asText()),
                json.path("position").asDouble(),
                json.path("volume").asInt(),
                json.hasNonNull("output") ? Output.valueOf(json.path("output").asText()) : null,
                process == null
                        ? null
                        : new Sounding(
                                process.path("id").asLong(),
                                process.path("started").asLong()),
                before == null ? null : fromJson(before));
    }
}
