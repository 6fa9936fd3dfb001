package dev.errand.os.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.kit.SkillKit;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomSkillTest {
    @TempDir
    Path home;

    private SkillKit kit;

    @BeforeEach
    void device() {
        kit = new SkillKit(home, new RandomSkill());
    }

    @Test
    void bothBoundsAreIncludedAndNothingBeyond() {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.add(kit.call("random.integer", "[1,3]").value().longValue());
        }
        assertThat(seen).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void theSameStepDrawsTheSameNumber() {
        long first = kit.call("random.integer", "[1,1000000]").value().longValue();

        assertThat(new SkillKit(home, new RandomSkill())
                        .call("random.integer", "[1,1000000]")
                        .value()
                        .longValue())
                .isEqualTo(first);
    }

    @Test
    void extremeAndSingleBoundsWork() {
        assertThat(kit.call("random.integer", "[5,5]").value().longValue()).isEqualTo(5);
        assertThat(kit.call("random.integer", "[9223372036854775806,9223372036854775807]")
                        .value()
                        .longValue())
                .isGreaterThanOrEqualTo(Long.MAX_VALUE - 1);
    }

    @Test
    void swappedBoundsAreRefusedClearly() {
        assertThatThrownBy(() -> kit.call("random.integer", "[3,1]"))
                .hasMessage("There is no whole number from 3 to 1.");
    }

    @Test
    void picksAnyKindOfElement() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.add(kit.call("random.pick", "[[1,\"a\",{\"x\":null}]]").value().toString());
        }
        assertThat(seen).containsExactlyInAnyOrder("1", "\"a\"", "{\"x\":null}");
    }

    @Test
    void anEmptyListIsRefusedClearly() {
        assertThatThrownBy(() -> kit.call("random.pick", "[[]]")).hasMessageContaining("nothing to pick from");
    }
}
