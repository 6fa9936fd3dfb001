package dev.errand.os.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.media.PlayerState.Mode;
import dev.errand.os.media.PlayerState.Output;
import dev.errand.os.operation.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The player of a device. What it was told lies in a state file in the cache folder, so that a later command, or a
/// later process, goes on from there; how far a track has got follows from the clock.
///
/// A change is written down before it is made, with the step that makes it: a step that is repeated after a crash finds
/// its own state and completes it instead of, say, skipping two tracks.
final class Player {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// One change at a time in this process; other processes do not own the home meanwhile.
    private static final ReentrantLock CHANGING = new ReentrantLock();

    private static final String CHANGED_BY = "changedBy";

    private final StepContext context;
    private final Music music;
    private final Speakers speakers;
    private final Path file;

    Player(StepContext context, Music music) {
        this.context = context;
        this.music = music;
        Path folder = context.cache().resolve("media");
        speakers = new Speakers(folder, context.settings());
        file = folder.resolve("player.json");
    }

    MediaSkill.Playback status() {
        return shown(current(load()), null);
    }

    /// What is being played now, or was last.
    PlayerState current() {
        return current(load());
    }

    /// Makes a change that says from the current state what the next one is.
    MediaSkill.Playback change(UnaryOperator<PlayerState> next) {
        CHANGING.lock();
        try {
            PlayerState last = load();
            if (!last.step().equals(context.stepId())) {
                PlayerState before = current(last);
                PlayerState wanted = next.apply(before);
                last = wanted.with(output(wanted), null, before);
                save(last);
                make(last, before);
            } else if (last.process() == null && last.before() != null) {
                make(last, last.before());
            }
            return shown(last, last.before());
        } finally {
            CHANGING.unlock();
        }
    }

    PlayerState state(Mode mode, @Nullable String track, double position, int volume) {
        return new PlayerState(context.stepId(), mode, track, context.now(), position, volume, null, null, null);
    }

    /// Goes back to the state before a change, unless the player has been used since.
    void undo(JsonNode result) {
        CHANGING.lock();
        try {
            PlayerState undone = PlayerState.fromJson(result.path("before"));
            PlayerState last = load();
            if (last.step().equals(undone.step())) {
                return;
            }
            if (!last.step().equals(result.path("before").path(CHANGED_BY).asText())) {
                throw DeviceFailure.conflict(
                        "The player has been used since.", "Nothing was changed; use media.play or media.stop.");
            }
            PlayerState again = new PlayerState(
                    undone.step(),
                    undone.mode(),
                    undone.track(),
                    context.now(),
                    undone.position(),
                    undone.volume(),
                    null,
                    null,
                    null);
            PlayerState wanted = again.with(output(again), null, null);
            save(wanted);
            make(wanted, current(last));
        } finally {
            CHANGING.unlock();
        }
    }

    private @Nullable Output output(PlayerState wanted) {
        return wanted.mode() == Mode.PLAYING && wanted.track() != null
                ? speakers.choose(music.remembered(wanted.track()))
                : null;
    }

    /// Ends the sound of before and starts that of now. If it cannot be started, nothing is playing.
    private void make(PlayerState wanted, PlayerState before) {
        speakers.end(before.process(), wanted.step());
        if (wanted.output() == Output.SPEAKERS && wanted.track() != null) {
            Track track = music.named(new TrackRef(wanted.track()));
            try {
                var process =
                        speakers.start(track, music.content(track), wanted.position(), wanted.volume(), wanted.step());
                save(wanted.with(wanted.output(), process, wanted.before()));
            } catch (DeviceFailure e) {
                save(new PlayerState(
                        before.step(),
                        Mode.STOPPED,
                        before.track(),
                        context.now(),
                        0,
                        before.volume(),
                        null,
                        null,
                        null));
                throw e;
            }
        }
    }

    /// The state now: a track that is over has stopped, and so has one whose process is gone.
    private PlayerState current(PlayerState last) {
        Double length =
                last.track() == null ? null : music.remembered(last.track()).seconds();
        PlayerState now = last.at(context.now(), length);
        boolean gone =
                now.mode() == Mode.PLAYING && now.output() == Output.SPEAKERS && !speakers.sounding(now.process());
        return gone ? now.at(context.now(), 0.0) : now;
    }

    private MediaSkill.Playback shown(PlayerState state, @Nullable PlayerState before) {
        return new MediaSkill.Playback(
                state.mode().name().toLowerCase(Locale.ROOT),
                state.track() == null ? null : music.remembered(state.track()),
                Math.round(state.positionAt(context.now()) * 10) / 10.0,
                state.volume(),
                state.output() == null ? null : state.output().name().toLowerCase(Locale.ROOT),
                before == null ? null : forUndo(before, state.step()));
    }

    private static JsonNode forUndo(PlayerState before, String changedBy) {
        return before.with(before.output(), null, null).toJson().put(CHANGED_BY, changedBy);
    }

    private PlayerState load() {
        try {
            return Files.exists(file) ? PlayerState.fromJson(JSON.readTree(file.toFile())) : PlayerState.NEVER_USED;
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw DeviceFailure.failed(
                    "Reading what is being played failed: " + e.getMessage(), "Remove " + file + " and try again.");
        }
    }

    private void save(PlayerState state) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling("player.json.new");
            Files.writeString(fresh, state.toJson().toString());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw DeviceFailure.failed(
                    "Writing down what is being played failed: " + e.getMessage(),
                    "Check permissions and free space of the disk.");
        }
    }
}
