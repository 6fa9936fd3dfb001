package dev.errand.os.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Vectors that are kept beside a model.
class KeptVectorsTest {
    @TempDir
    Path folder;

    /// Counts letters, and how often it was asked.
    private static final class Letters implements Embedding {
        private final String name;
        private int asked;

        private Letters(String name) {
            this.name = name;
        }

        @Override
        public String model() {
            return name;
        }

        @Override
        public int dimensions() {
            return 26;
        }

        @Override
        public boolean understands(Locale language) {
            return true;
        }

        @Override
        public int mostWords() {
            return 100;
        }

        @Override
        public float[] of(String text) {
            asked++;
            float[] counts = new float[26];
            text.chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> counts[c - 'a']++);
            return counts;
        }

        @Override
        public float[] ofQuestion(String question) {
            return of(question);
        }
    }

    @Test
    void areNotWorkedOutAgain() {
        Path file = folder.resolve("letters.vectors");
        KeptVectors.write(file, new Letters("letters"), List.of("open the door", "close it", "close it"));
        Letters model = new Letters("letters");
        Embedding kept = KeptVectors.over(model, file);

        assertThat(kept.of("close it")).isEqualTo(new Letters("letters").of("close it"));
        assertThat(model.asked).isZero();
        assertThat(kept.of("something else")).hasSize(26);
        assertThat(model.asked).isEqualTo(1);
    }

    @Test
    void whoGetsOneMayChangeIt() {
        Path file = folder.resolve("letters.vectors");
        KeptVectors.write(file, new Letters("letters"), List.of("door"));
        Embedding kept = KeptVectors.over(new Letters("letters"), file);
        Arrays.fill(kept.of("door"), 7);
        assertThat(kept.of("door")).isEqualTo(new Letters("letters").of("door"));
    }

    @Test
    void thoseOfAnotherModelOrADamagedFileAreNotUsed() throws IOException {
        Path file = folder.resolve("letters.vectors");
        KeptVectors.write(file, new Letters("letters"), List.of("door", "window"));
        Letters other = new Letters("others");
        assertThat(KeptVectors.over(other, file)).isSameAs(other);

        byte[] whole = Files.readAllBytes(file);
        Letters model = new Letters("letters");
        Files.write(file, Arrays.copyOf(whole, whole.length - 5));
        assertThat(KeptVectors.over(model, file)).isSameAs(model);
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(KeptVectors.over(model, file)).isSameAs(model);
        assertThat(KeptVectors.over(model, folder.resolve("none"))).isSameAs(model);
    }

    @Test
    void aFileThatCannotBeWrittenIsSaid() {
        Path nowhere = folder.resolve("missing").resolve("letters.vectors");
        List<String> texts = List.of("door");
        Letters model = new Letters("letters");
        assertThatThrownBy(() -> KeptVectors.write(nowhere, model, texts))
                .isInstanceOf(EmbeddingFailure.class)
                .hasMessageContaining(nowhere.toString());
    }
}
