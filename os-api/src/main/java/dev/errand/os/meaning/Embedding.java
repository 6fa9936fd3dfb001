package dev.errand.os.meaning;

import java.util.List;
import java.util.Locale;

/// A model that turns texts into vectors of length 1, so that texts of like meaning lie near each other. The same
/// text gives the same vector, in every process.
///
/// It is a judgement, not knowledge: how near is near enough depends on what is compared, and is to be measured for
/// each use. Nothing may happen because of a likeness alone. Thread-safe.
public interface Embedding {
    /// Which model it is, in words that can name a file. Vectors of different models cannot be compared.
    String model();

    /// The length of its vectors.
    int dimensions();

    /// Whether it understands texts of that language. Others get vectors too, which say little.
    boolean understands(Locale language);

    /// How many words a text may have for all of it to count, about; what follows is not read. See [Passages].
    int mostWords();

    /// What a text means; to be compared with other texts of its kind, a sentence with a sentence.
    ///
    /// @throws EmbeddingFailure if the model cannot be run any more
    float[] of(String text);

    /// What a question looks for; to be compared with texts that may answer it, which are longer than the question.
    ///
    /// @throws EmbeddingFailure if the model cannot be run any more
    float[] ofQuestion(String question);

    /// What each of them means, in their order.
    default List<float[]> of(List<String> texts) {
        return texts.stream().map(this::of).toList();
    }

    /// How alike two vectors of length 1 are: their cosine, 1 for the same meaning. Texts that have nothing to do
    /// with each other are far from 0 with most models.
    static double likeness(float[] one, float[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException("Vectors of two models: " + one.length + " and " + other.length);
        }
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
