package dev.errand.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A program that means harm, and the refusal it must meet.
///
/// A file begins with two lines of comment (`//` or `#`): `attempt:`, what it tries, and `must:`, one or several
/// (`or`) of
///
/// - `throw NAME`: it ends with an uncaught error of that name
/// - `reach LIMIT`: it ends at this limit
/// - `stop`: it ends where the host said stop
/// - `complete JSON`: it ends with that result
///
/// A program that gets through says `ESCAPED`.
record HostileProgram(String name, String attempt, String must, String code) {
    /// The programs in JavaScript.
    static Stream<HostileProgram> all() {
        return in("hostile");
    }

    /// The programs in a folder of the resources, which `errand eval --suite hostile` reads too.
    static Stream<HostileProgram> in(String folder) {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/errand/sandbox", folder))) {
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
        Pattern line = Pattern.compile("^(?://|#) " + key + ": (.*)$", Pattern.MULTILINE);
        return line.matcher(code).results().findFirst().orElseThrow().group(1);
    }

    @Override
    public String toString() {
        return name + ": " + attempt;
    }
}
