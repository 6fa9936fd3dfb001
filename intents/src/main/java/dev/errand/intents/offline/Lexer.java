package dev.errand.intents.offline;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Takes text apart into comparable words: what people type and what a speech recogniser writes come out alike.
final class Lexer {
    private static final String OPENING = "\"“„«'‘‚`";
    private static final String CLOSING = "\"”“»'’‘`";
    private static final String LEADING = "([{<,;:!?¿¡–—";
    private static final String TRAILING = ".,;:!?)]}>…–—";
    /// After these `'s` means "is"; elsewhere it is the ending of an owner.
    private static final Set<String> BEFORE_IS =
            Set.of("what", "who", "where", "when", "how", "it", "that", "there", "here", "which", "wie", "was", "wo");
    private static final Map<String, String> ENDINGS =
            Map.of("re", "are", "ve", "have", "ll", "will", "d", "would", "m", "am");
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("e-mail", "email"),
            Map.entry("e-mails", "emails"),
            Map.entry("to-do", "todo"),
            Map.entry("to-dos", "todos"),
            Map.entry("ok", "okay"),
            Map.entry("pls", "please"));
    private static final Map<String, String> RUN_TOGETHER = Map.of(
            "whats",
            "what is",
            "wheres",
            "where is",
            "whos",
            "who is",
            "dont",
            "do not",
            "cant",
            "can not",
            "cannot",
            "can not",
            "gimme",
            "give me");

    private final String source;
    private final List<Word> words = new ArrayList<>();

    private Lexer(String source) {
        this.source = source;
    }

    static Utterance read(String source) {
        Lexer lexer = new Lexer(source);
        int at = 0;
        while (at < source.length()) {
            at = Character.isWhitespace(source.charAt(at)) ? at + 1 : lexer.next(at);
        }
        return new Utterance(source, lexer.words);
    }

    private int next(int at) {
        int quotation = endOfQuotation(at);
        if (quotation > 0) {
            words.add(new Word(fold(source.substring(at + 1, quotation - 1)), at, quotation, true));
            return quotation;
        }
        int end = at;
        while (end < source.length() && !Character.isWhitespace(source.charAt(end))) {
            end++;
        }
        add(at, end);
        return end;
    }

    /// Where the quotation that starts here ends, exclusive; 0 if none starts here.
    private int endOfQuotation(int at) {
        int mark = OPENING.indexOf(source.charAt(at));
        if (mark < 0) {
            return 0;
        }
        for (int end = at + 2; end < source.length(); end++) {
            boolean closes =
                    CLOSING.indexOf(source.charAt(end)) >= 0 && isSameStyle(source.charAt(at), source.charAt(end));
            boolean last = end + 1 == source.length() || !Character.isLetterOrDigit(source.charAt(end + 1));
            if (closes && last) {
                return source.substring(at + 1, end).isBlank() ? 0 : end + 1;
            }
        }
        return 0;
    }

    private static boolean isSameStyle(char open, char close) {
        return switch (open) {
            case '"', '\'', '`' -> close == open;
            case '“' -> close == '”';
            case '„' -> close == '”' || close == '“' || close == '"';
            case '«' -> close == '»';
            default -> close == '’' || close == '‘' || close == '\'';
        };
    }

    private void add(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && (LEADING.indexOf(source.charAt(start)) >= 0 || isLoneQuote(start))) {
            start++;
        }
        while (end > start
                && (TRAILING.indexOf(source.charAt(end - 1)) >= 0 || isLoneQuote(end - 1))
                && !closesOneInside(start, end - 1)) {
            end--;
        }
        if (start == end) {
            boolean folder = source.startsWith(".", from) && to - from <= 2;
            if (folder) {
                words.add(new Word(source.substring(from, to), from, to, false));
            }
            return;
        }
        addParts(start, end);
    }

    /// Whether a bracket belongs to one in the same word, as in `report(2)` and in many an address of the web.
    private boolean closesOneInside(int start, int at) {
        int kind = ")]}>".indexOf(source.charAt(at));
        int open = 0;
        for (int i = start; kind >= 0 && i < at; i++) {
            open += source.charAt(i) == "([{<".charAt(kind) ? 1 : 0;
            open -= source.charAt(i) == source.charAt(at) ? 1 : 0;
        }
        return open > 0;
    }

    private boolean isLoneQuote(int at) {
        char mark = source.charAt(at);
        return mark != '\'' && mark != '’' && (OPENING.indexOf(mark) >= 0 || CLOSING.indexOf(mark) >= 0);
    }

    private void addParts(int start, int end) {
        String key = fold(source.substring(start, end));
        String apart = RUN_TOGETHER.get(key);
        if (apart != null) {
            for (String part : apart.split(" ")) {
                words.add(new Word(part, start, end, false));
            }
            return;
        }
        int apostrophe = key.length() == end - start ? key.lastIndexOf('\'') : -1;
        if (apostrophe <= 0) {
            words.add(new Word(SAME.getOrDefault(key, key), start, end, false));
            return;
        }
        String head = key.substring(0, apostrophe);
        String ending = key.substring(apostrophe + 1);
        addContraction(head, ending, start, start + apostrophe, end);
    }

    private void addContraction(String head, String ending, int start, int middle, int end) {
        if (ending.equals("t") && head.endsWith("n")) {
            String verb =
                    head.equals("can") ? "can" : head.equals("won") ? "will" : head.substring(0, head.length() - 1);
            words.add(new Word(verb, start, middle, false));
            words.add(new Word("not", middle, end, false));
        } else if (ending.equals("s") || ending.isEmpty()) {
            words.add(new Word(head, start, middle, false));
            words.add(new Word(BEFORE_IS.contains(head) && !ending.isEmpty() ? "is" : "'s", middle, end, false));
        } else if (ENDINGS.containsKey(ending)) {
            words.add(new Word(head, start, middle, false));
            words.add(new Word(ENDINGS.getOrDefault(ending, ending), middle, end, false));
        } else {
            words.add(new Word(head + "'" + ending, start, end, false));
        }
    }

    /// Lower case, without accents, with one kind of apostrophe.
    static String fold(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            if (lower.charAt(i) >= 128) {
                String plain = Normalizer.normalize(lower.replace("ß", "ss").replace('’', '\''), Normalizer.Form.NFD);
                return withoutMarks(plain);
            }
        }
        return lower;
    }

    private static String withoutMarks(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
