package dev.errand.os.imported;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Names that somebody outside chose, made into names that code of both guest languages can say.
public final class ForeignNames {
    private static final int LONGEST = 64;
    private static final Pattern SKILL = Pattern.compile("[a-z][a-z0-9_]{0,30}");

    /// Mean something else in a guest language, or to its objects.
    private static final Set<String> TAKEN = Set.of(
            "and",
            "arguments",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "case",
            "catch",
            "class",
            "console",
            "const",
            "constructor",
            "continue",
            "debugger",
            "def",
            "default",
            "del",
            "delete",
            "dict",
            "do",
            "elif",
            "else",
            "enum",
            "eval",
            "except",
            "export",
            "extends",
            "false",
            "finally",
            "float",
            "for",
            "from",
            "function",
            "global",
            "globalthis",
            "hasownproperty",
            "if",
            "implements",
            "import",
            "in",
            "input",
            "instanceof",
            "int",
            "interface",
            "is",
            "json",
            "lambda",
            "len",
            "let",
            "list",
            "nan",
            "new",
            "none",
            "nonlocal",
            "not",
            "null",
            "object",
            "open",
            "or",
            "package",
            "pass",
            "print",
            "private",
            "protected",
            "prototype",
            "public",
            "raise",
            "range",
            "return",
            "self",
            "set",
            "skills",
            "static",
            "str",
            "super",
            "switch",
            "then",
            "this",
            "throw",
            "tostring",
            "true",
            "try",
            "tuple",
            "type",
            "typeof",
            "undefined",
            "valueof",
            "var",
            "void",
            "while",
            "with",
            "yield");

    private ForeignNames() {}

    /// Whether an imported skill may have this name: a short word in lower case that means nothing else in code.
    public static boolean isSkillName(String name) {
        return SKILL.matcher(name).matches() && !TAKEN.contains(name);
    }

    /// An identifier for each of the names, all different, the same for the same names in the same order.
    public static Map<String, String> identifiers(Collection<String> originals) {
        Map<String, String> identifiers = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        originals.forEach(original -> identifiers.put(original, identifier(original, used)));
        return identifiers;
    }

    /// An identifier that is not among those in use, and is from now on.
    public static String identifier(String original, Set<String> used) {
        String plain = identifier(original);
        String free = plain;
        for (int i = 2; !used.add(free); i++) {
            free = plain + "_" + i;
        }
        return free;
    }

    private static String identifier(String original) {
        String head = original.length() > LONGEST ? original.substring(0, LONGEST) : original;
        String plain = head.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^_+|_+$", "");
        String word = plain.isEmpty() || !Character.isLetter(plain.charAt(0)) ? "x" + plain : plain;
        return TAKEN.contains(word.toLowerCase(Locale.ROOT)) ? word + "_" : word;
    }
}
