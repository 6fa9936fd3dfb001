package dev.errand.os.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Sentence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SentenceFilesTest {
    @SkillSpec(name = "kettle", summary = "Boils water")
    public static final class Kettle implements Skill {
        @OperationSpec(effect = EffectClass.READ, summary = "How hot the water is")
        @Sentences("how hot is the kettle")
        public int degrees() {
            return 20;
        }
    }

    @Test
    void sentencesOfFilesJoinThoseOfTheClass() {
        Catalogue.SkillEntry kettle = SkillReader.read(new Kettle());

        List<Sentence> degrees = kettle.operations().getFirst().sentences();
        assertThat(degrees)
                .extracting(Sentence::pattern)
                .containsExactly("how hot is the kettle", "is the kettle [still] hot", "wie heiß ist der Kessel");
        assertThat(degrees).extracting(Sentence::language).containsExactly("en", "en", "de");
        assertThat(kettle.recipes()).singleElement().satisfies(recipe -> {
            assertThat(recipe.pattern()).isEqualTo("tell me when the kettle has {wanted:whole} degrees");
            assertThat(recipe.slots()).isEqualTo(Map.of("wanted", "whole"));
            assertThat(recipe.code())
                    .isEqualTo("while (kettle.degrees() < wanted) {\n    clock.sleep(5);\n}\nuser.say(\"Now.\");");
        });
    }

    @Test
    void whatCannotBeReadIsNamedWithItsLine() {
        assertWrong("astray", "astray.en.txt, line 2", "stands under no");
        assertWrong("unknown", "unknown.en.txt, line 1", "names no operation", "degrees");
        assertWrong("codeless", "codeless.en.txt, line 1", "has no code");
        assertWrong("coded", "coded.en.txt, line 1", "only a workflow has");
    }

    private static void assertWrong(String name, String... said) {
        assertThatThrownBy(() -> SentenceFiles.of(SentenceFilesTest.class, name, Set.of("degrees")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(said);
    }
}
