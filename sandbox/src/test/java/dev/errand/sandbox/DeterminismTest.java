package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.host.InProcessSandbox;
import dev.errand.sandbox.host.ProcessSandbox;
import dev.errand.sandbox.host.WorkerSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The same program in the same environment with the same answers makes the same calls, byte for byte, and ends the
/// same.
///
/// `-Derrand.programs=N` tries more programs than the usual ones.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeterminismTest {
    private static final int PROGRAMS = Integer.getInteger("errand.programs", 200);

    private List<String> expected = List.of();

    @BeforeAll
    void runOnce() {
        try (Sandbox sandbox = new InProcessSandbox()) {
            expected = transcripts(sandbox, PROGRAMS);
        }
    }

    private static List<String> transcripts(Sandbox sandbox, int programs) {
        return IntStream.range(0, programs)
                .mapToObj(number -> GeneratedProgram.of(number).transcript(sandbox))
                .toList();
    }

    private void assertSame(List<String> found) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i))
                    .as("program %d:%n%s", i, GeneratedProgram.of(i).program().code())
                    .isEqualTo(expected.get(i));
        }
    }

    /// Without this the others could not fail: programs do get somewhere, and differ.
    @Test
    void programsDoSomething() {
        long completed =
                expected.stream().filter(each -> each.contains("Completed[")).count();
        assertThat(completed).isGreaterThan(PROGRAMS / 2);
        assertThat(expected).noneMatch(each -> each.contains("SyntaxError"));
        assertThat(expected).doesNotHaveDuplicates();
    }

    @Test
    void twiceInOneProcess() {
        try (Sandbox sandbox = new InProcessSandbox()) {
            assertSame(transcripts(sandbox, PROGRAMS));
        }
    }

    @Test
    void inAWorkerProcess() {
        try (Sandbox sandbox = new ProcessSandbox(WorkerSettings.here())) {
            assertSame(transcripts(sandbox, PROGRAMS));
        }
    }

    @Test
    void inANewProcessInAnotherPlaceAndLanguage() throws IOException, InterruptedException {
        assertSame(elsewhere("Asia/Kolkata", "tr", "TR"));
        assertSame(elsewhere("America/New_York", "ar", "EG"));
    }

    private static List<String> elsewhere(String zone, String language, String country)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Duser.timezone=" + zone,
                "-Duser.language=" + language,
                "-Duser.country=" + country,
                "-Dfile.encoding=ISO-8859-1"));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), DeterminismTest.class.getName(), "" + PROGRAMS));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> found = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                .lines()
                .map(line -> new String(HexFormat.of().parseHex(line), StandardCharsets.UTF_8))
                .toList();
        assertThat(process.waitFor()).isZero();
        return found;
    }

    /// The other process: prints what came of each program, a line each.
    public static void main(String... arguments) {
        try (Sandbox sandbox = new InProcessSandbox()) {
            for (String transcript : transcripts(sandbox, Integer.parseInt(arguments[0]))) {
                System.out.println(HexFormat.of().formatHex(transcript.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }
}
