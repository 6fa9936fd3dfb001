package dev.errand.intents.offline;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time in English and German: `5 seconds`, `half an hour`, `1 h 30`, `anderthalb stunden`.
final class DurationWords {
    private static final Map<String, Integer> UNITS = Map.ofEntries(
            Map.entry("s", 1),
            Map.entry("sec", 1),
            Map.entry("secs", 1),
            Map.entry("second", 1),
            Map.entry("seconds", 1),
            Map.entry("sek", 1),
            Map.entry("sekunde", 1),
            Map.entry("sekunden", 1),
            Map.entry("min", 60),
            Map.entry("mins", 60),
            Map.entry("minute", 60),
            Map.entry("minutes", 60),
            Map.entry("minuten", 60),
            Map.entry("m", 60),
            Map.entry("h", 3600),
            Map.entry("hr", 3600),
            Map.entry("hrs", 3600),
            Map.entry("hour", 3600),
            Map.entry("hours", 3600),
            Map.entry("std", 3600),
            Map.entry("stunde", 3600),
            Map.entry("stunden", 3600),
            Map.entry("day", 86_400),
            Map.entry("days", 86_400),
            Map.entry("tag", 86_400),
            Map.entry("tage", 86_400),
            Map.entry("tagen", 86_400),
            Map.entry("week", 604_800),
            Map.entry("weeks", 604_800),
            Map.entry("woche", 604_800),
            Map.entry("wochen", 604_800));
    private static final Set<String> HALF = Set.of("half", "halbe", "halben", "halb");
    private static final Set<String> ONE = Set.of("a", "an", "one", "ein", "eine", "einen", "einer");
    private static final Pattern COMPACT = Pattern.compile("(\\d+)(h|std)(\\d{1,2})?(min|m)?|(\\d+)-?(\\p{L}+)");

    private final Utterance words;
    private final int to;
    private int at;

    private DurationWords(Utterance words, int from, int to) {
        this.words = words;
        this.at = from;
        this.to = to;
    }

    /// Seconds, if all of these words are a length of time.
    static OptionalDouble read(Utterance words, int from, int to) {
        return to - from > 10 ? OptionalDouble.empty() : new DurationWords(words, from, to).read();
    }

    /// The seconds of a unit; 0 for words that are none.
    static int unit(String key) {
        return UNITS.getOrDefault(key, 0);
    }

    private OptionalDouble read() {
        double total = 0;
        int smallest = Integer.MAX_VALUE;
        while (at < to) {
            if (total > 0 && (is("and") || is("und"))) {
                at++;
            }
            int before = at;
            double part = compact();
            part = part >= 0 ? part : fixed(smallest);
            part = part >= 0 ? part : counted(smallest);
            if (part < 0) {
                return OptionalDouble.empty();
            }
            total += part;
            smallest = unitBefore(before, smallest);
        }
        return total > 0 ? OptionalDouble.of(total) : OptionalDouble.empty();
    }

    private int unitBefore(int before, int smallest) {
        for (int i = before; i < at; i++) {
            smallest = Math.min(smallest, UNITS.getOrDefault(words.key(i), smallest));
        }
        return smallest;
    }

    private boolean is(String key) {
        return at < to && words.key(at).equals(key);
    }

    private double compact() {
        if (at >= to || !Character.isDigit(words.key(at).charAt(0))) {
            return -1;
        }
        Matcher compact = COMPACT.matcher(words.key(at));
        if (!compact.matches()) {
            return -1;
        }
        double seconds;
        if (compact.group(1) != null) {
            String minutes = compact.group(3);
            seconds = 3600.0 * Integer.parseInt(compact.group(1))
                    + (minutes == null ? 0 : 60.0 * Integer.parseInt(minutes));
        } else {
            int unit = unit(compact.group(6));
            seconds = unit == 0 ? -1 : unit * Double.parseDouble(compact.group(5));
        }
        at += seconds < 0 ? 0 : 1;
        return seconds;
    }

    /// `half an hour`, `quarter of an hour`, `viertelstunde`, `a half` after a unit.
    private double fixed(int lastUnit) {
        int start = at;
        if (at < to && ONE.contains(words.key(at)) && at + 1 < to) {
            at++;
        }
        String key = at < to ? words.key(at) : "";
        double share = HALF.contains(key) ? 0.5 : key.equals("quarter") ? 0.25 : key.equals("dreiviertel") ? 0.75 : 0;
        if (key.equals("viertelstunde") || key.equals("dreiviertelstunde")) {
            at++;
            return key.equals("viertelstunde") ? 900 : 2700;
        }
        if (key.equals("anderthalb") && at + 1 < to && unit(words.key(at + 1)) > 0) {
            at += 2;
            return 1.5 * unit(words.key(at - 1));
        }
        if (share > 0) {
            at++;
            while (at < to && (ONE.contains(words.key(at)) || is("of"))) {
                at++;
            }
            if (at < to && unit(words.key(at)) > 0) {
                return share * unit(words.key(at++));
            }
            if (at == to && lastUnit != Integer.MAX_VALUE) {
                return share * lastUnit;
            }
        }
        at = start;
        return -1;
    }

    /// `5 seconds`, `an hour`, `two and a half minutes`, or minutes without their name after hours (`1 h 30`).
    private double counted(int lastUnit) {
        for (int end = Math.min(to, at + 6); end > at; end--) {
            int number = end - 1;
            boolean one = number == at + 1 && ONE.contains(words.key(at));
            int unit = number > at ? unit(words.key(number)) : 0;
            double count = unit == 0 ? -1 : one ? 1 : number(number);
            if (count >= 0) {
                at = end;
                return count * unit;
            }
        }
        OptionalDouble bare = lastUnit == 3600 ? NumberWords.read(words, at, to) : OptionalDouble.empty();
        if (bare.isPresent() && bare.getAsDouble() < 60) {
            at = to;
            return 60 * bare.getAsDouble();
        }
        return -1;
    }

    private double number(int end) {
        boolean half = end - at >= 4 && words.keys(end - 3, end).equals("and a half");
        String last = words.key(end - 1);
        if (!half && last.endsWith("einhalb") && end - at == 1) {
            String whole = last.substring(0, last.length() - 7);
            return NumberWords.read(Lexer.read(whole), 0, 1).orElse(-1.5) + 0.5;
        }
        OptionalDouble number = NumberWords.read(words, at, half ? end - 3 : end);
        return number.isEmpty() ? -1 : number.getAsDouble() + (half ? 0.5 : 0);
    }
}
