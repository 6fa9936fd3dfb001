package dev.errand.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `errand bench page`, `beside` and `scale` through their own door; results are made by hand where their numbers
/// count.
class BenchPageTest {
    @TempDir
    Path folder;

    private record Told(int code, String out, String err) {}

    private static Told told(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int code = new CommandLine(new Bench()).execute(arguments);
            return new Told(code, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private void result(String file, String commit, String at, String ratios) throws IOException {
        Files.createDirectories(folder.resolve("results"));
        Files.writeString(folder.resolve("results").resolve(file), """
                {"version": "errand 0.1.0", "commit": "%s", "at": "%s",
                 "machine": {"processors": 2, "memoryMegabytes": 4096, "load": 0.5, "system": "Linux 6", "jvm": "25"},
                 "ratios": [%s]}""".formatted(commit, at, ratios));
    }

    private static String ratio(String name, String value) {
        return "{\"name\":\"%s\",\"ratio\":%s}".formatted(name, value);
    }

    private String page() throws IOException {
        Path out = folder.resolve("page.html");
        Told told = told("page", folder.resolve("results").toString(), "--out", out.toString());
        assertThat(told.code()).as(told.err()).isZero();
        return Files.readString(out);
    }

    @Test
    void eachRatioIsPlottedOverVersionsWithItsTable() throws IOException {
        result("z.json", "aaa", "2026-01-01T00:00:00Z", ratio("start, beside node", "8.25"));
        result(
                "a.json",
                "bbb",
                "2026-02-01T00:00:00Z",
                ratio("start, beside node", "6") + "," + ratio("new <b>", "0.004"));
        String page = page();
        assertThat(page)
                .contains("aria-label=\"start, beside node. errand 0.1.0 aaa: 8.25; errand 0.1.0 bbb: 6.00\"")
                .contains("new &lt;b&gt;. errand 0.1.0 aaa: not measured; errand 0.1.0 bbb: 0.0040")
                .contains("<th scope=\"row\">errand 0.1.0 bbb</th><td>2026-02-01T00:00:00Z</td><td>6.00</td>", "4096")
                .doesNotContain("<script", "http:", "NaN");
        assertThat(page()).isEqualTo(page);
    }

    @Test
    void oneResultAloneAndRatiosOfZeroHaveAPlot() throws IOException {
        result("a.json", "", "2026-01-01T00:00:00Z", ratio("nothing", "0"));
        assertThat(page()).contains("nothing. errand 0.1.0: 0.0000").doesNotContain("NaN", "Infinity");
    }

    @Test
    void whatIsNotInstalledIsNotPlotted() throws IOException {
        result("a.json", "", "2026-01-01T00:00:00Z", "{\"name\":\"beside node\",\"missing\":\"no node\"}");
        assertThat(page()).doesNotContain("beside node");
    }

    @Test
    void whatIsNoResultIsNamed() throws IOException {
        Path results = folder.resolve("results");
        assertThat(told("page", results.toString()).err()).contains("is no folder");
        Files.createDirectories(results);
        assertThat(told("page", results.toString()).err())
                .contains("holds no results", "errand bench beside --results");
        result("a.json", "", "2026-01-01T00:00:00Z", ratio("x", "-1"));
        assertThat(told("page", results.toString()).err()).contains("a.json", "the ratio \"x\" is -1.0");
        Files.writeString(results.resolve("a.json"), "{\"summary\":{}}");
        assertThat(told("page", results.toString()).err()).contains("a.json holds no results of errand bench");
        Files.writeString(results.resolve("a.json"), "nonsense");
        assertThat(told("page", results.toString()).err()).contains("a.json cannot be read");
    }

    @Test
    void partsAreMeasuredBesideOthersAndKept() throws IOException {
        Path results = folder.resolve("results");
        Told told = told("beside", "--repetitions", "1", "--files", "20", "--results", results.toString());
        assertThat(told.code()).as(told.err()).isZero();
        JsonNode measured = new ObjectMapper().readTree(told.out());
        assertThat(measured.at("/machine/memoryMegabytes").asLong()).isPositive();
        assertThat(measured.path("ratios").findValuesAsText("name"))
                .contains(
                        "durable entry of 256 characters, beside SQLite by plain JDBC, as durable",
                        "planning 5 sentences, beside a table of regular expressions",
                        "cold start, beside bare JVM");
        assertThat(measured.path("ratios"))
                .allMatch(each -> each.path("ratio").asDouble() > 0
                        || !each.path("missing").asText().isEmpty());
        assertThat(page()).contains("cold start, beside bare JVM");
    }

    @Test
    void manyCasesAreTimedWithTheirWorkers() throws IOException {
        Path suite = Files.writeString(
                folder.resolve("own.jsonl"),
                "{\"id\":\"a\",\"code\":\"notes.create('A')\",\"device\":\"empty\",\"expect\":{\"state\":\"succeeded\"}}\n");
        Told told = told("scale", "--cases", "3", "--suite", suite.toString(), "--jobs", "2");
        assertThat(told.code()).as(told.err()).isZero();
        JsonNode measured = new ObjectMapper().readTree(told.out());
        JsonNode all = measured.path("allProcessors");
        assertThat(all.path("cases").asInt()).isEqualTo(3);
        assertThat(all.path("passed").asInt()).isEqualTo(3);
        assertThat(all.path("cpuSecondsPerCase").asDouble()).isPositive();
        assertThat(measured.at("/ratios/0/ratio").asDouble()).isPositive();
    }

    @Test
    void hotPathsBecomeRatios() throws IOException {
        JsonNode jmh = new ObjectMapper().readTree("""
                [{"benchmark":"a.HotPaths.run","params":{"mode":"in-process"},"primaryMetric":{"score":2000,"scoreUnit":"us/op"}},
                 {"benchmark":"a.HotPaths.run","params":{"mode":"process"},"primaryMetric":{"score":5000,"scoreUnit":"us/op"}},
                 {"benchmark":"a.HotPaths.check","primaryMetric":{"score":80,"scoreUnit":"us/op"}}]""");
        var into = new ObjectMapper().createObjectNode();
        BenchHot.add(jmh, into);
        assertThat(into.path("hotPaths")).hasSize(3);
        assertThat(into.path("ratios")).hasSize(1);
        assertThat(into.at("/ratios/0/ratio").asDouble()).isEqualTo(2.5);
    }
}
