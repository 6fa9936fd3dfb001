package dev.errand.sandbox.syntax;

import java.util.Arrays;

/// Where the lines of a text begin, to turn offsets into [Position]s. Immutable.
public final class Lines {
    private final int[] starts;
    private final int length;

    public Lines(String text) {
        int[] found = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            if (endsLine(text, i)) {
                found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
                found[count++] = i + 1;
            }
        }
        this.starts = Arrays.copyOf(found, count);
        this.length = text.length();
    }

    private static boolean endsLine(String text, int index) {
        return switch (text.charAt(index)) {
            case '\n', '\u2028', '\u2029' -> true;
            case '\r' -> index + 1 == text.length() || text.charAt(index + 1) != '\n';
            default -> false;
        };
    }

    /// The position of an offset; offsets outside the text are taken as its ends.
    public Position at(int offset) {
        int inside = Math.clamp(offset, 0, length);
        int found = Arrays.binarySearch(starts, inside);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, inside - starts[line] + 1);
    }
}
