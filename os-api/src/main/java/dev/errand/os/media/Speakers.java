package dev.errand.os.media;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.media.PlayerState.Output;
import dev.errand.os.media.PlayerState.Sounding;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Line;
import javax.sound.sampled.SourceDataLine;
import org.jspecify.annotations.Nullable;

/// Makes sound in processes that outlive the command that started them: [WavPlayer] for the formats that Java knows,
/// the program mpv for all others. They play a copy in the cache folder, so that a file may be moved meanwhile.
final class Speakers {
    private static final Set<String> JAVA_FORMATS = Set.of("wav", "aif", "aiff", "au");
    private static final String REMEDY = "Set media.output to \"none\" (plays in real time without sound) or \"auto\""
            + " (speakers if there are any) in config.toml, or connect an output.";
    /// How long a process may take until it plays; mpv, which does not say when it does, is given the shorter time to
    /// fail in.
    private static final Duration JAVA_STARTS = Duration.ofSeconds(10);

    private static final Duration MPV_FAILS = Duration.ofMillis(500);
    /// Start times as the system reports them are rounded, and move a little when the clock is set.
    private static final Duration SAME_START = Duration.ofSeconds(2);

    private final Path folder;
    private final Settings settings;

    Speakers(Path folder, Settings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /// Where a track would be played.
    Output choose(Track track) {
        String wanted = settings.text("media.output").orElse("speakers");
        boolean byJava = JAVA_FORMATS.contains(track.format());
        return switch (wanted) {
            case "none" -> Output.SILENT;
            case "auto" -> hasDevice() ? playable(track, byJava) : Output.SILENT;
            case "speakers" -> {
                if (byJava && !hasDevice()) {
                    throw DeviceFailure.notConfigured("No audio output was found to play on.", REMEDY);
                }
                yield playable(track, byJava);
            }
            default ->
                throw DeviceFailure.notConfigured(
                        "media.output is \"" + wanted + "\", which is not one of speakers, none, auto.", REMEDY);
        };
    }

    private Output playable(Track track, boolean byJava) {
        if (!byJava && mpv().isEmpty()) {
            throw DeviceFailure.notConfigured(
                    "Playing ." + track.format() + " files needs the program mpv, which was not found.",
                    "Install mpv, or set media.mpv to where it is, or media.output to \"none\".");
        }
        return Output.SPEAKERS;
    }

    private static boolean hasDevice() {
        return AudioSystem.isLineSupported(new Line.Info(SourceDataLine.class));
    }

    private Optional<Path> mpv() {
        Optional<Path> configured = settings.text("media.mpv").map(Path::of);
        return configured.isPresent() ? configured.filter(Files::isExecutable) : onPath("mpv");
    }

    private static Optional<Path> onPath(String program) {
        String path = System.getenv("PATH");
        return Arrays.stream(path == null ? new String[0] : path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Starts to play.
    ///
    /// @param step becomes part of the command line: it finds a process that a crash left unrecorded
    Sounding start(Track track, byte[] content, double position, int volume, String step) {
        try {
            Files.createDirectories(folder);
            Path copy = folder.resolve("playing." + track.format());
            Path fresh = folder.resolve("playing.new");
            Files.write(fresh, content);
            Files.move(fresh, copy, StandardCopyOption.REPLACE_EXISTING);
            boolean byJava = JAVA_FORMATS.contains(track.format());
            List<String> command = new ArrayList<>();
            // A session of its own, so that Ctrl-C in the terminal ends the command and not the music.
            onPath("setsid").ifPresent(setsid -> command.add(setsid.toString()));
            command.addAll(byJava ? java(copy, position, volume, step) : mpv(copy, position, volume, step));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            awaitSound(process, byJava, track);
            return new Sounding(process.pid(), started(process.toHandle()));
        } catch (IOException e) {
            throw DeviceFailure.failed("Playing " + track.title() + " failed: " + e.getMessage(), REMEDY);
        }
    }

    private static List<String> java(Path file, double position, int volume, String step) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-D" + mark(step),
                "-cp",
                classes(),
                WavPlayer.class.getName(),
                file.toString(),
                Double.toString(position),
                Integer.toString(volume));
    }

    private List<String> mpv(Path file, double position, int volume, String step) {
        return List.of(
                mpv().orElseThrow().toString(),
                "--no-video",
                "--no-terminal",
                "--no-config",
                "--start=" + position,
                "--volume=" + volume,
                "--script-opts=" + mark(step),
                file.toString());
    }

    private static String mark(String step) {
        return "errand-player=" + step;
    }

    private static String classes() {
        try {
            return Path.of(WavPlayer.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of these classes is no path", e);
        }
    }

    /// Waits until a process says that it plays, or has not failed for long enough.
    private static void awaitSound(Process process, boolean byJava, Track track) throws IOException {
        Instant last = Instant.now().plus(byJava ? JAVA_STARTS : MPV_FAILS);
        try {
            while (process.isAlive()
                    && process.getInputStream().available() == 0
                    && Instant.now().isBefore(last)) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw DeviceFailure.failed("Playing " + track.title() + " was interrupted.", "Play it again.");
        }
        boolean silent = byJava && process.getInputStream().available() == 0;
        if (silent || (!process.isAlive() && process.exitValue() != 0)) {
            process.destroy();
            throw DeviceFailure.notConfigured(
                    "The audio output could not play " + track.title() + " (." + track.format() + ").", REMEDY);
        }
    }

    /// Ends a process, and those of the same step that a crash left unrecorded.
    void end(@Nullable Sounding sounding, String step) {
        handle(sounding).ifPresent(ProcessHandle::destroy);
        String mark = mark(step);
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            all.filter(process -> process.info()
                            .arguments()
                            .map(arguments -> Arrays.stream(arguments).anyMatch(a -> a.endsWith(mark)))
                            .orElse(false))
                    .forEach(ProcessHandle::destroy);
        }
    }

    boolean sounding(@Nullable Sounding sounding) {
        return handle(sounding).isPresent();
    }

    private static Optional<ProcessHandle> handle(@Nullable Sounding sounding) {
        return sounding == null
                ? Optional.empty()
                : ProcessHandle.of(sounding.id())
                        .filter(Speakers::runs)
                        .filter(process -> Math.abs(started(process) - sounding.started()) <= SAME_START.toMillis());
    }

    /// A process that has ended but was not collected yet counts as alive, but no longer has a command.
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
