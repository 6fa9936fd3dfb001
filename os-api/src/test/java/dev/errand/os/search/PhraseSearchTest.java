package dev.errand.os.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhraseSearchTest {
    private static List<String> rank(String phrase, String... names) {
        return PhraseSearch.rank(
                        phrase,
                        Arrays.stream(names)
                                .map(name ->
                                        new PhraseSearch.Candidate<>(name, List.of(new PhraseSearch.Field(name, 1))))
                                .toList())
                .stream()
                .map(PhraseSearch.Match::item)
                .toList();
    }

    @Test
    void wordsAreComparedWithoutCaseAccentsPluralsAndPossessives() {
        assertThat(Words.of("My Car's TaxesReport_2024, Äpfel & Straßen!"))
                .containsExactly("my", "car", "tax", "report", "2024", "apfel", "strassen");
        assertThat(Words.of("the boss's parties, buses' glass"))
                .containsExactly("the", "boss", "party", "buse", "glass");
        assertThat(Words.of("")).isEmpty();
    }

    @Test
    void aRareWordTellsMoreThanACommonOne() {
        assertThat(rank("car title", "car letter", "car photo", "car invoice", "house title"))
                .first()
                .isEqualTo("house title");
    }

    @Test
    void wordsOfTheSameMeaningCountInBothLanguages() {
        assertThat(rank("car", "Fahrzeug", "Haus")).containsExactly("Fahrzeug");
        assertThat(rank("Autoversicherung", "car insurance", "house insurance"))
                .first()
                .isEqualTo("car insurance");
        assertThat(rank("insurance", "Haftpflichtversicherung", "Rechnung")).containsExactly("Haftpflichtversicherung");
    }

    @Test
    void aMisspellingCountsOnlyWhereNothingIsSpeltSo() {
        assertThat(rank("recipie", "recipe", "invoice")).containsExactly("recipe");
        assertThat(rank("title", "tile", "title")).containsExactly("title");
        assertThat(rank("12345", "12346", "12345")).containsExactly("12345");
    }

    @Test
    void partsOfOtherWordsDoNotCount() {
        assertThat(rank("rent", "parent", "current")).isEmpty();
        assertThat(rank("word77", "word770")).isEmpty();
    }

    @Test
    void aPhraseWithoutWordsMatchesEverything() {
        assertThat(rank("!?", "a", "b")).containsExactly("a", "b");
    }
}
