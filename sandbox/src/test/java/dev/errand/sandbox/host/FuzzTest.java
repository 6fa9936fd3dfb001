package dev.errand.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.errand.sandbox.worker.FramesFuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Fuzzing of what a worker process says: first the inputs of old, then new ones, guided by coverage, for a while.
///
/// New ones are sought by Jazzer in a process of its own, for as many seconds in all as the property
/// `errand.fuzz.seconds` says. What it keeps beyond one run goes to the folder that `errand.fuzz.corpus` names, if it
/// names one.
class FuzzTest {
    private static final int SECONDS = Integer.getInteger("errand.fuzz.seconds", 20);

    @TempDir
    Path folder;

    /// What is fuzzed: a class with the method that Jazzer calls, and the folder of its inputs.
    enum Target {
        FRAMES(FramesFuzz.class, FramesFuzz::fuzzerTestOneInput),
        CONVERSATION(ConversationFuzz.class, ConversationFuzz::fuzzerTestOneInput);

        private final Class<?> type;
        private final One one;

        Target(Class<?> type, One one) {
            this.type = type;
            this.one = one;
        }

        Path inputs() {
            return Path.of("src/test/resources/fuzz", name().toLowerCase(Locale.ROOT));
        }
    }

    private interface One {
        void input(byte[] data) throws IOException;
    }

    @TestFactory
    Stream<DynamicTest> inputsOfOldAreBorne() {
        return Stream.of(Target.values())
                .flatMap(target -> files(target.inputs()).stream()
                        .map(file -> DynamicTest.dynamicTest(
                                target + " " + file.getFileName(), () -> target.one.input(Files.readAllBytes(file)))));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.sorted().toList();
            assertThat(found).as("inputs in " + folder).isNotEmpty();
            return found;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    @ParameterizedTest
    @EnumSource
    void newInputsAreBorne(Target target) throws Exception {
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assumeTrue(platform.equals("Linux amd64"), "Jazzer is tried on Linux amd64 here, and this is " + platform);
        Path said = folder.resolve("said.txt");
        Process jazzer = new ProcessBuilder(jazzer(target))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int code = jazzer.waitFor();
        List<String> report;
        try (Stream<String> lines = Files.lines(said)) {
            report = lines.filter(line -> !line.startsWith("INFO: ")).toList();
        }
        assertThat(code).as(String.join("\n", report)).isZero();
        assertThat(report).anyMatch(line -> line.matches("Done \\d+ runs in .*"));
        report.stream()
                .filter(line -> line.contains("DONE") || line.startsWith("Done"))
                .forEach(System.out::println);
    }

    private List<String> jazzer(Target target) throws IOException {
        String kept = System.getProperty("errand.fuzz.corpus");
        Path corpus = (kept == null ? folder.resolve("corpus") : Path.of(kept)).resolve(target.name());
        Files.createDirectories(corpus);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type.getName(),
                "--instrumentation_includes=dev.errand.sandbox.**",
                "--custom_hook_includes=dev.errand.sandbox.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=" + Math.max(1, SECONDS / Target.values().length),
                "-timeout=100",
                corpus.toString(),
                target.inputs().toString());
    }
}
