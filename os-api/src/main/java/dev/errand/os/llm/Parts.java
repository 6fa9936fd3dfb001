package dev.errand.os.llm;

import java.util.ArrayList;
import java.util.List;

/// Cuts a long text into parts that a small model can take in at once: between paragraphs where that leaves no part
/// less than half full, else between lines, sentences or words, and in the middle of one only if there is no end of
/// it.
final class Parts {
    /// Characters: about 6,000 tokens, so that a model with room for 8,000 can take one with its instruction.
    static final int LONGEST = 24_000;

    private static final List<String> ENDS = List.of("\n\n", "\n", ". ", " ");

    private Parts() {}

    /// The parts in order; joined they are the text.
    static List<String> of(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (text.length() - from > LONGEST) {
            int end = end(text, from);
            parts.add(text.substring(from, end));
            from = end;
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static int end(String text, int from) {
        int last = from + LONGEST;
        for (String end : ENDS) {
            int at = text.lastIndexOf(end, last - end.length());
            if (at > from + LONGEST / 2) {
                return at + end.length();
            }
        }
        return Character.isHighSurrogate(text.charAt(last - 1)) ? last - 1 : last;
    }
}
