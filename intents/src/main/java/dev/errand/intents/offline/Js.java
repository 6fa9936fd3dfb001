package dev.errand.intents.offline;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Pieces of JavaScript. Whatever a person said passes through [#text] or [#template] and is a literal afterwards.
final class Js {
    static final Set<String> RESERVED = Set.of(
            "await",
            "break",
            "case",
            "catch",
            "class",
            "const",
            "continue",
            "debugger",
            "default",
            "delete",
            "do",
            "else",
            "enum",
            "export",
            "extends",
            "false",
            "finally",
            "for",
            "function",
            "if",
            "implements",
            "import",
            "in",
            "instanceof",
            "interface",
            "let",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "static",
            "super",
            "switch",
            "this",
            "throw",
            "true",
            "try",
            "typeof",
            "undefined",
            "var",
            "void",
            "while",
            "with",
            "yield",
            "eval",
            "arguments",
            "async",
            "of",
            "get",
            "set",
            "constructor",
            "prototype",
            "Array",
            "Boolean",
            "Date",
            "Error",
            "Infinity",
            "JSON",
            "Map",
            "Math",
            "NaN",
            "Number",
            "Object",
            "Promise",
            "RegExp",
            "Set",
            "String",
            "Symbol",
            "globalThis",
            "print",
            "load",
            "console",
            "require");

    private Js() {}

    /// A string literal in double quotes.
    static String text(String value) {
        return '"' + escaped(value, '"') + '"';
    }

    /// A template literal, or a plain one where no part is an expression.
    static String template(List<Part> parts) {
        if (parts.stream().allMatch(Fixed.class::isInstance)) {
            return text(parts.stream().map(p -> ((Fixed) p).text()).collect(Collectors.joining()));
        }
        StringBuilder literal = new StringBuilder("`");
        for (Part part : parts) {
            switch (part) {
                case Fixed fixed -> literal.append(escaped(fixed.text(), '`').replace("${", "\\${"));
                case Code code -> literal.append("${").append(code.expression()).append('}');
            }
        }
        return literal.append('`').toString();
    }

    /// A part of a text that code puts together.
    sealed interface Part {}

    record Fixed(String text) implements Part {}

    record Code(String expression) implements Part {}

    private static String escaped(String value, char quote) {
        StringBuilder escaped = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    boolean invisible = c < ' '
                            || c == 127
                            || c == '\u2028'
                            || c == '\u2029'
                            || (Character.isSurrogate(c) && isLone(value, i));
                    if (invisible) {
                        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        escaped.append(c == quote ? "\\" : "").append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }

    private static boolean isLone(String value, int i) {
        boolean pairsOn = Character.isHighSurrogate(value.charAt(i))
                && i + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(i + 1));
        boolean pairsBack =
                Character.isLowSurrogate(value.charAt(i)) && i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
        return !pairsOn && !pairsBack;
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /// `carTitle` for "car title"; empty if nothing of the words can stand in a name.
    static String identifier(String words) {
        StringBuilder name = new StringBuilder();
        for (String word : Lexer.fold(words).split("[^a-z0-9]+")) {
            if (!word.isEmpty() && name.length() < 30) {
                name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
            }
        }
        return !name.isEmpty() && Character.isDigit(name.charAt(0)) ? "" : name.toString();
    }
}
