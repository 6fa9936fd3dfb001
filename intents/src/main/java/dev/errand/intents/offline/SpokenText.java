package dev.errand.intents.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/// Puts what was dictated as people write it: addresses, numbers of several words, times and dates, in English and
/// German. What it is not sure of stays as it was said; the planners understand number words, too.
public final class SpokenText {
    private static final Set<String> DOTS = Set.of("dot", "punkt");
    private static final Set<String> ATS = Set.of("at", "ät", "et");
    /// Before these a word with `at` is about a place: "look at example dot org".
    private static final Set<String> NO_MAILBOXES = Set.of(
            "look", "meet", "arrive", "stay", "be", "is", "are", "page", "site", "website", "work", "me", "us", "it",
            "and", "up", "stop", "start", "mail", "email", "address");

    private static final Pattern HALF_OF_DAY = Pattern.compile("\\b([ap])\\.? ?m\\b\\.?(?= |$)");
    private static final List<String> ORDINALS = List.of(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
                    .split(" "));
    private static final Set<String> MONTHS =
            Set.of("january february march april may june july august september october november december".split(" "));

    private final List<String> words;

    private SpokenText(List<String> words) {
        this.words = words;
    }

    public static String written(String said) {
        String all = HALF_OF_DAY.matcher(said.strip()).replaceAll("$1m");
        String text = all.replaceAll("[.!?]+$", ""); // servers end sentences
        SpokenText spoken = new SpokenText(new ArrayList<>(List.of(text.split("\\s+"))));
        spoken.mailAddresses();
        spoken.webAddresses();
        spoken.ordinals();
        spoken.years();
        spoken.times();
        spoken.digits();
        spoken.numbers();
        return String.join(" ", spoken.words) + all.substring(text.length());
    }

    private String word(int at) {
        return at >= 0 && at < words.size() ? words.get(at).toLowerCase(Locale.ROOT) : "";
    }

    private void replace(int from, int to, String word) {
        words.subList(from, to).clear();
        words.add(from, word);
    }

    /// `john dot smith at example dot org`.
    private void mailAddresses() {
        for (int at = 1; at + 3 < words.size() + 1; at++) {
            int end = endOfHost(at + 1);
            if (!ATS.contains(word(at)) || end < 0 || NO_MAILBOXES.contains(word(at - 1)) || !isName(at - 1)) {
                continue;
            }
            int start = at - 1;
            while (start >= 2 && !joint(word(start - 1)).isEmpty() && isName(start - 2)) {
                start -= 2;
            }
            replace(start, end, joined(start, at) + "@" + joined(at + 1, end));
            at = start;
        }
    }

    /// `example dot org slash news`.
    private void webAddresses() {
        for (int at = 0; at < words.size(); at++) {
            int end = endOfHost(at);
            if (end > 0) {
                while (Set.of("slash", "schrägstrich").contains(word(end)) && isName(end + 1)) {
                    end += 2;
                }
                replace(at, end, joined(at, end));
            }
        }
    }

    /// Where a host name that begins here ends, exclusive; -1 if none does: names with dots between them, of which
    /// the last is short, as ends of host names are.
    private int endOfHost(int from) {
        int end = from + 1;
        while (isName(end - 1) && DOTS.contains(word(end)) && isName(end + 1)) {
            end += 2;
        }
        return end > from + 1 && word(end - 1).matches("[a-z]{2,7}") ? end : -1;
    }

    private boolean isName(int at) {
        return word(at).matches("[\\p{L}\\p{N}]+") && joint(word(at)).isEmpty() && !ATS.contains(word(at));
    }

    private static String joint(String word) {
        return switch (word) {
            case "dot", "punkt" -> ".";
            case "underscore", "unterstrich" -> "_";
            case "dash", "hyphen", "minus", "bindestrich" -> "-";
            case "plus" -> "+";
            case "slash", "schrägstrich" -> "/";
            default -> "";
        };
    }

