package dev.errand.sandbox.syntax;

import dev.errand.sandbox.Language;

/// How much a program is, as far as its text tells.
///
/// @param lines    that hold something else than space and a comment
/// @param branches places from which it may go on in more than one way: conditions, loops, and handlers of errors; 0
///                 of a text that is no program
public record ProgramShape(int lines, int branches) {
    public static ProgramShape of(Language language, String code) {
        return switch (language) {
            case JAVASCRIPT -> new ProgramShape(lines(code, "//"), branchesOfJavaScript(code));
            // In a class of its own: what it reads with is loaded for nobody who writes no Python.
            case PYTHON -> new ProgramShape(lines(code, "#"), PythonBranches.in(code));
        };
    }

    private static int lines(String code, String comment) {
        int count = 0;
        boolean inside = false;
        for (String line : code.lines().map(String::strip).toList()) {
            boolean opens = !inside && comment.equals("//") && line.startsWith("/*");
            inside |= opens;
            if (inside) {
                int end = line.indexOf("*/");
                inside = end < 0;
                count += end >= 0 && end + 2 < line.length() ? 1 : 0;
            } else if (!line.isEmpty() && !line.startsWith(comment)) {
                count++;
            }
        }
        return count;
    }

    private static int branchesOfJavaScript(String code) {
        return (int) ProgramFlow.of(code).guards().stream()
                .filter(guard -> guard.kind() != ProgramFlow.GuardKind.FUNCTION)
                .count();
    }
}
