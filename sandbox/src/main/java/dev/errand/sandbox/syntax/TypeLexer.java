package dev.errand.sandbox.syntax;

import dev.errand.sandbox.syntax.TypeToken.Kind;
import java.util.List;

/// Cuts TypeScript text into tokens, one at any offset that is asked for.
///
/// What a character means can depend on where it stands: `>` comes alone here, because two of them can close two
/// lists of types, and a slash comes as division. Whoever reads expressions asks for the longer mark or the regular
/// expression where one may stand. Immutable.
final class TypeLexer {
    private static final List<String> MARKS = List.of(
            "...", "===", "!==", "**=", "<<=", "&&=", "||=", "??=", "=>", "==", "!=", "<=", "<<", "&&", "||", "??",
            "?.", "++", "--", "**", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=");
    private static final List<String> GREATER = List.of(">>>=", ">>>", ">>=", ">>", ">=", ">");

    private final String code;

    TypeLexer(String code) {
        this.code = code;
    }

    /// The first token at or after an offset.
    ///
    /// @throws NotTypeScript if none can be read
    TypeToken at(int offset) {
        int i = offset;
        boolean afterLine = false;
        while (i < code.length()) {
            char c = code.charAt(i);
            if (endsLine(c)) {
                afterLine = true;
                i++;
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF') {
                i++;
            } else if (code.startsWith("//", i)) {
                i = endOfLine(i);
            } else if (code.startsWith("/*", i)) {
                int end = code.indexOf("*/", i + 2);
                if (end < 0) {
                    throw new NotTypeScript(i);
                }
                afterLine |= code.substring(i, end).chars().anyMatch(each -> endsLine((char) each));
                i = end + 2;
            } else {
                return token(i, afterLine);
            }
        }
        return new TypeToken(Kind.END, "", code.length(), code.length(), afterLine);
    }

    private TypeToken token(int start, boolean afterLine) {
        char c = code.charAt(start);
        if ((isWordPart(c) && !Character.isDigit(c)) || c == '#') {
            int end = start + 1;
            while (end < code.length() && isWordPart(code.charAt(end))) {
                end++;
            }
            return of(Kind.WORD, start, end, afterLine);
        }
        if (Character.isDigit(c)
                || (c == '.' && start + 1 < code.length() && Character.isDigit(code.charAt(start + 1)))) {
            return of(Kind.NUMBER, start, endOfNumber(start), afterLine);
        }
        if (c == '"' || c == '\'') {
            return of(Kind.STRING, start, endOfString(start), afterLine);
        }
        if (c == '`') {
            return of(Kind.TEMPLATE, start, start + 1, afterLine);
        }
        return of(Kind.MARK, start, start + markAt(start, MARKS), afterLine);
    }

    private TypeToken of(Kind kind, int start, int end, boolean afterLine) {
        return new TypeToken(kind, code.substring(start, end), start, end, afterLine);
    }

    private int markAt(int start, List<String> marks) {
        // `a?.5:1` is a choice between numbers.
        boolean isChoice =
                code.startsWith("?.", start) && start + 2 < code.length() && Character.isDigit(code.charAt(start + 2));
        return marks.stream()
                .filter(mark -> code.startsWith(mark, start) && !(isChoice && mark.equals("?.")))
                .findFirst()
                .map(String::length)
                .orElse(1);
    }

    /// The operator that begins with this `>`.
    TypeToken greater(TypeToken first) {
        return of(Kind.MARK, first.start(), first.start() + markAt(first.start(), GREATER), first.afterLine());
    }

    /// The regular expression that begins with this slash.
    TypeToken expression(TypeToken slash) {
        boolean inClass = false;
        for (int i = slash.start() + 1; i < code.length() && !endsLine(code.charAt(i)); i++) {
            char c = code.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[' || c == ']') {
                inClass = c == '[';
            } else if (c == '/' && !inClass) {
                int end = i + 1;
                while (end < code.length() && isWordPart(code.charAt(end))) {
                    end++;
                }
                return of(Kind.STRING, slash.start(), end, slash.afterLine());
            }
        }
        throw new NotTypeScript(slash.start());
    }

    /// Where a template's text ends that begins at an offset: after the closing backtick or after the `${`.
    int endOfTemplateText(int offset) {
        for (int i = offset; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '`') {
                return i + 1;
            } else if (code.startsWith("${", i)) {
                return i + 2;
            }
        }
        throw new NotTypeScript(offset);
    }

    boolean endsTemplate(int end) {
        return code.charAt(end - 1) == '`';
    }

    private int endOfNumber(int start) {
        int end = start + 1;
        while (end < code.length()) {
            char c = code.charAt(end);
            char before = Character.toLowerCase(code.charAt(end - 1));
            boolean isSign = (c == '+' || c == '-') && before == 'e' && !isPrefixed(start);
            if (!isWordPart(c) && c != '.' && !isSign) {
                break;
            }
            end++;
        }
        return end;
    }

    private boolean isPrefixed(int start) {
        return code.startsWith("0x", start) || code.startsWith("0X", start);
    }

    private int endOfString(int start) {
        char quote = code.charAt(start);
        for (int i = start + 1; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i + 1;
            } else if (c == '\n' || c == '\r') {
                break;
            }
        }
        throw new NotTypeScript(start);
    }

    private int endOfLine(int start) {
        int end = start;
        while (end < code.length() && !endsLine(code.charAt(end))) {
            end++;
        }
        return end;
    }

    static boolean endsLine(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }

    /// Escapes and surrogates belong to names; whether such a name is one is for the engine's parser to say.
    private static boolean isWordPart(char c) {
        return Character.isUnicodeIdentifierPart(c) || c == '$' || c == '_' || c == '\\' || Character.isSurrogate(c);
    }
}
