package dev.errand.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.evaluation.report.CaseResult.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuiteFiguresTest {
    private static Optional<Summary> summary(Verdict... verdicts) {
        List<CaseResult> results = List.of(verdicts).stream()
                .map(verdict -> CaseResult.error("a", 1, "", "en", "", "").judged(verdict, List.of(), 1))
                .toList();
        return Optional.of(new Summary("paper", "offline", results, 1, 1));
    }

    private static SuiteFigures figures() {
        SuiteFigures figures = new SuiteFigures(List.of("reference", "offline", "gpt-4o-mini"));
        figures.add("paper", List.of(summary(Verdict.PASS), summary(Verdict.PASS, Verdict.FAIL), Optional.empty()));
        return figures;
    }

    @Test
    void theBlockOfTheReadmeHasTheFormThatTheCommandMakes() throws IOException {
        assertThat(SuiteFigures.isIn(Files.readString(Path.of("../README.md")))).isTrue();
    }

    @Test
    void aBlockTakesThePlaceOfTheOneBefore() {
        String text = "# Errand\n<!-- figures -->\nold\n<!-- /figures -->\nrest\n";
        String written = figures().in(text);
        assertThat(written)
                .startsWith("# Errand\n<!-- figures -->\n| suite | reference | offline | gpt-4o-mini |")
                .contains("| paper | 1 of 1 | 50.0 % (1 of 2; 9.5 to 90.5) | – |")
                .endsWith("<!-- /figures -->\nrest\n")
                .doesNotContain("old");
        assertThat(SuiteFigures.isIn(written)).isTrue();
        assertThat(SuiteFigures.isIn(text)).isFalse();
        assertThat(figures().in(written)).isEqualTo(written);
    }

    @Test
    void withoutMarkersNothingIsWritten() {
        assertThatThrownBy(() -> figures().in("# Errand\n")).hasMessageContaining("<!-- figures -->");
    }
}
