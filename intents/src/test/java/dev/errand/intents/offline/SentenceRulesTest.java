package dev.errand.intents.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.os.kit.Finding;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Sentence;
import dev.errand.os.spi.SkillReader;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// No built-in skill says what another one means.
class SentenceRulesTest {
    private static final List<SkillEntry> INSTALLED = SkillReader.installed().skills();

    static List<String> names() {
        return INSTALLED.stream().map(SkillEntry::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void sentencesOfABuiltInSkillMeanThatSkill(String name) {
        SkillEntry skill = INSTALLED.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<SkillEntry> others =
                INSTALLED.stream().filter(each -> !each.name().equals(name)).toList();

        assertThat(SentenceRules.check(skill, others).stream().filter(Finding::isError))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(hello", "[hello", "{hello", "hello)", "hello]", "hello}", "say {nothing}", "a (b|[c) d]"})
    void aSentenceThatCannotBeReadIsSaidAndEndsNothing(String pattern) {
        assertThat(SentenceRules.fault(saying(pattern)))
                .get(InstanceOfAssertFactories.STRING)
                .contains("The sentence \"" + pattern + "\"");
    }

    @Test
    void sentencesThatCanBeReadAreNoFault() {
        assertThat(SentenceRules.fault(saying("water the plants"))).isEmpty();
        assertThat(INSTALLED)
                .allSatisfy(skill -> assertThat(SentenceRules.fault(skill)).isEmpty());
    }

    private static SkillEntry saying(String pattern) {
        SkillEntry notes = INSTALLED.stream()
                .filter(each -> each.name().equals("notes"))
                .findFirst()
                .orElseThrow();
        Operation known = notes.operations().getFirst();
        Operation saying = new Operation(
                known.skill(),
                known.name(),
                known.version(),
                known.summary(),
                known.headline(),
                known.effect(),
                known.recovery(),
                known.provenance(),
                known.parameters(),
                known.result(),
                List.of(new Sentence("en", pattern, "", Map.of())),
                known.body());
        return new SkillEntry(notes.name(), notes.summary(), List.of(saying), List.of(), notes.told());
    }
}
