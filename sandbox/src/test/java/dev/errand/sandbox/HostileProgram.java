package dev.errand.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A program that means harm, and the refusal it must meet.
///
/// A file begins with two lines of comment: `attempt:`, what it tries, and `must:`, one or several (`or`) of
///
/// - `throw NAME`: it ends with an uncaught error of that name
/// - `reach LIMIT`: it ends at this limit
/// - `stop`: it ends where the host said stop
/// - `complete JSON`: it ends with that result
///
/// A program that gets through says `ESCAPED`.
record HostileProgram(String name, String attempt, String must, String code) {
    static Stream<HostileProgram> all() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/hostile"))) {
            return files.sorted().map(HostileProgram::read).toList().stream();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static HostileProgram read(Path file) {
        try {
            String code = Files.readString(file);
            String name = file.getFileName().toString();
            return new HostileProgram(name, header(code, "attempt"), header(code, "must"), code);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String header(String code, String key) {
        String start = "// " + key + ": ";
        return code.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }

    @Override
    public String toString() {
        return name + ": " + attempt;
    }
}
