package dev.errand.intents.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.intents.PlanRequest;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.sandbox.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody says next in a conversation.
class FollowUpTest {
    private static final Catalogue DEVICE = SkillReader.installed();
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private static Assessment assess(String words, String... before) {
        Intent intent = new Intent(words, Channel.TERMINAL, Locale.ENGLISH, NOW, List.of(before));
        return new OfflinePlanner()
                .assess(new PlanRequest(
                        intent, DEVICE, Language.JAVASCRIPT, NOW, ZoneId.of("Europe/Berlin"), List.of()));
    }

    private static String code(String words, String... before) {
        return switch (assess(words, before)) {
            case Assessment.Clear clear -> clear.plan().code();
            case Assessment.Likely likely -> likely.plan().code();
            case Assessment.Close close -> close.plan().code();
            case Assessment.None none -> "declined: " + none.declined().reason();
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what is the weather in Paris | and in Rome? | what is the weather in Rome",
                "what's on my calendar today | what about tomorrow | what's on my calendar tomorrow",
                "what's on my calendar today | on friday? | what's on my calendar on friday",
                "what's on my calendar today | and on friday? | what's on my calendar on friday",
                "add milk to my shopping list | also eggs | add eggs to my shopping list",
                "find my car title | send it to Bob | send my car title to Bob",
                "what is Ada's phone number | call her | call Ada",
                "when is Ada's birthday | what is her phone number? | what is Ada's phone number?",
                "set a timer for 5 minutes | stop it | stop the timer",
                "wie ist das Wetter in Hamburg | und in München | wie ist das Wetter in München",
                "was steht heute in meinem Kalender | und morgen | was steht morgen in meinem Kalender",
            })
    void isReadAsIfAllOfItHadBeenSaid(String before, String words, String whole) {
        assertThat(code(words, before)).isEqualTo(code(whole)).doesNotStartWith("declined");
    }

    @Test
    void mayFollowWhatFollowedItself() {
        assertThat(code("and in Oslo", "what is the weather in Paris", "and in Rome"))
                .isEqualTo(code("what is the weather in Oslo"));
    }

    @Test
    void whatStandsForItselfIsNotMixedWithWhatWasSaidBefore() {
        assertThat(code("wait 5 seconds", "what is the weather in Paris")).isEqualTo(code("wait 5 seconds"));
        assertThat(code("and wait 5 seconds", "what is the weather in Paris")).isEqualTo(code("wait 5 seconds"));
    }

    @Test
    void whatMeansNothingEvenThenIsDeclined() {
        assertThat(assess("and the purple one", "what time is it")).isInstanceOf(Assessment.None.class);
        assertThat(assess("a", "send my car title to Bob")).isInstanceOf(Assessment.None.class);
        assertThat(assess("hello there", "send my car title to Bob")).isInstanceOf(Assessment.None.class);
        assertThat(assess("and in Rome")).isInstanceOf(Assessment.None.class);
        assertThat(assess("send it to Bob", "order me a pizza")).isInstanceOf(Assessment.None.class);
    }
}
