package dev.errand.evaluation.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.runtime.explain.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small campaign, and the parts that decide what it measures.
class CampaignTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void mostFaultsAreNamedByFewSteps() {
        List<Outcome> outcomes = new ArrayList<>();
        try (Campaign campaign = new Campaign(folder)) {
            for (String name : List.of("known-boiler", "known-functions")) {
                outcomes.addAll(campaign.of(Workflow.read(name), 5, 5));
            }
        }
        CampaignReport.Figures figures = CampaignReport.Figures.of(outcomes);
        assertThat(figures.faults()).isGreaterThanOrEqualTo(8);
        assertThat(figures.named()).as("%s", outcomes).isGreaterThanOrEqualTo(90);
        assertThat(figures.size()).isLessThanOrEqualTo(3);
        assertThat(outcomes).allMatch(o -> o.set().size() <= o.steps());
    }

    @Test
    void theSameSeedGivesTheSameFaults() throws Exception {
        Workflow workflow = Workflow.read("known-boiler");
        List<Outcome> first;
        List<Outcome> second;
        try (Campaign campaign = new Campaign(java.nio.file.Files.createDirectory(folder.resolve("a")))) {
            first = campaign.of(workflow, 3, 2);
        }
        try (Campaign campaign = new Campaign(java.nio.file.Files.createDirectory(folder.resolve("b")))) {
            second = campaign.of(workflow, 3, 2);
        }
        assertThat(first).isNotEmpty().isEqualTo(second);
    }

    @Test
    void everyKindSpoilsWhatItCanAndNothingElse() throws Exception {
        JsonNode value = JSON.readTree("""
                [{"id": "a", "name": "Anna", "emails": ["anna@example.org"], "born": "1990-04-27", "size": 12,
                  "path": "Documents/a.txt"}, {"id": "b", "name": "Ben", "size": 3}]
                """);
        Set<FaultKind> elsewhere = Set.of(FaultKind.THROWN, FaultKind.WRONG_LITERAL);
        for (FaultKind kind : FaultKind.values()) {
            JsonNode spoilt = new Spoiling(4).spoil(kind, value, null);
            assertThat(spoilt.equals(value)).as(kind.label()).isEqualTo(elsewhere.contains(kind));
            assertThat(new Spoiling(4).spoil(kind, value, null)).isEqualTo(spoilt);
        }
        assertThat(new Spoiling(4).spoil(FaultKind.HUGE, JSON.readTree("\"text\""), null))
                .isEqualTo(JSON.readTree("\"text\""));
    }

    @Test
    void aPersonAsksAboutTheFirstThingThatIsWrong() throws Exception {
        JsonNode healthy = document("{\"to\": \"a\", \"text\": \"x\"}", "done");
        assertThat(Difference.between(healthy, healthy)).isEmpty();
        assertThat(Difference.between(healthy, document("{\"to\": \"b\", \"text\": \"y\"}", "done")))
                .contains(new Question.WhyEffect(1, "to"));
        assertThat(Difference.between(healthy, document("{\"to\": \"a\", \"text\": \"x\"}", "else")))
                .contains(new Question.WhyStep(2, "text"));
        JsonNode failed = JSON.readTree("{\"state\": \"failed\"}");
        assertThat(Difference.between(healthy, failed)).contains(new Question.WhyFailed());
        JsonNode nothing = JSON.readTree("{\"state\": \"succeeded\", \"effects\": []}");
        assertThat(Difference.between(healthy, nothing)).contains(new Question.WhyNotReached(3));
        assertThat(Difference.between(nothing, healthy)).contains(new Question.WhyEffect(1, ""));
    }

    private static JsonNode document(String arguments, String said) throws Exception {
        return JSON.readTree("""
                {"state": "succeeded",
                 "effects": [{"number": 1, "operation": "mail.send", "line": 3, "arguments": %s}],
                 "steps": [{"number": 2, "operation": "user.say", "line": 4, "arguments": {"text": "%s"}}]}
                """.formatted(arguments, said));
    }

    @Test
    void workflowsAreOfManyKindsAndKeptApart() {
        List<Workflow> all = Workflow.all();
        assertThat(all).hasSizeGreaterThanOrEqualTo(20);
        assertThat(new HashSet<>(all.stream().map(Workflow::code).toList())).hasSameSizeAs(all);
        assertThat(all.stream().filter(Workflow::held).count()).isGreaterThanOrEqualTo(6);
    }

    @Test
    void theReportSaysWhatTrivialAnswersWouldReach() {
        Workflow workflow = new Workflow("held-x", true, "");
        Fault fault = new Fault(2, FaultKind.HUGE, 1);
        Outcome hit =
                new Outcome(workflow, fault, Outcome.Manner.FAILED, new Question.WhyFailed(), List.of(2, 3), 4, 4);
        Outcome missed = new Outcome(workflow, fault, Outcome.Manner.WRONG, new Question.WhyResult(), List.of(1), 2, 2);
        CampaignReport report = new CampaignReport(List.of(hit, missed));
        JsonNode all = report.json().at("/figures/0");
        assertThat(all.path("namedPercent").asDouble()).isEqualTo(50);
        assertThat(all.path("medianSize").asDouble()).isEqualTo(1.5);
        assertThat(all.path("percentOfRun").asDouble()).isEqualTo(50);
        assertThat(all.path("lastStepPercent").asDouble()).isEqualTo(50);
        assertThat(report.text()).contains("workflows kept aside", "missed: held-x, step 2 huge");
    }
}
