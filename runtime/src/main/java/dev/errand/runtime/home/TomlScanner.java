package dev.errand.runtime.home;

import java.util.ArrayList;
import java.util.List;

/// Finds where things stand in a TOML text, so that one of them can be changed and all others left alone. What the
/// text means is the parser's business: this reads only texts that a parser accepted.
final class TomlScanner {
    /// A line or lines of the text, from where the first begins to behind the end of the last. Its path are all names
    /// from the outermost table; its table those of the header above it, of a header its own.
    sealed interface Statement {
        List<String> path();

        List<String> table();

        int from();

        int to();
    }

    /// `[a.b]`.
    record Header(List<String> path, int from, int to) implements Statement {
        @Override
        public List<String> table() {
            return path;
        }
    }

    /// `[[a.b]]`; what is below it has no name of its own.
    record ListHeader(List<String> path, int from, int to) implements Statement {
        @Override
        public List<String> table() {
            return path;
        }
    }

    /// `a = 1`.
    ///
    /// @param inList     whether a header of a list is above it
    /// @param valueFrom  where the value begins
    /// @param valueTo    behind the value
    record Pair(List<String> path, List<String> table, boolean inList, int from, int valueFrom, int valueTo, int to)
            implements Statement {}

    private final String text;
    private int at;

    TomlScanner(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    List<Statement> statements() {
        List<Statement> found = new ArrayList<>();
        List<String> table = List.of();
        boolean inList = false;
        for (int from = nextStatement(); !atEnd(); from = nextStatement()) {
            if (text.startsWith("[[", at)) {
                at += 2;
                table = key();
                inList = true;
                toLineEnd();
                found.add(new ListHeader(table, from, at));
            } else if (text.charAt(at) == '[') {
                at++;
                table = key();
                inList = false;
                toLineEnd();
                found.add(new Header(table, from, at));
            } else {
                found.add(pair(table, inList, from));
            }
        }
        return found;
    }

    private Pair pair(List<String> table, boolean inList, int from) {
        List<String> path = new ArrayList<>(table);
        path.addAll(key());
        expect('=');
        skipBlanks();
        int valueFrom = at;
        skipValue();
        int valueTo = at;
        toLineEnd();
        return new Pair(path, table, inList, from, valueFrom, valueTo, at);
    }

    /// Goes to the next statement; returns where its line begins.
    private int nextStatement() {
        while (!atEnd()) {
            int from = at;
            skipBlanks();
            if (atEnd() || (text.charAt(at) != '#' && !isLineBreak(text.charAt(at)))) {
                return from;
            }
            toLineEnd();
        }
        return at;
    }

    /// Names with points between them; none if there is no such thing here.
    List<String> key() {
        List<String> names = new ArrayList<>();
        do {
            skipBlanks();
            int from = at;
            char c = atEnd() ? '\n' : text.charAt(at);
            if (c == '"' || c == '\'') {
                if (!skipString(c)) {
                    return List.of();
                }
                String inner = text.substring(from + 1, at - 1);
                names.add(c == '"' ? unescaped(inner) : inner);
            } else {
                while (!atEnd() && isBare(text.charAt(at))) {
                    at++;
                }
                if (from == at) {
                    return List.of();
                }
                names.add(text.substring(from, at));
            }
            skipBlanks();
        } while (skipPoint());
        return names;
    }

    private boolean skipPoint() {
        boolean point = !atEnd() && text.charAt(at) == '.';
        at += point ? 1 : 0;
        return point;
    }

    private static boolean isBare(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static boolean isLineBreak(char c) {
        return c == '\n' || c == '\r';
    }

    private void expect(char c) {
        if (atEnd() || text.charAt(at) != c) {
            throw new IllegalStateException("No " + c + " at character " + at);
        }
        at++;
    }

    private void skipBlanks() {
        while (!atEnd() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    /// Behind the next line break.
    private void toLineEnd() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
    }

    /// Values in brackets may have strings and comments in them that hold brackets.
    private void skipValue() {
        int depth = 0;
        do {
            char c = text.charAt(at);
            switch (c) {
                case '"', '\'' -> skipString(c);
                case '[', '{' -> {
                    depth++;
                    at++;
                }
                case ']', '}' -> {
                    depth--;
                    at++;
                }
                case '#' -> toLineEnd();
                default -> {
                    if (depth > 0) {
                        at++;
                    } else {
                        skipPlain();
                    }
                }
            }
        } while (depth > 0 && !atEnd());
    }

    /// A number, a truth value, or a date, which may have a blank in it.
    private void skipPlain() {
        while (!atEnd() && text.charAt(at) != '#' && !isLineBreak(text.charAt(at))) {
            at++;
        }
        while (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t') {
            at--;
        }
    }

    /// Returns whether it was closed.
    private boolean skipString(char quote) {
        String three = String.valueOf(quote).repeat(3);
        boolean manyLines = text.startsWith(three, at);
        at += manyLines ? 3 : 1;
        boolean closed = skipTo(manyLines ? three : String.valueOf(quote), quote);
        while (manyLines && !atEnd() && text.charAt(at) == quote) {
            at++; // up to two quotes may stand before the closing ones
        }
        return closed;
    }

    private boolean skipTo(String end, char quote) {
        while (!atEnd() && !text.startsWith(end, at)) {
            at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
        }
        boolean found = !atEnd();
        at = Math.min(text.length(), at + end.length());
        return found;
    }

    private static String unescaped(String inner) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c != '\\' || i + 1 == inner.length()) {
                plain.append(c);
                continue;
            }
            char kind = inner.charAt(++i);
            int digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
            if (digits > 0 && i + digits < inner.length()) {
                plain.appendCodePoint(Integer.parseInt(inner.substring(i + 1, i + 1 + digits), 16));
                i += digits;
            } else {
                plain.append(escape(kind));
            }
        }
        return plain.toString();
    }

    private static char escape(char kind) {
        return switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> kind;
        };
    }
}
