package dev.errand.intents.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.os.kit.Finding;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.spi.SkillReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
}
