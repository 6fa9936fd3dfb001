package dev.errand.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Divides code into what is told apart when it is read. Knows JavaScript and Python; not for more than looking.
public final class Highlight {
    private static final Set<String> WORDS =
            Set.of(("async await break case catch class const continue default delete do"
                            + " else export extends false finally for function if import in instanceof let new null of return"
                            + " static super switch this throw true try typeof undefined var while yield and as assert def elif"
                            + " except from global is lambda None not or pass raise True False with")
                    .split(" "));

    private final String code;
    private final boolean isPython;
    private final Set<String> operations;
    private final List<List<Token>> lines = new ArrayList<>(List.of(new ArrayList<>()));
    private int at;

    private Highlight(String code, boolean isPython, Set<String> operations) {
        this.code = code;
        this.isPython = isPython;
        this.operations = operations;
    }

    /// Some characters of a line.
    ///
    /// @param kind `comment`, `string`, `number`, `word`, `call`; empty for all else
    public record Token(String kind, String text) {}

    /// @param language   its id
    /// @param operations of the device, as `skill.operation`
    static List<List<Token>> lines(String code, String language, Set<String> operations) {
        String text = code.endsWith("\n") ? code.substring(0, code.length() - 1) : code;
        Highlight highlight = new Highlight(text, language.equals("python"), operations);
        while (highlight.at < text.length()) {
            highlight.next();
        }
        return highlight.lines;
    }

    private void next() {
        char c = code.charAt(at);
        if (isComment()) {
            add("comment", code.startsWith("/*", at) ? end("*/", at + 2) : endOfLine());
        } else if (c == '"' || c == '\'' || (c == '`' && !isPython)) {
            add("string", endOfString(c));
        } else if (Character.isDigit(c)) {
            add("number", endOfWord(at));
        } else if (Character.isJavaIdentifierStart(c)) {
            word();
        } else {
            add("", at + 1);
        }
    }

    private boolean isComment() {
        return isPython ? code.charAt(at) == '#' : code.startsWith("//", at) || code.startsWith("/*", at);
    }

    private void word() {
        int end = endOfWord(at);
        int dotted = end < code.length() && code.charAt(end) == '.' ? endOfWord(end + 1) : end;
        if (operations.contains(code.substring(at, dotted))) {
            add("call", dotted);
        } else {
            add(WORDS.contains(code.substring(at, end)) ? "word" : "", end);
        }
    }

    private int endOfWord(int from) {
        int end = from;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        return Math.max(end, Math.min(from + 1, code.length()));
    }

    private int endOfLine() {
        int end = code.indexOf('\n', at);
        return end < 0 ? code.length() : end;
    }

    private int end(String mark, int from) {
        int end = code.indexOf(mark, from);
        return end < 0 ? code.length() : end + mark.length();
    }

    private int endOfString(char quote) {
        String three = String.valueOf(quote).repeat(3);
        if (isPython && code.startsWith(three, at)) {
            return end(three, at + 3);
        }
        int end = at + 1;
        while (end < code.length() && code.charAt(end) != quote && (quote == '`' || code.charAt(end) != '\n')) {
            end += code.charAt(end) == '\\' ? 2 : 1;
        }
        boolean isClosed = end < code.length() && code.charAt(end) == quote;
        return Math.min(isClosed ? end + 1 : end, code.length());
    }

    /// Takes the characters up to there; whatever goes over a line's end is divided there.
    private void add(String kind, int end) {
        String[] parts = code.substring(at, end).split("\n", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                lines.add(new ArrayList<>());
            }
            addToLine(kind, parts[i]);
        }
        at = end;
    }

    private void addToLine(String kind, String text) {
        List<Token> line = lines.getLast();
        boolean joins = !line.isEmpty() && line.getLast().kind().equals(kind);
        if (joins) {
            line.set(line.size() - 1, new Token(kind, line.getLast().text() + Visible.text(text)));
        } else if (!text.isEmpty()) {
            line.add(new Token(kind, Visible.text(text)));
        }
    }
}
