package dev.errand.sandbox.syntax;

import dev.errand.sandbox.syntax.TypeToken.Kind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads expressions of TypeScript and blanks the types in them.
final class TypeExpressions {
    private static final List<String> PREFIXES =
            List.of("!", "~", "+", "-", "++", "--", "typeof", "void", "delete", "await", "new");
    private static final List<String> INFIXES = List.of(
            "+",
            "-",
            "*",
            "/",
            "%",
            "**",
            "==",
            "!=",
            "===",
            "!==",
            "<",
            "<=",
            ">",
            ">=",
            "<<",
            ">>",
            ">>>",
            "&",
            "|",
            "^",
            "&&",
            "||",
            "??",
            "in",
            "instanceof");
    private static final List<String> ASSIGNMENTS = List.of(
            "=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=", "??=");

    private final TypeCursor cursor;
    private final TypeReader types;
    private @Nullable TypeMembers members;

    TypeExpressions(TypeCursor cursor, TypeReader types) {
        this.cursor = cursor;
        this.types = types;
    }

    /// Functions, classes and patterns hold expressions and stand in them.
    void use(TypeMembers reader) {
        members = reader;
    }

    private TypeMembers members() {
        return Objects.requireNonNull(members);
    }

    void sequence() {
        do {
            assignment();
        } while (cursor.skip(","));
    }

    void assignment() {
        assignment(false);
    }

    /// @param isBetween whether it stands between `?` and `:`, where a colon after parentheses may be no return type
    private void assignment(boolean isBetween) {
        if (cursor.at("yield")) {
            cursor.next();
            cursor.skip("*");
            boolean isBare = cursor.token().afterLine() || cursor.atAny(List.of(")", "]", "}", ",", ";", ":"));
            if (!isBare && !cursor.atEnd()) {
                assignment(isBetween);
            }
            return;
        }
        if (members().arrow(isBetween)) {
            return;
        }
        operation();
        if (cursor.skip("?")) {
            assignment(true);
            cursor.expect(":");
            assignment(isBetween);
        } else if (cursor.atAny(ASSIGNMENTS)) {
            cursor.next();
            assignment(isBetween);
        }
    }

    private void operation() {
        unary();
        while (true) {
            if (cursor.at(">")) {
                cursor.take(cursor.lexer().greater(cursor.token()));
            }
            if (cursor.atAny(INFIXES)) {
                cursor.next();
                unary();
            } else if ((cursor.at("as") || cursor.at("satisfies"))
                    && !cursor.token().afterLine()) {
                assertion();
            } else {
                return;
            }
        }
    }

    private void assertion() {
        int start = cursor.next();
        types.type();
        cursor.blankTo(endsStatement() ? ';' : ' ', start, cursor.lastEnd());
    }

    /// Whether the statement ends after the type, and would go on with the next line if there were none.
    private boolean endsStatement() {
        boolean wouldGoOn = cursor.at("(") || cursor.at("[") || cursor.token().kind() == Kind.TEMPLATE;
        return wouldGoOn && cursor.token().afterLine();
    }

    private void unary() {
        while (cursor.atAny(PREFIXES)) {
            cursor.next();
            if (cursor.skip(".")) {
                cursor.expectWord();
                parts();
                return;
            }
        }
        if (cursor.at("<")) {
            int start = cursor.token().start();
            types.arguments();
            if (cursor.token().afterLine() || cursor.hasLineEnd(start, cursor.lastEnd())) {
                throw cursor.fail();
            }
            unary();
            return;
        }
        primary();
        parts();
    }

    private void primary() {
        switch (cursor.token().kind()) {
            case NUMBER, STRING -> cursor.next();
            case TEMPLATE -> template();
            case WORD -> word();
            case MARK -> mark();
            case END -> throw cursor.fail();
        }
    }

    private void word() {
        if (cursor.at("function") || (cursor.at("async") && cursor.ahead().is("function"))) {
            members().function();
        } else if (cursor.at("class")) {
            members().type();
        } else if (isReserved()) {
            throw cursor.fail();
        } else {
            cursor.next();
        }
    }

    private boolean isReserved() {
        return cursor.atAny(List.of(
                "const",
                "let",
                "var",
                "if",
                "else",
                "for",
                "while",
                "do",
                "return",
                "switch",
                "case",
                "default",
                "try",
                "catch",
                "finally",
                "throw",
                "break",
                "continue",
                "export",
                "extends",
                "in",
                "instanceof",
                "enum"));
    }

    private void mark() {
        if (cursor.skip("(")) {
            sequence();
            cursor.expect(")");
        } else if (cursor.at("[")) {
            list("[", "]");
        } else if (cursor.at("{")) {
            members().object();
        } else if (cursor.at("/") || cursor.at("/=")) {
            cursor.take(cursor.lexer().expression(cursor.token()));
            cursor.next();
        } else {
            throw cursor.fail();
        }
    }

    /// Values between brackets, with gaps and spreads.
    private void list(String open, String close) {
        cursor.expect(open);
        while (!cursor.skip(close)) {
            if (!cursor.skip(",")) {
                cursor.skip("...");
                assignment();
                if (!cursor.at(close) && !cursor.at(",")) {
                    throw cursor.fail();
                }
            }
        }
    }

    /// What follows a value: members, calls, types of a call, `!`.
    void parts() {
        while (part()) {}
    }

    private boolean part() {
        boolean isSameLine = !cursor.token().afterLine();
        if (cursor.at(".") || cursor.at("?.")) {
            boolean isOptional = cursor.at("?.");
            cursor.next();
            if (cursor.token().isWord()) {
                cursor.next();
            } else if (!isOptional) {
                throw cursor.fail();
            }
        } else if (cursor.at("[")) {
            cursor.next();
            sequence();
            cursor.expect("]");
        } else if (cursor.at("(")) {
            list("(", ")");
        } else if (cursor.token().kind() == Kind.TEMPLATE) {
            template();
        } else if (cursor.at("!") && isSameLine) {
            int start = cursor.next();
            cursor.blank(start, cursor.lastEnd());
        } else if (isSameLine && (cursor.at("++") || cursor.at("--"))) {
            cursor.next();
        } else {
            return cursor.at("<") && cursor.tries(this::typesOfCall);
        }
        return true;
    }

    /// `f<T>(…)` is a call, `a < b > c` is none: TypeScript goes by what follows.
    private boolean typesOfCall() {
        types.arguments();
        TypeToken then = cursor.token();
        if (cursor.at("(") || then.kind() == Kind.TEMPLATE || then.afterLine()) {
            return true;
        }
        return cursor.atEnd()
                || cursor.atAny(List.of(")", "]", "}", ",", ";", ":", ".", "?.", "&&", "||", "??", "==", "==="));
    }

    private void template() {
        int end = cursor.lexer().endOfTemplateText(cursor.token().end());
        while (!cursor.lexer().endsTemplate(end)) {
            cursor.goTo(end);
            sequence();
            if (!cursor.at("}")) {
                throw cursor.fail();
            }
            end = cursor.lexer().endOfTemplateText(cursor.token().end());
        }
        cursor.goTo(end);
    }
}
