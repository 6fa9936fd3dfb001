package dev.errand.intents.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {
    private static final Hints HINTS = new Hints(
            List.of(
                    "Priya Raman",
                    "Anna Keller",
                    "Beacon Home Insurance",
                    "Zoë Kuźniar",
                    "Steven Miller",
                    "Stefan Miller"),
            List.of("call the bank", "send my car title to my insurance company", "send a message to Priya Raman"));

    private final NearNames names = new NearNames(HINTS);

    @ParameterizedTest
    @CsvSource({
        "call priya ramen,call Priya Raman",
        "call prea rahman,call Priya Raman",
        "call anna keller,call Anna Keller",
        "write to anna kellar,write to Anna Keller",
        "tell kellar to wait,tell Keller to wait",
    })
    void namesAreFoundBySound(String heard, String meant) {
        assertThat(names.snapped(heard)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "send my car title to my insurance company",
        "call the bank",
        "what time is it",
        "add salt and pepper to the list",
        "remind me to buy a kettle",
        "turn on the kitchen light",
    })
    void otherWordsStay(String words) {
        assertThat(names.snapped(words)).isEqualTo(words);
    }

    @Test
    void whatIsAsNearToTwoNamesStays() {
        assertThat(names.snapped("call steffen miller")).isEqualTo("call steffen Miller");
    }

    @Test
    void whatWasChangedIsTold() {
        names.snapped("call priya ramen");

        assertThat(names.changes())
                .containsExactly("\"priya ramen\" was taken for Priya Raman, which is in your contacts.");
    }

    @Test
    void theSameLettersAreNoChangeToTellOf() {
        assertThat(names.snapped("call anna keller")).isEqualTo("call Anna Keller");
        assertThat(names.changes()).isEmpty();
    }

    @Test
    void withoutNamesNothingChanges() {
        assertThat(new NearNames(Hints.NONE).snapped("call prea")).isEqualTo("call prea");
    }
}
