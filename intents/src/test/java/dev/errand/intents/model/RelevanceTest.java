package dev.errand.intents.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Sentence;
import dev.errand.os.spi.SkillReader;
import dev.errand.sandbox.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How often the skills that an intent needs are among those that a model is told of at once, where not all fit.
class RelevanceTest {
    private static final Catalogue INSTALLED = SkillReader.installed();
    private static final Ranking RANKING = new WordRanking();

    /// Spoken sentences with the domain that they belong to; not part of the sources.
    private static final Path UTTERANCES = Path.of("../../shared/data/intents-dev.jsonl");

    private static final int FIRST = 5;

    private static final Map<String, String> SKILLS = Map.ofEntries(
            Map.entry("alarm", "clock"),
            Map.entry("calendar", "calendar"),
            Map.entry("calls", "phone"),
            Map.entry("contacts", "contacts"),
            Map.entry("files", "files"),
            Map.entry("general", "llm"),
            Map.entry("home", "home"),
            Map.entry("lists", "lists"),
            Map.entry("mail", "mail"),
            Map.entry("media", "media"),
            Map.entry("messages", "messages"),
            Map.entry("notes", "notes"),
            Map.entry("reminder", "reminders"),
            Map.entry("system", "system"),
            Map.entry("timer", "clock"),
            Map.entry("weather", "weather"),
            Map.entry("web", "web"));

    private static Set<String> chosen(Catalogue catalogue, String words) {
        return Prompt.chosen(
                Language.JAVASCRIPT,
                catalogue,
                new Relevance(RANKING, catalogue, words).skills(),
                WorkedExamples.like(
                        words, RANKING, WorkedExamples.all(Language.JAVASCRIPT, catalogue), Prompt.MOST_EXAMPLES));
    }

    private static boolean amongFirst(Catalogue catalogue, String words, String skill) {
        return new Relevance(RANKING, catalogue, words)
                .skills().stream().limit(FIRST).anyMatch(skill::equals);
    }

    private static String said(Sentence sentence) {
        return sentence.pattern()
                .replaceAll("\\[[^\\]]*]", " ")
                .replaceAll("\\(([^|)]*)[^)]*\\)", "$1")
                .replaceAll("\\{[^}]*}", "something");
    }

    @Test
    void aSentenceThatIsNotAmongTheExamplesStillFindsItsSkill() {
        int found = 0;
        int first = 0;
        int all = 0;
        for (SkillEntry skill : INSTALLED.skills()) {
            for (Operation operation : skill.operations()) {
                for (Sentence sentence : operation.sentences()) {
                    all++;
                    Catalogue device = without(sentence);
                    found += chosen(device, said(sentence)).contains(skill.name()) ? 1 : 0;
                    first += amongFirst(device, said(sentence), skill.name()) ? 1 : 0;
                }
            }
        }
        double recall = found / (double) all;
        System.out.printf(
                "Recall of skills, each sentence left out: %.3f of %d among the declared, %.3f among the first %d%n",
                recall, all, first / (double) all, FIRST);
        assertThat(recall).isGreaterThan(0.85);
    }

    /// The device without this one example.
    private static Catalogue without(Sentence sentence) {
        return new Catalogue(INSTALLED.skills().stream()
                .map(skill -> new SkillEntry(
                        skill.name(),
                        skill.summary(),
                        skill.operations().stream()
                                .map(each -> without(each, sentence))
                                .toList(),
                        skill.recipes()))
                .toList());
    }

    private static Operation without(Operation each, Sentence sentence) {
        if (!each.sentences().contains(sentence)) {
            return each;
        }
        return new Operation(
                each.skill(),
                each.name(),
                each.version(),
                each.summary(),
                each.headline(),
                each.effect(),
                each.recovery(),
                each.provenance(),
                each.parameters(),
                each.result(),
                each.sentences().stream().filter(other -> other != sentence).toList(),
                each.body());
    }

    @Test
    void whatPeopleReallySayFindsItsSkill() throws IOException {
        assumeTrue(Files.exists(UTTERANCES), "the collection of utterances is not here");
        ObjectMapper json = new ObjectMapper();
        int found = 0;
        int first = 0;
        int all = 0;
        for (String line : Files.readAllLines(UTTERANCES)) {
            JsonNode utterance = json.readTree(line);
            String skill = SKILLS.get(utterance.path("domain").asText(""));
            if (skill != null
                    && INSTALLED.skills().stream().anyMatch(each -> each.name().equals(skill))) {
                all++;
                String words = utterance.get("utterance").asText();
                found += chosen(INSTALLED, words).contains(skill) ? 1 : 0;
                first += amongFirst(INSTALLED, words, skill) ? 1 : 0;
            }
        }
        double recall = found / (double) all;
        System.out.printf(
                "Recall of skills, spoken sentences: %.3f of %d among the declared, %.3f among the first %d%n",
                recall, all, first / (double) all, FIRST);
        assertThat(recall).isGreaterThan(0.85);
    }

    @Test
    void theSkillThatTheWordsNameComesFirst() {
        List<String> skills = new Relevance(RANKING, INSTALLED, "play the next track of my playlist").skills();
        assertThat(skills).startsWith("media");
    }

    @Test
    void wordsThatHaveNothingToDoWithTheDeviceFindNothing() {
        assertThat(new Relevance(RANKING, INSTALLED, "xyzzy").skills()).isEmpty();
        assertThat(new Relevance(RANKING, INSTALLED, "xyzzy").sentences(3)).isEmpty();
    }
}
