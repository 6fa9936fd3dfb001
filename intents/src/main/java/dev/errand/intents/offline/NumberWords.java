package dev.errand.intents.offline;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// Numbers in digits and in English and German words.
final class NumberWords {
    private static final Map<String, Integer> SMALL = new HashMap<>();

    static {
        String[] english =
                ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
                                + " sixteen seventeen eighteen nineteen")
                        .split(" ");
        String[] german =
                ("null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn"
                                + " sechzehn siebzehn achtzehn neunzehn")
                        .split(" ");
        for (int i = 0; i < english.length; i++) {
            SMALL.put(english[i], i);
            SMALL.put(german[i], i);
        }
        String[] tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
        String[] zehner = "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig".split(" ");
        for (int i = 0; i < tens.length; i++) {
            SMALL.put(tens[i], 20 + 10 * i);
            SMALL.put(zehner[i], 20 + 10 * i);
        }
        for (String one : "ein eine einen einem einer".split(" ")) {
            SMALL.put(one, 1);
        }
        SMALL.put("dozen", 12);
        SMALL.put("dutzend", 12);
        SMALL.put("zwo", 2);
    }

    private NumberWords() {}

    /// The number that all of these words are.
    static OptionalDouble read(Utterance words, int from, int to) {
        if (to - from > 8) {
            return OptionalDouble.empty();
        }
        if (to - from == 1) {
            OptionalDouble digits = digits(words.key(from));
            if (digits.isPresent()) {
                return digits;
            }
        }
        double total = 0;
        double group = 0;
        boolean any = false;
        for (int i = from; i < to; i++) {
            String key = words.key(i);
            boolean joint = any && i + 1 < to && (key.equals("and") || key.equals("und"));
            boolean article = i == from && i + 1 < to && key.equals("a");
            if (joint || article) {
                continue;
            }
            for (String part : key.split("-")) {
                int scale = scale(part);
                int small = scale > 0 ? -1 : germanOrSmall(part);
                if (scale == 100) {
                    group = Math.max(group, 1) * 100;
                } else if (scale > 100) {
                    total += Math.max(group, 1) * scale;
                    group = 0;
                } else if (small < 0 || (any && !fits(group, small))) {
                    return OptionalDouble.empty();
                } else {
                    group += small;
                }
                any = true;
            }
        }
        return any ? OptionalDouble.of(total + group) : OptionalDouble.empty();
    }

    /// Whether a small number may follow what has been read: `twenty one`, not `five six`.
    private static boolean fits(double group, int small) {
        return small < 10 ? group % 10 == 0 && group % 100 != 10 : small < 100 && group % 100 == 0;
    }

    private static int scale(String word) {
        return switch (word) {
            case "hundred", "hundert", "einhundert" -> 100;
            case "thousand", "tausend", "eintausend" -> 1_000;
            case "million", "millionen" -> 1_000_000;
            default -> 0;
        };
    }

    /// A small number, or a German one written as one word such as `funfundvierzig` or `dreihundertzwei`; -1 if it is
    /// none.
    private static int germanOrSmall(String word) {
        Integer small = SMALL.get(word);
        if (small != null) {
            return small;
        }
        for (String scale : new String[] {"tausend", "hundert"}) {
            int at = word.indexOf(scale);
            if (at >= 0) {
                int head = at == 0 ? 1 : germanOrSmall(word.substring(0, at));
                String rest = word.substring(at + scale.length());
                int tail = rest.isEmpty() ? 0 : germanOrSmall(rest.startsWith("und") ? rest.substring(3) : rest);
                return head < 0 || tail < 0 ? -1 : head * (scale.equals("tausend") ? 1000 : 100) + tail;
            }
        }
        int und = word.indexOf("und");
        if (und > 0) {
            Integer ones = SMALL.get(word.substring(0, und));
            Integer tens = SMALL.get(word.substring(und + 3));
            return ones == null || tens == null || ones > 9 || tens < 20 ? -1 : ones + tens;
        }
        return -1;
    }

    private static OptionalDouble digits(String key) {
        String text = key.endsWith("%") ? key.substring(0, key.length() - 1) : key;
        if (text.isEmpty() || text.length() > 15 || !isNumeric(text)) {
            return OptionalDouble.empty();
        }
        boolean thousands = text.matches("-?\\d{1,3}(,\\d{3})+") || text.matches("-?\\d{1,3}(\\.\\d{3}){2,}");
        String plain = thousands ? text.replace(",", "").replace(".", "") : text.replace(',', '.');
        return plain.matches("-?\\d+(\\.\\d+)?")
                ? OptionalDouble.of(Double.parseDouble(plain))
                : OptionalDouble.empty();
    }

    private static boolean isNumeric(String text) {
        char first = text.charAt(0);
        return Character.isDigit(first) || (first == '-' && text.length() > 1 && Character.isDigit(text.charAt(1)));
    }
}
