package dev.errand.intents.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.operation.Sentence;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers, lengths and points in time, and the grammar of sentences.
class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5|5",
                "1,000|1000",
                "2.5|2.5",
                "2,5|2.5",
                "-3|-3",
                "seven|7",
                "twenty-one|21",
                "twenty one|21",
                "one hundred and five|105",
                "two thousand three hundred|2300",
                "a hundred|100",
                "a dozen|12",
                "einundzwanzig|21",
                "fünfundvierzig|45",
                "hundert|100",
                "dreihundertzwei|302",
                "zweitausendfünfhundert|2500",
                "null|0",
            })
    void numbers(String words, double expected) {
        Utterance said = Lexer.read(words);
        assertThat(NumberWords.read(said, 0, said.size())).isEqualTo(OptionalDouble.of(expected));
    }

    @ParameterizedTest
    @CsvSource({"five six", "seven dogs", "1-2", "hello", "2026-01-02", "und"})
    void noNumbers(String words) {
        Utterance said = Lexer.read(words);
        assertThat(NumberWords.read(said, 0, said.size())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 seconds|5",
                "two minutes|120",
                "half an hour|1800",
                "an hour|3600",
                "1 h 30|5400",
                "1h30|5400",
                "90s|90",
                "one hour and a half|5400",
                "two and a half minutes|150",
                "a quarter of an hour|900",
                "1 hour 20 minutes and 5 seconds|4805",
                "half a minute|30",
                "eine halbe Stunde|1800",
                "anderthalb Stunden|5400",
                "zwei Minuten|120",
                "eine Stunde und zehn Minuten|4200",
                "zweieinhalb Stunden|9000",
                "eine Viertelstunde|900",
                "3 days|259200",
            })
    void lengthsOfTime(String words, double seconds) {
        Utterance said = Lexer.read(words);
        assertThat(DurationWords.read(said, 0, said.size())).isEqualTo(OptionalDouble.of(seconds));
    }

    /// It is Friday, 20 November 2026, 11:00.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "today|2026-11-20",
                "tomorrow|2026-11-21",
                "tomorrow at 5|2026-11-21T17:00",
                "tomorrow at 5 am|2026-11-21T05:00",
                "at 5pm|2026-11-20T17:00",
                "at 9:30|2026-11-21T09:30",
                "next monday|2026-11-23",
                "on friday at noon|2026-11-27T12:00",
                "in 10 minutes|2026-11-20T11:10",
                "in two days|2026-11-22",
                "yesterday|2026-11-19",
                "3 days ago|2026-11-17",
                "last week|2026-11-09",
                "24.12.|2026-12-24",
                "24.12.2027|2027-12-24",
                "2026-12-01|2026-12-01",
                "2026-12-01 15:00|2026-12-01T15:00",
                "december 24th|2026-12-24",
                "24th of december|2026-12-24",
                "the day after tomorrow|2026-11-22",
                "tomorrow morning at 8|2026-11-21T08:00",
                "tonight at 8|2026-11-20T20:00",
                "half past five|2026-11-20T17:30",
                "quarter to six|2026-11-20T17:45",
                "heute|2026-11-20",
                "morgen um 15 Uhr|2026-11-21T15:00",
                "übermorgen|2026-11-22",
                "am Montag um halb neun|2026-11-23T08:30",
                "heute um viertel vor drei|2026-11-20T14:45",
                "heute um halb fünf|2026-11-20T16:30",
                "in einer Stunde|2026-11-20T12:00",
                "am 24. Dezember um 18 Uhr|2026-12-24T18:00",
                "vor 3 Tagen|2026-11-17",
                "nächsten Dienstag um 15 Uhr 30|2026-11-24T15:30",
                "morgen früh um 7|2026-11-21T07:00",
            })
    void pointsInTime(String words, String expected) {
        Utterance said = Lexer.read(words);
        assertThat(TimeWords.read(said, 0, said.size(), Planned.NOW.atZone(Planned.ZONE)))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"hello", "the blue box", "31.2.", "at 25", "five monkeys"})
    void noPointsInTime(String words) {
        Utterance said = Lexer.read(words);
        assertThat(TimeWords.read(said, 0, said.size(), Planned.NOW.atZone(Planned.ZONE)))
                .isEmpty();
    }

    @Test
    void typedAndSpokenWordsComeOutAlike() {
        assertThat(Lexer.read("What’s Anna's E-Mail?").words())
                .extracting(Word::key)
                .containsExactly("what", "is", "anna", "'s", "email");
        assertThat(Lexer.read("don't").words()).extracting(Word::key).containsExactly("do", "not");
        assertThat(Lexer.read("say „so, ja“!").text(1, 2)).isEqualTo("so, ja");
    }

    @Test
    void aBracketStaysWhereItsOtherHalfIsInTheSameWord() {
        assertThat(Lexer.read("(see https://example.org/wiki/Set_(games), report(2).pdf)")
                        .words())
                .extracting(Word::key)
                .containsExactly("see", "https://example.org/wiki/set_(games)", "report(2).pdf");
    }

    @Test
    void aSentenceWithWrongBracketsIsRefusedByName() {
        assertThatThrownBy(() -> compile("play [the song")).hasMessageContaining("play [the song");
        assertThatThrownBy(() -> compile("play the] song")).hasMessageContaining("bracket");
        assertThatThrownBy(() -> compile("play {song")).hasMessageContaining("lacks");
    }

    @Test
    void aSentenceOfSlotsAloneMatchesNothing() {
        assertThat(Grammar.compile("s", null, sentence("{a} to {b}"))).isEmpty();
    }

    private static void compile(String pattern) {
        Grammar.compile("s", null, sentence(pattern));
    }

    private static Sentence sentence(String pattern) {
        return new Sentence("en", pattern, "1", Map.of());
    }
}
