package dev.errand.intents.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.errand.os.meaning.Embedding;
import dev.errand.os.meaning.EmbeddingFailure;
import dev.errand.os.meaning.Embeddings;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Words that no sentence fits, compared with what the sentences mean, by the real model.
class LikenessTest {
    private static final Catalogue DEVICE = SkillReader.installed();
    private static final OfflinePlanner PLANNER = new OfflinePlanner(Embeddings::installed);

    @BeforeAll
    static void aModelIsInstalled() {
        assumeTrue(Embeddings.model().isPresent(), "The model's jars are not on the class path");
    }

    private static Assessment assess(OfflinePlanner planner, String words) {
        return planner.assess(Planned.request(words, DEVICE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "you might want to cancel the alarm of four hundred | clock.cancelAlarm(",
                "make a meeting reminder for thursday with the neighbours | reminders.add(",
            })
    void whatWordsAloneWouldAskAboutIsPlanned(String words, String code) {
        assertThat(assess(new OfflinePlanner(), words)).isInstanceOf(Assessment.Close.class);
        assertThat(assess(PLANNER, words))
                .isInstanceOfSatisfying(
                        Assessment.Likely.class,
                        likely -> assertThat(likely.plan().code()).contains(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order me a pizza", "my card was stolen", "how many vacation days do i have left"})
    void whatNoSkillDoesIsStillDeclined(String words) {
        assertThat(assess(PLANNER, words)).isInstanceOf(Assessment.None.class);
    }

    @Test
    void aSentenceThatFitsNeedsNoModel() {
        AtomicInteger asked = new AtomicInteger();
        OfflinePlanner planner = new OfflinePlanner(() -> {
            asked.incrementAndGet();
            return Optional.empty();
        });
        assertThat(assess(planner, "wait 5 seconds")).isInstanceOf(Assessment.Clear.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void aModelThatFailsLeavesTheWords() {
        String words = "where exactly am i located currently";
        assertThat(assess(new OfflinePlanner(() -> Optional.of(new Broken())), words))
                .isInstanceOf(Assessment.Likely.class);
    }

    @Test
    void aLanguageThatTheModelDoesNotKnowIsReadByItsWords() {
        Utterance german = Lexer.read("welche erinnerungen gibt es gerade noch");
        assertThat(new Phrasebook(DEVICE).likeness(german, Embeddings::installed))
                .isEmpty();
    }

    /// Loaded, but out of order.
    private static final class Broken implements Embedding {
        @Override
        public String model() {
            return "broken";
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public boolean understands(Locale language) {
            return true;
        }

        @Override
        public int mostWords() {
            return 1;
        }

        @Override
        public float[] of(String text) {
            throw new EmbeddingFailure("out of order", new IllegalStateException());
        }

        @Override
        public float[] ofQuestion(String question) {
            return of(question);
        }

        @Override
        public List<float[]> of(List<String> texts) {
            return texts.stream().map(this::of).toList();
        }
    }
}
