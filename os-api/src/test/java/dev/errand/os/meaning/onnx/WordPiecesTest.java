package dev.errand.os.meaning.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against what the tokenizer of Hugging Face makes of the same texts with the same vocabulary.
class WordPiecesTest {
    private WordPieces pieces;

    @BeforeEach
    void vocabulary() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/bge-small-en-v1.5-q-tokenizer.json")) {
            assumeTrue(file != null, "The model's jar is not on the class path");
            pieces = new WordPieces(new ObjectMapper().readTree(file));
        }
    }

    private long[] of(String text) {
        return pieces.of(text, 512);
    }

    @Test
    void aSentenceIsTakenApartAsTheModelLearntIt() {
        assertThat(of("The car's title: proof of ownership!"))
                .containsExactly(101, 1996, 2482, 1005, 1055, 2516, 1024, 6947, 1997, 6095, 999, 102);
        assertThat(of("1,234.56 €")).containsExactly(101, 1015, 1010, 22018, 1012, 5179, 1574, 102);
    }

    @Test
    void aTextOfNothingIsItsBeginningAndItsEnd() {
        assertThat(of("")).containsExactly(101, 102);
        assertThat(of(" \t\n")).containsExactly(101, 102);
    }

    @Test
    void accentsAndCaseDoNotCount() {
        assertThat(of("naïve CAFÉ")).containsExactly(101, 15743, 7668, 102);
        assertThat(of("Fahrzeugbrief, Überschwemmung"))
                .containsExactly(101, 6904, 8093, 4371, 15916, 23736, 12879, 1010, 19169, 11624, 8545, 7382, 5575, 102);
    }

    @Test
    void whatNobodyKnowsIsUnknownAndWhatNobodySeesIsLeftOut() {
        assertThat(of("party 🎉")).containsExactly(101, 2283, 100, 102);
        assertThat(of("x".repeat(101))).containsExactly(101, 100, 102);
        assertThat(of("tab\tand\u0000zero\u200bwidth")).containsExactly(101, 21628, 1998, 6290, 5004, 3593, 2705, 102);
    }

    @Test
    void chineseCharactersStandByThemselves() {
        assertThat(of("東京 is big")).containsExactly(101, 1879, 1755, 2003, 2502, 102);
    }

    @Test
    void ofALongTextTheBeginningIsKept() {
        assertThat(pieces.of("big ".repeat(10_000), 5)).containsExactly(101, 2502, 2502, 2502, 102);
    }
}
