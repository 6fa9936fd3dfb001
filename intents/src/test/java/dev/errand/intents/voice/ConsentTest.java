package dev.errand.intents.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "Yes.",
                "yes please",
                "Go ahead!",
                "OK",
                "approve",
                "Ja",
                "ja, bitte",
                "In Ordnung.",
                "mach das"
            })
    void aYesIsAYes(String words) {
        assertThat(Consent.of(words)).isEqualTo(Consent.YES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "No, thanks.",
                "never mind",
                "stop",
                "Don’t",
                "cancel",
                "Nein",
                "nein danke",
                "abbrechen",
                "lieber nicht"
            })
    void aNoIsANo(String words) {
        assertThat(Consent.of(words)).isEqualTo(Consent.NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "yes no",
                "no yes",
                "yes but not to him",
                "yesterday",
                "I guess",
                "maybe",
                "say yes",
                "not yes",
                "he said yes",
                "ja nein",
                "vielleicht",
                "yes yes yes send it to everybody",
                "guess",
                "the",
                "nicht ja",
                "know"
            })
    void anythingElseIsNeither(String words) {
        assertThat(Consent.of(words)).isEqualTo(Consent.UNCLEAR);
    }
}
