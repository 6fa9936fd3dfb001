package dev.errand.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.os.calendar.CalendarSkill;
import dev.errand.os.clock.ClockSkill;
import dev.errand.os.media.MediaSkill;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Sentence;
import dev.errand.os.random.RandomSkill;
import dev.errand.os.reminders.RemindersSkill;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillReader;
import dev.errand.os.system.SystemSkill;
import dev.errand.os.user.UserSkill;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceSentencesTest {
    private static final Pattern SLOT = Pattern.compile("\\{(\\w+)(?::(\\w+))?}");

    static List<Skill> skills() {
        return List.of(
                new CalendarSkill(),
                new ClockSkill(),
                new MediaSkill(),
                new RandomSkill(),
                new RemindersSkill(),
                new SystemSkill(),
                new UserSkill());
    }

    @Test
    void allAreInstalled() {
        assertThat(SkillReader.installed().skills())
                .extracting(Catalogue.SkillEntry::name)
                .contains("clock", "media", "random", "system", "user");
    }

    @ParameterizedTest
    @MethodSource("skills")
    void everySlotOfAnOperationIsAParameter(Skill skill) {
        for (Operation operation : SkillReader.read(skill).operations()) {
            assertThat(operation.summary().lines()).hasSize(1);
            for (Sentence sentence : operation.sentences()) {
                assertThat(SLOT.matcher(sentence.pattern()).results().map(slot -> slot.group(1)))
                        .as(sentence.pattern())
                        .isSubsetOf(operation.parameters().stream()
                                .map(Parameter::name)
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("skills")
    void everySlotOfARecipeHasAKindAndIsUsed(Skill skill) {
        for (Sentence sentence : SkillReader.read(skill).recipes()) {
            assertThat(sentence.code()).as(sentence.pattern()).isNotBlank();
            SLOT.matcher(sentence.pattern()).results().forEach(slot -> {
                assertThat(slot.group(2)).as(sentence.pattern()).isNotNull();
                assertThat(sentence.code()).containsPattern("\\b" + slot.group(1) + "\\b");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("skills")
    void everyPatternIsBalanced(Skill skill) {
        Catalogue.SkillEntry entry = SkillReader.read(skill);
        List<Sentence> sentences = entry.operations().stream()
                .flatMap(operation -> operation.sentences().stream())
                .toList();
        for (Sentence sentence : sentences) {
            for (String pair : List.of("()", "[]", "{}")) {
                assertThat(sentence.pattern()
                                .chars()
                                .filter(c -> c == pair.charAt(0))
                                .count())
                        .as(sentence.pattern())
                        .isEqualTo(sentence.pattern()
                                .chars()
                                .filter(c -> c == pair.charAt(1))
                                .count());
            }
        }
    }
}
