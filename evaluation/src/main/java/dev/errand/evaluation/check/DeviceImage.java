package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A device as its files tell it, whatever its skills would say. Everything is read when it is asked for, things of a
/// kind once: a device does not change any more when it is looked at. For one thread.
///
/// What a device holds is compared byte for byte, but for what Errand keeps for itself: its state (journal, kept
/// objects, caches, indexes), labels of data, settings, locks. Mails are compared by what they hold and by folder; a
/// flag that was set, such as "seen", is a difference too.
public final class DeviceImage {
    private static final Set<String> OWN = Set.of(
            "state", "labels", "config.toml", ".config.lock", "rules.json", "secrets", "skills", ".errand-sample");

    private final Path home;
    private final ZoneId zone;
    private final Map<Kind, List<Thing>> known = new EnumMap<>(Kind.class);

    /// @param zone in which times are compared
    public DeviceImage(Path home, ZoneId zone) {
        this.home = home;
        this.zone = zone;
    }

    Path home() {
        return home;
    }

    ZoneId zone() {
        return zone;
    }

    /// Path in the home → file, without what is Errand's own. Empty folders are entries that end with a slash.
    private Map<String, Path> entries() {
        Map<String, Path> entries = new TreeMap<>();
        try {
            Files.walkFileTree(home, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String path = path(folder);
                    if (OWN.contains(path)) {
                        return FileVisitResult.SKIP_SUBTREE;
                    } else if (path.startsWith("files/")) {
                        entries.put(path + "/", folder);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!OWN.contains(path(file))) {
                        entries.put(path(file), file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String path(Path file) {
        return home.relativize(file).toString().replace('\\', '/');
    }

    /// What is there now and was not, was there and is not, or holds something else.
    Set<String> differencesFrom(DeviceImage earlier) {
        Map<String, Path> now = entries();
        Map<String, Path> then = earlier.entries();
        Set<String> different = new TreeSet<>();
        now.forEach((path, file) -> {
            Path before = then.get(path);
            if (before == null || !isSame(before, file)) {
                different.add(path);
            }
        });
        then.keySet().stream().filter(path -> !now.containsKey(path)).forEach(different::add);
        return different;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isDirectory(one) ? Files.isDirectory(other) : Files.mismatch(one, other) < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file by its path below the files root, or below the home with a leading area.
    Path file(String path) {
        Path root = home.resolve("files").normalize();
        Path file = root.resolve(path.isEmpty() ? "." : path.replaceFirst("^/+", ""))
                .normalize();
        if (!file.startsWith(root)) {
            throw new IllegalArgumentException("\"" + path + "\" lies outside of the files of the device.");
        }
        return file;
    }

    /// All of a kind that lies on the device.
    List<Thing> things(Kind kind) {
        return known.computeIfAbsent(kind, this::read);
    }

    private List<Thing> read(Kind kind) {
        return switch (kind) {
            case MAIL -> new MailReading(home.resolve("mail"), this).all();
            case EVENT, CONTACT, REMINDER -> new CardReading(this).all(kind);
            case NOTE, LIST, TIMER, ALARM, PLAYLIST, PLAYER, TRASHED -> new PlainReading(this).all(kind);
            case REQUEST, COMMAND, PROMPT -> List.of();
        };
    }

    /// The files of a folder of the home, not those in folders below it.
    List<Path> in(String folder) {
        List<Path> files = new ArrayList<>();
        Path there = home.resolve(folder);
        if (Files.isDirectory(there)) {
            try (var listed = Files.list(there)) {
                listed.filter(Files::isRegularFile).sorted().forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    Thing thing(Path file, ObjectNode fields) {
        return new Thing(path(file), fields);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
