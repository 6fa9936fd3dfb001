package dev.errand.os.index;

import java.nio.ByteBuffer;
import java.util.List;

/// Vectors of length 1 as they stand in the index: a byte a number, after the four of what one step of these bytes
/// is. Likenesses come out wrong by less than a hundredth.
final class Vectors {
    private static final int STEPS = Byte.MAX_VALUE;

    private Vectors() {}

    static byte[] bytes(List<float[]> vectors) {
        ByteBuffer bytes = ByteBuffer.allocate(
                vectors.stream().mapToInt(each -> Float.BYTES + each.length).sum());
        for (float[] vector : vectors) {
            float step = step(vector);
            bytes.putFloat(step);
            for (float each : vector) {
                bytes.put((byte) Math.round(each / step));
            }
        }
        return bytes.array();
    }

    private static float step(float[] vector) {
        float largest = 0;
        for (float each : vector) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest == 0 ? 1 : largest / STEPS;
    }

    /// The likeness of the one that is most like the question: their cosine, or -1 if there is none.
    ///
    /// @throws IllegalArgumentException if they are of another length
    static double nearest(float[] question, byte[] vectors, int offset, int length) {
        if (length % (Float.BYTES + question.length) != 0) {
            throw new IllegalArgumentException("Vectors of another length than " + question.length);
        }
        double nearest = -1;
        for (int at = offset; at < offset + length; at += Float.BYTES + question.length) {
            float step = ByteBuffer.wrap(vectors, at, Float.BYTES).getFloat();
            float sum = 0;
            for (int i = 0; i < question.length; i++) {
                sum += question[i] * vectors[at + Float.BYTES + i];
            }
            nearest = Math.max(nearest, sum * step);
        }
        return nearest;
    }
}
