package dev.errand.os.meaning.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// Takes a text apart into the pieces of words that BERT models know, as their tokenizers do: lower case, without
/// accents, punctuation and Chinese characters by themselves, then of each word the longest beginnings that are
/// known.
///
/// By hand, because the library for this (DJL) reports its use to its maker and unpacks native code into the person's
/// home. Thread-safe.
final class WordPieces {
    private static final int LONGEST_WORD = 100;
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final String INNER = "##";

    private final Map<String, Integer> known = new HashMap<>();
    private final int start;
    private final int end;
    private final int unknown;

    /// @param tokenizer a `tokenizer.json` of the kind "WordPiece"
    WordPieces(JsonNode tokenizer) {
        tokenizer
                .path("model")
                .path("vocab")
                .properties()
                .forEach(piece -> known.put(piece.getKey(), piece.getValue().asInt()));
        start = special("[CLS]");
        end = special("[SEP]");
        unknown = special("[UNK]");
    }

    private int special(String piece) {
        return Objects.requireNonNull(known.get(piece), "A vocabulary without " + piece);
    }

    /// The numbers of a text's pieces, between those of a beginning and an end.
    ///
    /// @param most how many at most; those of the beginning are kept
    long[] of(String text, int most) {
        List<Integer> pieces = new ArrayList<>();
        pieces.add(start);
        for (String word : words(text)) {
            if (pieces.size() >= most - 1) {
                break;
            }
            add(word, pieces);
        }
        List<Integer> kept = new ArrayList<>(pieces.subList(0, Math.min(pieces.size(), most - 1)));
        kept.add(end);
        return kept.stream().mapToLong(Integer::longValue).toArray();
    }

    private void add(String word, List<Integer> pieces) {
        int before = pieces.size();
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            pieces.add(unknown);
            return;
        }
        int from = 0;
        while (from < word.length()) {
            int to = word.length();
            Integer piece = null;
            while (to > from && piece == null) {
                piece = known.get((from == 0 ? "" : INNER) + word.substring(from, to));
                to = piece == null ? to - 1 : to;
            }
            if (piece == null) {
                pieces.subList(before, pieces.size()).clear();
                pieces.add(unknown);
                return;
            }
            pieces.add(piece);
            from = to;
        }
    }

    private static List<String> words(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (isSpace(c)) {
                finish(word, words);
            } else if (isByItself(c)) {
                finish(word, words);
                words.add(Character.toString(c));
            } else if (!isUnseen(c)) {
                word.appendCodePoint(c);
            }
        });
        finish(word, words);
        return words;
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> c == 0xFFFD;
        };
    }

    private static boolean isByItself(int c) {
        boolean isAsciiSign = c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
        return isAsciiSign || isPunctuation(c) || isChinese(c);
    }

    private static boolean isPunctuation(int c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isChinese(int c) {
        return (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x20000 && c <= 0x2CEAF)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0x2F800 && c <= 0x2FA1F);
    }
}
