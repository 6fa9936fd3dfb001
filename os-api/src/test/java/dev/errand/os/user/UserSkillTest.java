package dev.errand.os.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserSkillTest {
    @TempDir
    Path home;

    private SkillKit kit;

    @BeforeEach
    void device() {
        kit = new SkillKit(home, new UserSkill());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Done.\"                          | Done.",
                "7                                  | 7",
                "7.0                                | 7",
                "0.30000000000000004                | 0.3",
                "1e-9                               | 1E-9",
                "true                               | yes",
                "[null]                             | nothing",
                "[]                                 | nothing",
                "[\"one\"]                          | one",
                "[\"milk\",2]                       | - milk\\n- 2",
                "{\"freeSpace\":3,\"label\":null}   | free space: 3",
                "{\"a\":[1,2],\"b\":{\"c\":false}}  | a: 1, 2\\nb: (c: no)",
                "[{\"n\":\"A\",\"p\":[]},{\"n\":\"B\",\"p\":[1]}] | - n: A\\n- n: B, p: 1",
            })
    void plainValuesAreSaidReadably(String value, String words) {
        assertThat(kit.call("user.say", "[" + value.strip() + "]").value().textValue())
                .isEqualTo(words.replace("\\n", "\n"));
    }

    @Test
    void anObjectIsSaidAndNotMistakenForOptions() {
        assertThat(kit.call("user.say", "[{\"text\":\"hello\"}]").value().textValue())
                .isEqualTo("text: hello");
    }

    @Test
    void aQuestionOffersEachChoiceOnce() {
        assertThat(kit.call("user.ask", "[\"Which?\",{\"choices\":[\"a\",\"b\",\"a\"]}]")
                        .value())
                .hasToString("{\"text\":\"Which?\",\"choices\":[\"a\",\"b\"],\"confirm\":false}");
        assertThat(kit.call("user.ask", "[\"Which?\",[\"a\"]]").value().path("choices"))
                .hasToString("[\"a\"]");
        assertThat(kit.call("user.ask", "[\"Your name?\"]").value().path("choices"))
                .isEmpty();
    }

    @Test
    void aConfirmationIsYesOrNo() {
        assertThat(kit.call("user.confirm", "[\"Really?\"]").value())
                .hasToString("{\"text\":\"Really?\",\"choices\":[\"yes\",\"no\"],\"confirm\":true}");
    }

    @Test
    void aQuestionNeedsWords() {
        assertThatThrownBy(() -> kit.call("user.ask", "[\" \"]"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, f -> assertThat(f.kind()).isEqualTo(DeviceFailure.Kind.INVALID));
    }
}
