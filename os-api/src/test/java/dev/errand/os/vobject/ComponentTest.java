package dev.errand.os.vobject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentTest {
    @Test
    void whatIsReadIsWrittenBackLineByLine() {
        String text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nx-own;A=1,\"2;3\":va\\,lue\r\nno property\r\n"
                + "BEGIN:VEVENT\r\nSUMMARY:a\\nb\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

        assertThat(Component.write(Component.parse(text))).isEqualTo(text);
    }

    @Test
    void foldedLinesAreOneAndLongOnesAreFoldedInsideNoCharacter() {
        Component folded =
                Component.parse("\uFEFFBEGIN:X\nNOTE:on\n e \n\ttwo\nEND:X\n").getFirst();
        assertThat(folded.text("NOTE")).contains("one two");

        String long1 = "é🎂".repeat(60);
        String written =
                Component.write(List.of(new Component("X", List.of(Property.ofText("NOTE", long1)), List.of())));
        assertThat(written.lines()
                        .allMatch(line -> line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 75))
                .isTrue();
        assertThat(Component.parse(written).getFirst().text("NOTE")).contains(long1);
    }

    @Test
    void whatIsCutOffGivesWhatThereIs() {
        List<Component> read = Component.parse("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nSUMM");

        assertThat(read.getFirst().parts("VEVENT").getFirst().text("UID")).contains("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "nothing", "END:VCALENDAR\n", "BEGIN:\nEND:\n", ":::\n;;;\n"})
    void whatHoldsNoComponentGivesNone(String text) {
        assertThat(Component.parse(text)).isEmpty();
    }

    @Test
    void parametersCannotBreakOutOfTheirPlace() {
        Property made = Property.of("ATTENDEE", Map.of("CN", List.of("A\";X=1:mailto:b\r\nSUMMARY:c")), "mailto:d");

        Property read = Component.parse("BEGIN:X\n" + made.raw() + "\nEND:X\n")
                .getFirst()
                .properties()
                .getFirst();
        assertThat(read.value()).isEqualTo("mailto:d");
        assertThat(read.parameter("cn")).contains("A ;X=1:mailto:b  SUMMARY:c");
    }
}
