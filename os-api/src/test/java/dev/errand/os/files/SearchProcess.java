package dev.errand.os.files;

import dev.errand.os.kit.SkillKit;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Searches in a process of its own, and says which classes that loaded.
final class SearchProcess {
    static final Predicate<String> ALL_JARS = _ -> true;

    /// @param found                 what `files.find` returned, as JSON
    /// @param classes               all that the JVM loaded
    /// @param leftInTemporaryFolder what lies there after it has ended
    record Outcome(String found, String classes, List<String> leftInTemporaryFolder) {}

    private SearchProcess() {}

    /// Searches as a command does that ends afterwards.
    ///
    /// @param jars those of the class path that the process gets
    static Outcome search(Path home, String mode, String phrase, Predicate<String> jars) {
        return run(jars, home.toString(), mode, "find", phrase);
    }

    /// Indexes as a process does that stays.
    static Outcome index(Path home, Predicate<String> jars) {
        return run(jars, home.toString(), "meaning", "index", "");
    }

    private static Outcome run(Predicate<String> jars, String... arguments) {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jars)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:class+load",
                "-Djava.io.tmpdir=" + Path.of(arguments[0], "temporary"),
                "-cp",
                classPath,
                SearchProcess.class.getName()));
        command.addAll(List.of(arguments));
        Path temporary = Path.of(arguments[0], "temporary");
        try {
            Files.createDirectories(temporary);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            String found = output.lines()
                    .filter(line -> line.startsWith("FOUND "))
                    .map(line -> line.substring("FOUND ".length()))
                    .collect(Collectors.joining());
            try (Stream<Path> left = Files.list(temporary)) {
                return new Outcome(found, output, left.map(Path::toString).toList());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] arguments) {
        SkillKit kit = new SkillKit(Path.of(arguments[0]), new FilesSkill());
        kit.setting(IndexMode.SETTING, arguments[1]);
        if (arguments[2].equals("index")) {
            try (FileIndexing indexing = FileIndexing.of(kit.device())) {
                indexing.bringUpToDate();
            }
            System.out.println("FOUND " + FileIndexing.inWords(kit.device()).replace("\n", " / "));
        } else {
            System.out.println("FOUND "
                    + kit.call("files.find", "[\"" + arguments[3] + "\"]").value());
        }
    }
}
