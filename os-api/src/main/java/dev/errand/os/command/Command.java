package dev.errand.os.command;

import dev.errand.os.device.DeviceFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A command that was checked, and how long it may run. Immutable.
public record Command(String text, Duration limit) {
    /// Seconds a command may run for if nothing else is said.
    private static final int USUAL = 120;

    private static final int LONGEST = 3600;

    /// What Linux lets through as one argument, with room to spare.
    private static final int MOST_BYTES = 100_000;

    /// @param seconds null for the usual time
    /// @throws DeviceFailure (invalid) if it cannot be run like that
    public static Command of(String text, @Nullable Integer seconds) {
        if (text.isBlank()) {
            throw DeviceFailure.invalid("There is no command to run.", "Give the command as one text.");
        }
        if (text.indexOf('\0') >= 0) {
            throw DeviceFailure.invalid("The command contains a zero character.", "Leave it out.");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw DeviceFailure.invalid(
                    "The command has more than " + MOST_BYTES + " bytes.", "Put it into a file and run that.");
        }
        int limit = seconds == null ? USUAL : seconds;
        if (limit < 1 || limit > LONGEST) {
            throw DeviceFailure.invalid(
                    "A command cannot have " + limit + " seconds.",
                    "Give a timeout of 1 to " + LONGEST + " seconds; without one it is " + USUAL + ".");
        }
        return new Command(text, Duration.ofSeconds(limit));
    }

    /// @param where  such as ` on backup.example`; may be empty
    /// @param ending what became of it
    public DeviceFailure ranTooLong(String where, String ending) {
        return DeviceFailure.failed(
                "The command was still running%s after %d seconds. %s What it did until then stays done."
                        .formatted(where, limit.toSeconds(), ending),
                "Look at what it changed before it is run again; a larger timeout gives it more time, at most "
                        + LONGEST + " seconds.");
    }
}
