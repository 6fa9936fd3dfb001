package dev.errand.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    private static String diff(String before, String after) {
        return LineDiff.of(before, after).stream()
                .map(line -> line.sign() + (line.count() > 0 ? String.valueOf(line.count()) : line.text()))
                .collect(Collectors.joining("|"));
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    @Test
    void linesThatStayAreShownAroundThoseThatChange() {
        assertThat(diff("a\nb\nc\n", "a\nB\nc\n")).isEqualTo(" a|-b|+B| c");
    }

    @Test
    void aNewFileIsAllAddedAndARemovedOneAllRemoved() {
        assertThat(diff("", "a\nb")).isEqualTo("+a|+b");
        assertThat(diff("a\nb", "")).isEqualTo("-a|-b");
    }

    @Test
    void farAwayLinesAreLeftOutAndCounted() {
        assertThat(diff(lines(0, 20), lines(0, 10) + "x\n" + lines(11, 20)))
                .isEqualTo("…7| 7| 8| 9|-10|+x| 11| 12| 13|…6");
    }

    @Test
    void nothingDiffersInTheSame() {
        assertThat(LineDiff.of("", "")).isEmpty();
        assertThat(diff("ü\n", "ü\n")).isEqualTo("…1");
    }

    @Test
    void veryLongTextsAreReplacedAsAWhole() {
        String diff = diff(lines(0, 3000), lines(10_000, 13_000));
        assertThat(diff).startsWith("-0|-1|").endsWith("+12999");
    }
}
