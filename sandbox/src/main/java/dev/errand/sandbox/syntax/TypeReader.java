package dev.errand.sandbox.syntax;

import dev.errand.sandbox.syntax.TypeToken.Kind;
import java.util.List;

/// Reads past types of TypeScript.
final class TypeReader {
    private static final List<String> OPERATORS = List.of("keyof", "unique", "readonly", "infer", "asserts");

    private final TypeCursor cursor;

    TypeReader(TypeCursor cursor) {
        this.cursor = cursor;
    }

    /// Blanks `: T` if it stands here.
    void annotation() {
        if (cursor.at(":")) {
            int start = cursor.next();
            type();
            cursor.blank(start, cursor.lastEnd());
        }
    }

    /// Blanks `<T, U>`, of a declaration or of a call.
    void arguments() {
        int start = cursor.token().start();
        list();
        cursor.blank(start, cursor.lastEnd());
    }

    void type() {
        alternatives();
        if (cursor.at("extends") && !cursor.token().afterLine()) {
            cursor.next();
            alternatives();
            cursor.expect("?");
            type();
            cursor.expect(":");
            type();
        }
    }

    private void alternatives() {
        while (cursor.at("|") || cursor.at("&")) {
            cursor.next();
        }
        operand();
        while (cursor.at("|") || cursor.at("&")) {
            cursor.next();
            operand();
        }
    }

    private void operand() {
        TypeToken ahead = cursor.ahead();
        boolean isOperator = cursor.atAny(OPERATORS)
                && !ahead.afterLine()
                && (ahead.kind() != Kind.MARK || ahead.is("-") || ahead.is("(") || ahead.is("[") || ahead.is("{"));
        if (isOperator && !ahead.is("is")) {
            cursor.next();
            operand();
            return;
        }
        if (cursor.at("abstract") || cursor.at("new")) {
            cursor.skip("abstract");
            cursor.skip("new");
        }
        primary();
        while (cursor.at("[") && !cursor.token().afterLine()) {
            balanced();
        }
    }

    private void primary() {
        switch (cursor.token().kind()) {
            case NUMBER, STRING -> cursor.next();
            case TEMPLATE -> template();
            case WORD -> name();
            case MARK -> mark();
            case END -> throw cursor.fail();
        }
    }

    private void mark() {
        if (cursor.at("-")) {
            cursor.next();
            primary();
        } else if (cursor.at("{") || cursor.at("[")) {
            balanced();
        } else if (cursor.at("<") || cursor.at("(")) {
            boolean hasParameters = cursor.at("<");
            if (hasParameters) {
                list();
            }
            boolean mayBeFunction = hasParameters || beginsParameters();
            balanced();
            if (hasParameters
                    || (mayBeFunction && cursor.at("=>") && !cursor.token().afterLine())) {
                cursor.expect("=>");
                type();
            }
        } else {
            throw cursor.fail();
        }
    }

    /// Whether parameters can stand in these parentheses, and not only a type: after a type in parentheses, an arrow
    /// is that of the function whose result it is.
    private boolean beginsParameters() {
        boolean[] found = {false};
        cursor.tries(() -> {
            cursor.expect("(");
            if (cursor.at(")") || cursor.at("...")) {
                found[0] = true;
                return false;
            }
            if (cursor.token().isWord()) {
                cursor.next();
            } else {
                balanced();
            }
            found[0] = cursor.atAny(List.of(":", ",", "?", "=", ")"));
            return false;
        });
        boolean isParenthesised = cursor.ahead().is("(");
        return found[0] && !isParenthesised;
    }

    private void name() {
        boolean imports = cursor.at("import");
        cursor.skip("typeof");
        cursor.expectWord();
        if (imports) {
            balanced();
        }
        while (cursor.at(".")) {
            cursor.next();
            cursor.expectWord();
        }
        if (cursor.at("<") && !cursor.token().afterLine()) {
            list();
        }
        if (cursor.at("is") && !cursor.token().afterLine()) {
            cursor.next();
            type();
        }
    }

    /// `<T extends U = V, …>`; the same reading does for arguments of types.
    private void list() {
        cursor.expect("<");
        while (!cursor.at(">")) {
            while (isModifier()) {
                cursor.next();
            }
            alternatives();
            if (cursor.skip("extends")) {
                type();
                if (cursor.skip("?")) {
                    type();
                    cursor.expect(":");
                    type();
                }
            }
            if (cursor.skip("=")) {
                type();
            }
            if (!cursor.at(">")) {
                cursor.expect(",");
            }
        }
        cursor.next();
    }

    private boolean isModifier() {
        return (cursor.at("const") || cursor.at("in") || cursor.at("out"))
                && cursor.ahead().isWord();
    }

    /// Reads past one pair of brackets and what is in them, of any kind.
    void balanced() {
        String close = closing();
        if (close.isEmpty()) {
            throw cursor.fail();
        }
        cursor.next();
        while (!cursor.at(close)) {
            if (!closing().isEmpty()) {
                balanced();
            } else if (cursor.token().kind() == Kind.TEMPLATE) {
                template();
            } else if (cursor.atEnd() || cursor.at(")") || cursor.at("]") || cursor.at("}")) {
                throw cursor.fail();
            } else {
                cursor.next();
            }
        }
        cursor.next();
    }

    private String closing() {
        if (cursor.token().kind() != Kind.MARK) {
            return "";
        }
        return switch (cursor.token().text()) {
            case "(" -> ")";
            case "[" -> "]";
            case "{" -> "}";
            default -> "";
        };
    }

    private void template() {
        int end = cursor.lexer().endOfTemplateText(cursor.token().end());
        while (!cursor.lexer().endsTemplate(end)) {
            cursor.goTo(end);
            type();
            if (!cursor.at("}")) {
                throw cursor.fail();
            }
            end = cursor.lexer().endOfTemplateText(cursor.token().end());
        }
        cursor.goTo(end);
    }
}
