package dev.errand.evaluation.trial;

import dev.errand.evaluation.suite.Contents;
import dev.errand.evaluation.suite.DeviceSource;
import dev.errand.os.device.Settings;
import dev.errand.os.sample.SampleDevice;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Devices as cases find them. Each is made once and copied for every case that wants it; the one that is kept says
/// afterwards what a case has changed. Thread-safe.
final class DeviceShelf {
    /// When it is on a device that says nothing about it: a Monday morning.
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    /// What a home holds that no copy of its device needs.
    private static final List<String> NOT_COPIED =
            List.of("state", "config.toml", ".config.lock", "secrets", "skills", "rules.json");

    private static final String SAMPLE_MARKER = ".errand-sample";

    /// @param folder   the device as it is before a case
    /// @param now      the time on it
    /// @param settings what it was told
    record Kept(Path folder, Instant now, CaseSettings settings) {}

    private final Path folder;
    private final Optional<Home> home;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /// @param folder empty; devices are kept in it
    /// @param home   whose device cases get that name none, if it has one
    DeviceShelf(Path folder, Optional<Home> home) {
        this.folder = folder;
        this.home = home.filter(each -> hasDevice(each.data()));
    }

    private static boolean hasDevice(Path data) {
        return Contents.folders().stream().anyMatch(area -> Files.isDirectory(data.resolve(area)));
    }

    /// Whether cases without a device get the home's; they get the sample device otherwise.
    boolean hasHome() {
        return home.isPresent();
    }

    Kept get(DeviceSource source, Optional<Instant> now, ZoneId zone) {
        String key = source.key() + " " + now + " " + zone;
        return kept.computeIfAbsent(key, _ -> make(source, now, zone));
    }

    private synchronized Path free() {
        try {
            return Files.createTempDirectory(folder, "kept-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Kept make(DeviceSource source, Optional<Instant> wanted, ZoneId zone) {
        Path there = free();
        Kept bare = base(source, there, wanted, zone);
        try {
            for (String area : Contents.folders()) {
                Files.createDirectories(there.resolve(area));
            }
            for (String pattern : source.remove()) {
                remove(there, pattern);
            }
            Contents.write(source.contents(), there, bare.now().atZone(zone));
            return bare;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Kept base(DeviceSource source, Path there, Optional<Instant> wanted, ZoneId zone) {
        CaseSettings standard = CaseSettings.from(Configuration.read(there.resolve("none.toml"), Map.of()));
        return switch (source.base()) {
            case EMPTY -> new Kept(there, wanted.orElse(MONDAY), standard);
            case SAMPLE -> sample(there, wanted.orElse(MONDAY), zone, standard);
            case FOLDER -> {
                Path from = source.folder().orElseThrow();
                copy(from, there);
                Settings told = Configuration.read(from.resolve("config.toml"), Map.of());
                yield new Kept(there, wanted.or(() -> timeOf(from)).orElse(MONDAY), CaseSettings.over(told));
            }
            case HOME -> {
                if (home.isEmpty()) {
                    yield sample(there, wanted.orElse(MONDAY), zone, standard);
                }
                Path from = home.get().data();
                copy(from, there);
                Settings told = Configuration.read(home.get().configuration(), Map.of());
                yield new Kept(there, wanted.or(() -> timeOf(from)).orElseGet(Instant::now), CaseSettings.from(told));
            }
        };
    }

    private static Kept sample(Path there, Instant now, ZoneId zone, CaseSettings settings) {
        SampleDevice.create(there, Clock.fixed(now, zone));
        return new Kept(there, now, settings);
    }

    /// A sample device knows when it was made; its dates are around that.
    private static Optional<Instant> timeOf(Path device) {
        Path marker = device.resolve(SAMPLE_MARKER);
        try {
            return Files.isRegularFile(marker)
                    ? Optional.of(java.time.ZonedDateTime.parse(
                                    Files.readAllLines(marker).get(2))
                            .withZoneSameInstant(ZoneOffset.UTC)
                            .toInstant())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path device, String pattern) throws IOException {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + device + "/" + pattern);
        walk(device, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (matcher.matches(file)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// A device's data, without what is Errand's own.
    static void copy(Path from, Path to) {
        walk(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                String path = from.relativize(each).toString();
                if (NOT_COPIED.contains(path)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(path));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                String path = from.relativize(each).toString();
                if (!NOT_COPIED.contains(path) && attributes.isRegularFile()) {
                    Files.copy(each, to.resolve(path), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void delete(Path folder) {
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // it went by itself
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void walk(Path folder, SimpleFileVisitor<Path> visitor) {
        try {
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
