package dev.errand.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.spi.SkillReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContestTest {
    @TempDir
    Path folder;

    @Test
    void ratiosAreOfMediansAndWhatIsMissingIsSaid() throws IOException {
        try (Others others = new Others(folder)) {
            Contest contest = new Contest(
                    "work",
                    new Contest.Way("ours", () -> Duration.ofMillis(30)),
                    List.of(
                            new Contest.Way("slow", () -> Duration.ofMillis(60)),
                            others.process("absent", Set.of(0), "no-such-program"),
                            others.process("failing", Set.of(0), "sh", "-c", "echo broken; exit 4")));
            List<ObjectNode> results = contest.measure(1, 3);
            assertThat(results)
                    .extracting(each -> each.path("name").asText())
                    .containsExactlyInAnyOrder("work, beside slow", "work, beside absent", "work, beside failing");
            assertThat(results.getLast().path("ratio").asDouble()).isEqualTo(0.5);
            assertThat(results.get(0).path("missing").asText()).contains("no-such-program");
            assertThat(results.get(1).path("missing").asText()).contains("ended with 4: broken");
        }
    }

    @Test
    void theTableOfSentencesFitsWhatSkillsList() {
        SentenceTable table = new SentenceTable(SkillReader.installed());
        assertThat(table.size()).isGreaterThan(300);
        assertThat(table.find("add milk to my shopping list")).isPresent();
        assertThat(table.find("qwertz uiop asdf")).isEmpty();
    }
}
