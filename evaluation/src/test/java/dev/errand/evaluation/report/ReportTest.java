package dev.errand.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.evaluation.report.CaseResult.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    private static CaseResult result(String id, boolean passed, int trial) {
        return CaseResult.error(id, trial, "loop", "en", "Say <b>hello</b>", "")
                .judged(
                        passed ? Verdict.PASS : Verdict.FAIL,
                        passed ? List.of() : List.of("said: expected <script>alert(1)</script>"),
                        20);
    }

    private static Summary summary(CaseResult... results) {
        return new Summary("device", "offline", List.of(results), 2, 3);
    }

    @Test
    void eachTrialCountsForOneMeasureAndAllOfACaseForTheOther() {
        Summary summary =
                summary(result("a", true, 1), result("a", true, 2), result("b", true, 1), result("b", false, 2));
        assertThat(summary.passAt1()).isEqualTo(new Share(3, 4));
        assertThat(summary.passAll()).isEqualTo(new Share(1, 2));
    }

    @Test
    void intervalsHoldForFewAndForExtremeCounts() {
        assertThat(new Share(9, 9).inWords()).isEqualTo("100.0 % (9 of 9; 70.1 to 100.0)");
        assertThat(new Share(0, 0).inWords()).isEqualTo("0.0 % (0 of 0; 0.0 to 100.0)");
    }

    @Test
    void whatPassedBeforeAndDoesNotNowIsNamed() throws IOException {
        new Report(summary(result("a", true, 1), result("b", false, 1), result("old", true, 1)), null).write(folder);
        Summary earlier = Report.read(folder.resolve("report.json"));
        Report report =
                new Report(summary(result("a", false, 1), result("b", true, 1), result("new", false, 1)), earlier);
        assertThat(report.regressions()).containsExactly("a");
        assertThat(report.improvements()).containsExactly("b");
        assertThat(report.summary().at("/against/regressions/0").asText()).isEqualTo("a");
        assertThat(report.text()).contains("regressions: a");
        report.write(folder);
        assertThat(Files.readString(folder.resolve("report.md"))).contains("- regressions: a");
    }

    @Test
    void thePageNeedsNothingElseAndTakesNoMarkupFromCases() throws IOException {
        new Report(summary(result("a", false, 1)), null).write(folder);
        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page)
                .contains("<svg role=\"img\"", "aria-label=\"Success by category", "&lt;script&gt;", "lang=\"en\"")
                .doesNotContain("<script", "http:", "https:", "<b>hello");
    }

    @Test
    void anotherFileIsNoReport() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{}");
        assertThatThrownBy(() -> Report.read(other)).hasMessageContaining("no report of errand eval");
        assertThatThrownBy(() -> Report.read(folder.resolve("none.json"))).hasMessageContaining("cannot be read");
    }
}