    private String joined(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(joint(word(i)).isEmpty() ? word(i) : joint(word(i)));
        }
        return text.toString();
    }

    /// `december twenty fourth`, `the third of may`.
    private void ordinals() {
        for (int at = 0; at < words.size(); at++) {
            boolean tens = word(at).equals("twenty") || word(at).equals("thirty");
            int ones = ORDINALS.indexOf(word(tens ? at + 1 : at)) + 1;
            int end = tens ? at + 2 : at + 1;
            int day = word(at).equals("thirtieth") ? 30 : (tens ? word(at).equals("twenty") ? 20 : 30 : 0) + ones;
            boolean isDay = (ones > 0 || day == 30) && (!tens || ones < 10) && day <= 31;
            int month = word(end).equals("of") ? end + 1 : end;
            if (isDay && (MONTHS.contains(word(at - 1)) || MONTHS.contains(word(month)))) {
                replace(at, end, day + ending(day));
            }
        }
    }

    private static String ending(int day) {
        return day / 10 == 1
                ? "th"
                : switch (day % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }

    /// `twenty twenty seven`, after a month, a day or "in".
    private void years() {
        for (int at = 1; at + 1 < words.size(); at++) {
            boolean dated = word(at - 1).matches("in|\\d+(st|nd|rd|th)") || MONTHS.contains(word(at - 1));
            for (int end = Math.min(words.size(), at + 3); dated && end > at + 1; end--) {
                OptionalDouble late = number(at + 1, end);
                if (word(at).equals("twenty") && late.orElse(0) >= 10 && late.orElse(0) < 100) {
                    replace(at, end, "20" + (int) late.getAsDouble());
                    break;
                }
            }
        }
    }

    /// `three thirty pm`, `ten oh five am`, `zehn Uhr fünfzehn` (which the planner reads as it is).
    private void times() {
        for (int at = words.size() - 1; at > 0; at--) {
            if (!word(at).equals("am") && !word(at).equals("pm")) {
                continue;
            }
            for (int hour = Math.max(0, at - 3); hour < at; hour++) {
                int counted = (int) number(hour, hour + 1).orElse(0);
                int minutes = hour + 1 == at ? 0 : minutes(hour + 1, at);
                if (counted >= 1 && counted <= 12 && minutes >= 0) {
                    String clock =
                            hour + 1 == at ? "" + counted : String.format(Locale.ROOT, "%d:%02d", counted, minutes);
                    replace(hour, at, clock);
                    at = hour;
                    break;
                }
            }
        }
    }

    private int minutes(int from, int to) {
        boolean few = Set.of("oh", "o", "zero").contains(word(from));
        OptionalDouble number = number(few ? from + 1 : from, to);
        boolean fits = number.isPresent() && (few ? number.getAsDouble() < 10 : number.getAsDouble() >= 10);
        return fits && number.getAsDouble() < 60 ? (int) number.getAsDouble() : -1;
    }

    /// Four and more digits one after the other: a telephone number, a code.
    private void digits() {
        for (int at = 0; at < words.size(); at++) {
            int end = at;
            StringBuilder digits = new StringBuilder();
            while (end < words.size() && digit(end) >= 0) {
                digits.append(digit(end++));
            }
            if (end - at >= 4) {
                replace(at, end, digits.toString());
            }
        }
    }

    private int digit(int at) {
        OptionalDouble number = word(at).equals("oh") ? OptionalDouble.of(0) : number(at, at + 1);
        boolean counts = number.isPresent() && number.getAsDouble() < 10 && !word(at).startsWith("ein");
        return counts || word(at).equals("eins") ? (int) number.orElse(-1) : -1;
    }

    /// Numbers of several words; one word stays, as it may be no number: "the one about the roof".
    private void numbers() {
        for (int at = 0; at < words.size(); at++) {
            for (int end = Math.min(words.size(), at + 8); end > at + 1; end--) {
                OptionalDouble number = number(at, end);
                if (number.isPresent()
                        && !word(at).matches("a|and|und|ein|eine")
                        && !word(end - 1).matches("and|und")) {
                    replace(at, end, String.valueOf((long) number.getAsDouble()));
                    break;
                }
            }
        }
    }

    private OptionalDouble number(int from, int to) {
        if (from >= to || to > words.size()) {
            return OptionalDouble.empty();
        }
        for (int i = from; i < to; i++) {
            if (!word(i).matches("[\\p{L}-]+")) {
                return OptionalDouble.empty();
            }
        }
        Utterance spoken = Lexer.read(String.join(" ", words.subList(from, to)));
        return NumberWords.read(spoken, 0, spoken.size());
    }
}
