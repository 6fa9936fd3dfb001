package dev.errand.intents.offline;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads parts of one utterance as values of slots. Remembers what it read; for one thread.
final class SlotReader {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,]+@[^\\s@<>,]+\\.[^\\s@<>,]+");
    /// A telephone number, or who somebody is on Matrix.
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d[\\d ()/-]{2,20}|@[^\\s:]+:\\S+");
    private static final Pattern PATH = Pattern.compile(
            "\\.{1,2}|[^\\s]*/[^\\s]*|[\\p{L}\\p{N}_][\\p{L}\\p{N}_.\\-]*\\.[\\p{L}][\\p{L}\\p{N}]{0,4}");
    private static final Pattern URL = Pattern.compile(
            "(?i)https?://\\S+|(www\\.|[\\w.-]+\\.(com|org|net|info|edu|gov|io|eu|de|at|ch|uk|fr|example)(?![\\w.]))"
                    + "\\S*");
    private static final Set<String> HERE = Set.of(
            "current directory",
            "current folder",
            "this folder",
            "this directory",
            "here",
            "working directory",
            "current working directory",
            "aktuellen ordner",
            "aktuelle ordner",
            "aktuellen verzeichnis",
            "aktuelles verzeichnis",
            "diesem ordner",
            "diesem verzeichnis",
            "hier",
            "root folder",
            "home folder");
    private static final int LONGEST_NAME = 6;

    private final Utterance words;
    private final ZonedDateTime now;
    private final Map<String, @Nullable Value> known = new HashMap<>();

    SlotReader(Utterance words, ZonedDateTime now) {
        this.words = words;
        this.now = now;
    }

    /// The value that these words are, or null if they cannot stand in such a slot.
    @Nullable
    Value read(SlotType type, int from, int to) {
        if (type.kind().equals("choice")) {
            return choice(type, from, to);
        }
        String place = type.kind() + (type.list() ? "*" : "") + from + ":" + to;
        if (!known.containsKey(place)) {
            known.put(place, type.list() ? several(type, from, to) : single(type, from, to));
        }
        return known.get(place);
    }

    private @Nullable Value single(SlotType type, int from, int to) {
        return switch (type.kind()) {
            case "text" -> text(from, to);
            case "name" -> name(from, to);
            case "person" -> Sense.isPerson(words.part(from, to)) ? name(from, to) : null;
            case "whole" -> whole(NumberWords.read(words, from, to));
            case "decimal" -> numeral(NumberWords.read(words, from, to));
            case "duration" -> numeral(seconds(from, to));
            case "truth" -> truth(words.keys(from, to));
            case "url" -> url(from, to);
            case "time" ->
                TimeWords.read(words, from, to, now).map(Value.Text::new).orElse(null);
            default -> Concepts.isChoice(type.kind()) ? oneOf(type.kind(), from, to) : reference(type.kind(), from, to);
        };
    }

    private @Nullable Value oneOf(String kind, int from, int to) {
        int start = afterArticles(from, to);
        String value = start == to ? null : Concepts.choice(kind, words.keys(start, to));
        return value == null ? null : new Value.Text(value);
    }

    private OptionalDouble seconds(int from, int to) {
        OptionalDouble duration = DurationWords.read(words, from, to);
        return duration.isPresent() ? duration : NumberWords.read(words, from, to);
    }

    private static @Nullable Value numeral(OptionalDouble number) {
        return number.isPresent() ? new Value.Numeral(number.getAsDouble()) : null;
    }

    private static @Nullable Value whole(OptionalDouble number) {
        return number.isPresent() && number.getAsDouble() == Math.rint(number.getAsDouble()) ? numeral(number) : null;
    }

    /// A web address; where nothing is said of it, the connection is a secure one.
    private @Nullable Value url(int from, int to) {
        String text = words.text(from, to);
        if (to - from > 1 || !URL.matcher(text).matches()) {
            return null;
        }
        return new Value.Text(text.matches("(?i)https?://.*") ? text : "https://" + text);
    }

    private static @Nullable Value truth(String words) {
        return switch (words) {
            case "yes", "on", "true", "ja", "an", "ein" -> new Value.Truth(true);
            case "no", "off", "false", "nein", "aus" -> new Value.Truth(false);
            default -> null;
        };
    }

    private @Nullable Value choice(SlotType type, int from, int to) {
        String said = words.keys(from, to);
        for (String choice : type.choices()) {
            String plain = Lexer.fold(choice).replace('-', ' ');
            if (said.equals(plain) || said.equals(plain + "s") || said.equals(Lexer.fold(choice))) {
                return new Value.Text(choice);
            }
        }
        return null;
    }

    /// What somebody wrote or said. "me" after the verb is whom it is said to, and a little word alone belongs to the
    /// verb.
    private @Nullable Value text(int from, int to) {
        String first = words.key(from);
        boolean one = to - from == 1 && !words.words().get(from).quoted();
        if ((from == 1 && Lexicon.isSpeaker(first)) || (one && (Lexicon.isJoint(first) || isBareArticle(first)))) {
            return null;
        }
        boolean pronoun = one && Lexicon.isPronoun(first);
        return pronoun ? new Value.Pronoun(words.key(from)) : new Value.Text(words.text(from, to));
    }

    private static boolean isBareArticle(String key) {
        return Lexicon.isArticle(key) && !Lexicon.isPronoun(key);
    }

    private @Nullable Value name(int from, int to) {
        if (words.words().get(from).quoted() && to - from == 1) {
            return new Value.Text(words.text(from, to));
        }
        int start = afterArticles(from, to);
        if (start == to) {
            return to - from == 1 && Lexicon.isPronoun(words.key(from)) ? new Value.Pronoun(words.key(from)) : null;
        }
        boolean another =
                to - start > 1 && words.words().subList(start, to).stream().anyMatch(w -> Lexicon.isDay(w.key()));
        return isName(start, to) && !another ? text(start, to) : null;
    }

    private @Nullable Value reference(String kind, int from, int to) {
        Word first = words.words().get(from);
        if (to - from == 1 && !first.quoted() && Lexicon.isPronoun(first.key())) {
            return new Value.Pronoun(first.key());
        }
        int start = first.quoted() ? from : afterArticles(from, to);
        if (start == to) {
            return null;
        }
        String phrase = words.text(start, to);
        boolean place = kind.equals("place");
        if ((place || kind.equals("path")) && HERE.contains(words.keys(start, to))) {
            return new Value.Text(".");
        }
        if (isLiteral(place ? "path" : kind, phrase)) {
            return new Value.Text(phrase);
        }
        boolean quoted = first.quoted() && to - from == 1;
        boolean fits = switch (kind) {
            case "path", "place" ->
                Sense.isFile(words.part(start, to))
                        && TimeWords.read(words, start, to, now).isEmpty();
            case "address", "contact", "phone" -> Sense.isPerson(words.part(start, to));
            default -> true;
        };
        if (!quoted && !(fits && isName(start, to))) {
            return null;
        }
        String named = withoutOwner(phrase, start, to);
        return place ? new Value.Text(named) : new Value.Lookup(kind, named);
    }

    private String withoutOwner(String phrase, int start, int to) {
        boolean owner = to - start > 1 && words.key(to - 1).equals("'s");
        return owner ? words.text(start, to - 1) : phrase;
    }

    private static boolean isLiteral(String kind, String phrase) {
        return switch (kind) {
            case "path" -> PATH.matcher(phrase).matches();
            case "address" -> ADDRESS.matcher(phrase).matches();
            case "phone" -> NUMBER.matcher(phrase).matches();
            default -> phrase.startsWith("http://") || phrase.startsWith("https://");
        };
    }

    private int afterArticles(int from, int to) {
        int start = from;
        while (start < to && !words.words().get(start).quoted() && Lexicon.isArticle(words.key(start))) {
            start++;
        }
        return start;
    }

    /// Whether words can be what something of the person's is called: short, definite, and no sentence of their own.
    private boolean isName(int from, int to) {
        String first = words.key(from);
        String last = words.key(to - 1);
        boolean starts = !Lexicon.isIndefinite(first)
                && !Lexicon.isPronoun(first)
                && !Lexicon.isJoint(first)
                && !Lexicon.isSpeaker(first);
        boolean ends = !Lexicon.isJoint(last) && !Lexicon.isArticle(last) && !Lexicon.isSpeaker(last);
        if (to - from > LONGEST_NAME || !starts || !ends) {
            return false;
        }
        boolean telling = false;
        for (int i = from; i < to; i++) {
            String key = words.key(i);
            boolean quoted = words.words().get(i).quoted();
            boolean another = (i + 1 < to && Lexicon.isConnective(key) && Lexicon.isCommand(words.key(i + 1)))
                    || (i > from && endsWithComma(i - 1) && Lexicon.isCommand(key));
            if (!quoted && (Lexicon.isQuestion(key) || another || Lexicon.isClause(key))) {
                return false;
            }
            telling |= quoted || !Lexicon.isLight(key);
        }
        return telling;
    }

    private @Nullable Value several(SlotType type, int from, int to) {
        Value one = type.isWords() ? null : single(type, from, to);
        List<Value> values = new ArrayList<>();
        int start = from;
        for (int i = from; i <= to; i++) {
            boolean joint = i < to && isListJoint(i);
            boolean comma = i > start && i < to && endsWithComma(i - 1);
            if (i == to || joint || comma) {
                if (i > start) {
                    boolean command = start > from && Lexicon.isCommand(words.key(start)) && !type.isWords();
                    Value value = command ? null : single(type, start, i);
                    if (value == null) {
                        return one;
                    }
                    values.add(value);
                }
                start = joint ? i + 1 : i;
            }
        }
        return values.size() > 1
                ? new Value.Several(values)
                : one != null ? one : values.isEmpty() ? null : new Value.Several(values);
    }

    private boolean isListJoint(int i) {
        return Set.of("and", "or", "und", "oder").contains(words.key(i));
    }

    private boolean endsWithComma(int i) {
        int end = words.words().get(i).end();
        return end < words.source().length() && words.source().charAt(end) == ',';
    }
}
