package dev.errand.os.sample;

import dev.errand.os.device.DeviceFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Fills a home with a believable device of a made-up person, Alex Morgan: files, music, contacts, mail, calendar,
/// reminders, notes, lists and a configuration. Dates are relative to the moment of creation; otherwise the bytes are
/// always the same.
///
/// Only an empty or missing home is filled. A marker file says that a home is a sample and whether it is complete, so
/// that an interrupted creation is completed and a finished sample, which the person may have changed, left alone.
public final class SampleDevice {
    private static final String MARKER = ".errand-sample";
    private static final String SETTINGS = "config.toml";
    private static final String NEW_MARKER = MARKER + ".new";
    private static final String VERSION = "version 1";
    private static final String FILLING = "filling";
    private static final String COMPLETE = "complete";
    /// What mail programs expect even while it is empty.
    private static final List<String> EMPTY_FOLDERS =
            List.of("mail/new", "mail/cur", "mail/tmp", "mail/.Sent/new", "mail/.Sent/cur", "mail/.Sent/tmp");

    /// What a home holds before there is a device in it: a journal of commands that did nothing, and settings, which
    /// stay
    /// as they are.
    private static final Set<String> MAY_BE_THERE = Set.of(NEW_MARKER, "state", SETTINGS, ".config.lock", "secrets");

    /// What [#create] found and did.
    public enum Outcome {
        CREATED,
        /// An earlier creation had been interrupted.
        COMPLETED,
        /// It is there already and was left as it is.
        UNCHANGED
    }

    private SampleDevice() {}

    /// Creates the sample with dates relative to now, in the system's zone.
    ///
    /// @throws DeviceFailure (conflict) if the home holds anything else; it is left untouched
    public static Outcome create(Path home) {
        return create(home, Clock.system(ZoneId.systemDefault()));
    }

    /// The same with dates relative to the clock's time, in its zone.
    public static Outcome create(Path home, Clock clock) {
        try {
            if (Files.isRegularFile(home.resolve(MARKER))) {
                return complete(home, Files.readAllLines(home.resolve(MARKER)));
            }
            refuseUnlessEmpty(home);
            Files.createDirectories(home);
            fill(home, ZonedDateTime.now(clock));
            return Outcome.CREATED;
        } catch (IOException e) {
            throw DeviceFailure.failed(
                    "Creating the sample device in " + home + " failed: " + e.getMessage(),
                    "Check permissions and free space of the disk, and try again: it goes on from there.");
        }
    }

    private static void refuseUnlessEmpty(Path home) throws IOException {
        if (Files.exists(home) && !Files.isDirectory(home)) {
            throw DeviceFailure.conflict(home + " is a file.", "Name an empty or a new folder for the sample device.");
        }
        if (Files.isDirectory(home)) {
            try (Stream<Path> entries = Files.list(home)) {
                if (entries.anyMatch(
                        entry -> !MAY_BE_THERE.contains(entry.getFileName().toString()))) {
                    throw DeviceFailure.conflict(
                            home + " is not empty and holds no sample device; nothing was touched.",
                            "Name an empty or a new folder for the sample device.");
                }
            }
        }
    }

    private static Outcome complete(Path home, List<String> marker) throws IOException {
        if (marker.size() < 3 || !marker.get(0).equals(VERSION)) {
            throw DeviceFailure.conflict(
                    home + " holds a sample device of another version of Errand; nothing was touched.",
                    "Remove the folder to get a fresh one, or name another folder.");
        }
        if (marker.get(1).equals(COMPLETE)) {
            return Outcome.UNCHANGED;
        }
        try {
            fill(home, ZonedDateTime.parse(marker.get(2)));
        } catch (DateTimeException e) {
            throw DeviceFailure.conflict(
                    home + "/" + MARKER + " has been changed: \"" + marker.get(2) + "\" is no time.",
                    "Remove the folder to get a fresh sample device.");
        }
        return Outcome.COMPLETED;
    }

    private static void fill(Path home, ZonedDateTime now) throws IOException {
        mark(home, FILLING, now);
        for (String folder : EMPTY_FOLDERS) {
            Files.createDirectories(home.resolve(folder));
        }
        for (Map.Entry<String, byte[]> file : SampleContents.at(now).entrySet()) {
            Path place = home.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            if (!file.getKey().equals(SETTINGS) || !Files.exists(place)) {
                Files.write(place, file.getValue());
            }
        }
        mark(home, COMPLETE, now);
    }

    private static void mark(Path home, String state, ZonedDateTime now) throws IOException {
        Path fresh = home.resolve(NEW_MARKER);
        Files.writeString(fresh, VERSION + "\n" + state + "\n" + now + "\n");
        Files.move(fresh, home.resolve(MARKER), StandardCopyOption.ATOMIC_MOVE);
    }
}
