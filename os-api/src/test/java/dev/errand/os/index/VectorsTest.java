package dev.errand.os.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorsTest {
    private static float[] random(Random random) {
        float[] vector = new float[384];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private static double nearest(float[] question, float[]... vectors) {
        byte[] bytes = Vectors.bytes(List.of(vectors));
        return Vectors.nearest(question, bytes, 0, bytes.length);
    }

    @Test
    void likenessesStayWhatTheyWere() {
        Random random = new Random(5);
        List<Double> errors = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            float[] one = random(random);
            float[] other = random(random);
            double cosine = 0;
            for (int j = 0; j < one.length; j++) {
                cosine += one[j] * other[j];
            }
            errors.add(Math.abs(nearest(one, other) - cosine));
        }
        assertThat(errors).allMatch(error -> error < 0.005);
    }

    @Test
    void theNearestOfSeveralCounts() {
        float[] one = random(new Random(1));
        float[] other = random(new Random(2));

        assertThat(nearest(one, other, one)).isCloseTo(1, within(0.005));
        assertThat(nearest(one)).isEqualTo(-1);
        assertThat(nearest(one, new float[384])).isZero();
    }

    @Test
    void vectorsOfAnotherLengthAreRefused() {
        assertThatThrownBy(() -> nearest(new float[3], new float[4])).hasMessageContaining("another length");
    }
}
