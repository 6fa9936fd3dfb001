package dev.errand.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.evaluation.report.CaseResult.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports as files, side by side.
class ComparisonTest {
    @TempDir
    Path folder;

    private static CaseResult result(String id, boolean passed) {
        return CaseResult.error(id, 1, id.replaceAll("\\d", ""), "en", "Say <b>hi</b>", "")
                .judged(passed ? Verdict.PASS : Verdict.FAIL, List.of(), 20);
    }

    /// A report of which these cases pass and those fail.
    private Path report(String suite, String planner, List<String> passing, List<String> failing) {
        List<CaseResult> results = new ArrayList<>();
        passing.forEach(id -> results.add(result(id, true)));
        failing.forEach(id -> results.add(result(id, false)));
        Path at = folder.resolve(suite + "-" + planner);
        new Report(new Summary(suite, planner, results, 1, 2), null).write(at);
        return at.resolve("report.json");
    }

    @Test
    void eachTwoAreComparedOnTheCasesThatBothCouldJudge() {
        Path one = report("s", "one", List.of("a1", "a2", "a3", "a4", "a5", "a6", "b1"), List.of("b2"));
        Path two = report("s", "two", List.of("b2", "b1"), List.of("a1", "a2", "a3", "a4", "a5", "a6", "b3"));
        JsonNode json = Comparison.of(List.of(one, two)).json();
        JsonNode pair = json.at("/pairs/0");
        assertThat(pair.path("cases").asInt()).isEqualTo(8);
        assertThat(pair.path("bothSolve").asInt()).isEqualTo(1);
        assertThat(pair.path("onlyFirstSolves")).hasSize(6);
        assertThat(pair.path("onlySecondSolves")).hasSize(1);
        // Seven coins, of which six or seven fall alike: 2 (1 + 7) / 128.
        assertThat(pair.path("mcNemarP").asDouble()).isEqualTo(0.125);
        assertThat(pair.at("/passAt1Difference/points").asDouble()).isEqualTo(62.5);
        assertThat(pair.at("/passAt1Difference/low").asDouble()).isBetween(-25.0, 62.5);
        assertThat(pair.at("/passAt1Difference/high").asDouble()).isBetween(62.5, 100.0);
        assertThat(json.at("/onlySolvedBy/two/0").asText()).isEqualTo("b2");
        assertThat(json.at("/solvedByNone/0").asText()).isEqualTo("b3");
        assertThat(json.at("/models/1/categories/a/hits").asInt()).isZero();
    }

    @Test
    void theSameReportsMakeTheSamePage() throws IOException {
        List<Path> reports = List.of(
                report("s", "one", List.of("a1", "b1"), List.of("b2")),
                report("s", "two", List.of("a1"), List.of("b1")));
        Comparison.of(reports).write(folder.resolve("out"));
        String page = Files.readString(folder.resolve("out/comparison.html"));
        Comparison.of(reports).write(folder.resolve("again"));
        assertThat(folder.resolve("again/comparison.html")).hasContent(page);
        assertThat(page)
                .contains("<svg role=\"img\"", "aria-label=\"Success by category", "Cost against success", "McNemar")
                .contains("scope=\"row\">all (pass@1)", "@media print")
                .doesNotContain("<script", "http:", "https:", "NaN", "Infinity", "<b>hi");
        assertThat(Files.readString(folder.resolve("out/comparison.md")))
                .contains("| category | one | two |", "one less two");
    }

    @Test
    void oneCaseAloneSaysLittleAndIsNoError() throws IOException {
        Comparison one = Comparison.of(
                List.of(report("s", "one", List.of("a"), List.of()), report("s", "two", List.of(), List.of("a"))));
        assertThat(one.json().at("/pairs/0/mcNemarP").asDouble()).isEqualTo(1);
        one.write(folder);
        assertThat(Files.readString(folder.resolve("comparison.html"))).doesNotContain("NaN");
    }

    @Test
    void reportsWithoutACaseInCommonSaySo() {
        Comparison apart = Comparison.of(
                List.of(report("s", "one", List.of("a"), List.of()), report("s", "two", List.of("b"), List.of())));
        assertThat(apart.markdown()).contains("no case in common");
    }

    @Test
    void reportsOfOnePlannerHaveNamesOfTheirOwn() {
        Path one = report("s", "one", List.of("a"), List.of());
        assertThat(new ObjectMapper()
                        .<JsonNode>valueToTree(
                                Comparison.of(List.of(one, one, one)).json())
                        .findValuesAsText("name"))
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void anUnknownPriceIsNotZero() throws IOException {
        Path report = report("s", "model", List.of("a"), List.of());
        Files.writeString(report, Files.readString(report).replaceFirst("\"tokens\" : 0,\n", "\"tokens\" : 70,\n"));
        String json = Files.readString(report);
        // The first one is the summary's; the case's own is what counts.
        Files.writeString(report, json.replaceAll("\"tokens\" : 0", "\"tokens\" : 70"));
        Comparison comparison = Comparison.of(List.of(report, report("s", "free", List.of("a"), List.of())));
        assertThat(comparison.json().at("/models/0/usd").isNull()).isTrue();
        assertThat(comparison.json().at("/models/1/usd").asDouble()).isZero();
        assertThat(comparison.markdown()).contains("unknown cost");
    }

    @Test
    void whatCannotBeComparedIsNamed() throws IOException {
        Path one = report("s", "one", List.of("a"), List.of());
        assertThatThrownBy(() -> Comparison.of(List.of())).hasMessageContaining("two reports at least");
        assertThatThrownBy(() -> Comparison.of(List.of(one))).hasMessageContaining("found 1");
        Path other = report("t", "one", List.of("a"), List.of());
        assertThatThrownBy(() -> Comparison.of(List.of(one, other)))
                .hasMessageContaining("compare reports of one suite");
        Path nonsense = Files.writeString(folder.resolve("x.json"), "{\"machine\":{}}");
        assertThatThrownBy(() -> Comparison.of(List.of(one, nonsense)))
                .hasMessageContaining("no report of errand eval");
    }
}
