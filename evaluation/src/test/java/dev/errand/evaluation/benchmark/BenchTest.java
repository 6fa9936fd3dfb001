package dev.errand.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.runtime.cli.CommandProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// That there are figures, and that they hang together; never how large they are.
class BenchTest {
    private static final String CAR_TITLE = "Please send my car title to my insurance company";

    @TempDir
    Path folder;

    @Test
    void theCommandLineFindsTheCommand() {
        assertThat(ServiceLoader.load(CommandProvider.class))
                .flatExtracting(CommandProvider::commands)
                .hasAtLeastOneElementOfType(Bench.class);
    }

    @Test
    void partsAddUpToNoMoreThanTheWholeWay() {
        try (WarmDevice device = new WarmDevice(folder, CAR_TITLE)) {
            List<Series> measured = device.toPreview(0, 1);
            Duration whole = measured.getFirst().percentile(50);
            Duration parts = measured.stream()
                    .skip(1)
                    .limit(Part.values().length)
                    .map(series -> series.percentile(50))
                    .reduce(Duration.ZERO, Duration::plus);
            assertThat(measured).hasSize(2 + Part.values().length);
            assertThat(parts).isPositive().isLessThanOrEqualTo(whole);
        }
    }

    @Test
    void wholeRunsAndEntriesAreCounted() {
        try (WarmDevice device = new WarmDevice(folder, CAR_TITLE)) {
            assertThat(device.wholeRun(1, 2).count()).isEqualTo(2);
            assertThat(device.durableEntry(3).count()).isEqualTo(3);
        }
    }

    @Test
    void wordsThatLeadNowhereAreNotMeasured() {
        try (WarmDevice device = new WarmDevice(folder, "xyzzy")) {
            assertThatThrownBy(() -> device.toPreview(0, 1)).hasMessageContaining("came to declined");
        }
    }

    @Test
    void processesAreStartedLikeThisOne() {
        Launches launches = new Launches(folder);
        assertThat(launches.bare()).isPositive();
        assertThat(launches.errand("--version")).isPositive();
        assertThatThrownBy(() -> launches.errand("--no-such-option"))
                .hasMessageContaining("ended with 2")
                .hasMessageContaining("--help");
    }

    @Test
    void reportsNameMachineAndRatios() {
        Machine machine = new Machine(2, 4096, 0.5, "an OS", "a JVM", 512, true);
        BenchReport report = new BenchReport(
                machine,
                CAR_TITLE,
                List.of(series("intent to preview", 10, 30, 20)),
                List.of(series("bare JVM", 40), series("errand --version", 100)));
        JsonNode json = report.json();
        assertThat(json.at("/machine/processors").asInt()).isEqualTo(2);
        assertThat(json.at("/inProcess/0/p50Ms").asDouble()).isEqualTo(20);
        assertThat(json.at("/inProcess/0/p99Ms").asDouble()).isEqualTo(30);
        assertThat(json.at("/processes/1/timesBareJvm").asDouble()).isEqualTo(2.5);
        assertThat(report.ratios().at("/0/name").asText()).isEqualTo("errand --version, beside bare JVM");
        assertThat(report.ratios().at("/0/ratio").asDouble()).isEqualTo(2.5);
        assertThat(report.text()).contains("2 processors", "AOT cache: yes", "intent to preview", "2.5 x bare JVM");
    }

    @Test
    void durableStepsAreMeasuredBesideTheBareJournal() throws Exception {
        JsonNode report = printed("bench", "durable", "--repetitions", "1", "--longest", "10");
        assertThat(report.at("/baseline/journalEntriesPerSecondOneThread").asInt())
                .isPositive();
        assertThat(report.at("/steps/wholeRuns")).hasSize(3);
        assertThat(report.at("/steps/stepsPerSecondHundredRuns").asInt()).isPositive();
        assertThat(report.at("/resume/0/entries").asInt()).isGreaterThan(20);
        assertThat(report.at("/resume/0/bytesPerEntry").asInt()).isPositive();
    }

    @Test
    void parkedRunsAreMeasuredAndResumed() throws Exception {
        JsonNode report = printed("bench", "parked", "--in-process", "--runs", "9", "--resumes", "6");
        assertThat(report.path("runs").asInt()).isEqualTo(9);
        assertThat(report.at("/whileParked/journalMegabytes").asDouble()).isPositive();
        assertThat(report.path("resumes"))
                .hasSize(3)
                .allMatch(kind -> kind.path("count").asInt() == 2);
        assertThat(report.path("queries")).hasSize(5);
    }

    @Test
    void sandboxesAreMeasuredWarmAndColdAndUnderAttack() throws Exception {
        JsonNode report = printed("bench", "sandbox", "--quick");
        for (String kind : List.of("inProcess", "workers", "thoroughWorkers")) {
            JsonNode part = report.path(kind);
            assertThat(part.at("/aheadOfNeed/p50Ms").asDouble()).isPositive();
            assertThat(part.at("/hundredAtOnce/completed").asInt()).isEqualTo(100);
        }
        assertThat(report.at("/workers/harm"))
                .hasSizeGreaterThan(5)
                .allMatch(harm -> List.of("processor time", "wall time", "memory", "heap")
                        .contains(harm.path("endedBy").asText()));
        // Python's jars come with the built program, not with its modules.
        JsonNode python = report.path("pythonWorkers");
        assertThat(python.at("/aheadOfNeed/count").asInt() == 3
                        || python.path("missing").asText().contains("not installed"))
                .as("%s", python)
                .isTrue();
        assertThat(report.at("/coldStart/workerByPlain").asDouble()).isPositive();
        assertThat(report.has("peers")).isFalse();
    }

    private static JsonNode printed(String... command) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            CommandLine line = new CommandLine(new Bench());
            assertThat(line.execute(Arrays.copyOfRange(command, 1, command.length)))
                    .isZero();
        } finally {
            System.setOut(before);
        }
        return new ObjectMapper().readTree(said.toByteArray());
    }

    @Test
    void percentilesAreTimesThatWereMeasured() {
        Series series = series("a hundred", IntStream.rangeClosed(1, 100).toArray());
        assertThat(series.percentile(50)).isEqualTo(Duration.ofMillis(50));
        assertThat(series.percentile(99)).isEqualTo(Duration.ofMillis(99));
        assertThatThrownBy(() -> new Series("none").percentile(50)).isInstanceOf(IllegalStateException.class);
    }

    private static Series series(String name, int... millis) {
        Series series = new Series(name);
        for (int each : millis) {
            series.add(Duration.ofMillis(each));
        }
        return series;
    }
}
