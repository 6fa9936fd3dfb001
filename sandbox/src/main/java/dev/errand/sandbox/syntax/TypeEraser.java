package dev.errand.sandbox.syntax;

import java.util.List;
import java.util.Optional;

/// Makes JavaScript of TypeScript by putting blanks where types stand, so that everything else stays where it was.
///
/// Reads the text by the grammar of TypeScript, statement by statement, because nothing less can tell a type from an
/// expression; makes no tree. What says more than types (`enum`, `namespace`, decorators, properties declared by
/// parameters)
/// is refused by name. This is for texts that are no JavaScript as they stand: whoever has one that is leaves it
/// alone.
final class TypeEraser {
    private static final List<String> TESTED = List.of("if", "while", "with", "switch");
    private static final List<String> BEFORE_BLOCK = List.of("try", "finally", "else", "do");

    private final TypeCursor cursor;
    private final TypeReader types;
    private final TypeExpressions expressions;
    private final TypeMembers members;

    private TypeEraser(String code) {
        cursor = new TypeCursor(code);
        types = new TypeReader(cursor);
        expressions = new TypeExpressions(cursor, types);
        members = new TypeMembers(cursor, types, expressions, this::block);
        expressions.use(members);
    }

    /// What became of a text.
    ///
    /// @param text    with blanks where types were found
    /// @param problem why the rest of it was not read
    record Erased(String text, Optional<NotTypeScript> problem) {}

    /// The text without its types; empty if there are none in it.
    ///
    /// @throws StackOverflowError if it is nested very deeply
    static Optional<Erased> erase(String code) {
        TypeEraser eraser;
        try {
            eraser = new TypeEraser(code);
        } catch (NotTypeScript _) {
            return Optional.empty();
        }
        Optional<NotTypeScript> problem = Optional.empty();
        try {
            while (!eraser.cursor.atEnd()) {
                eraser.statement();
            }
        } catch (NotTypeScript found) {
            problem = Optional.of(found);
        }
        boolean says = eraser.cursor.hasBlanks()
                || problem.filter(found -> !found.message().isEmpty()).isPresent();
        return says ? Optional.of(new Erased(eraser.cursor.text(), problem)) : Optional.empty();
    }

    private void block() {
        cursor.expect("{");
        while (!cursor.at("}")) {
            statement();
        }
        cursor.next();
    }

    private void statement() {
        if (cursor.atEnd()) {
            throw cursor.fail();
        }
        if (cursor.at("{")) {
            block();
        } else if (!cursor.skip(";") && !declaration() && !control()) {
            if (cursor.token().isWord() && cursor.ahead().is(":")) {
                cursor.next();
                cursor.next();
                statement();
            } else {
                expressions.sequence();
                semicolon();
            }
        }
    }

    /// Ends a statement with a semicolon or where one is put in by rule.
    private void semicolon() {
        if (!cursor.skip(";")
                && !cursor.at("}")
                && !cursor.atEnd()
                && !cursor.token().afterLine()) {
            throw cursor.fail();
        }
    }

    private boolean declaration() {
        TypeToken ahead = cursor.ahead();
        boolean isDeclared = !ahead.afterLine();
        if (cursor.at("@")) {
            throw more("A decorator", "call the function yourself");
        }
        if (isDeclared && (cursor.at("enum") || (cursor.at("const") && ahead.is("enum")))) {
            throw more("enum", "use an object: const Color = {RED: \"red\"}");
        }
        if (isDeclared && ahead.isWord() && (cursor.at("namespace") || cursor.at("module"))) {
            throw more("namespace", "declare what is in it at the top level");
        }
        if (onlyTypes(ahead)) {
            return true;
        }
        if (cursor.at("abstract") && ahead.is("class") && isDeclared) {
            int start = cursor.next();
            cursor.blank(start, cursor.lastEnd());
        }
        if (cursor.at("const") || cursor.at("let") || cursor.at("var")) {
            variables();
            semicolon();
        } else if (cursor.at("function") || (cursor.at("async") && ahead.is("function") && isDeclared)) {
            members.function();
        } else if (cursor.at("class")) {
            members.type();
        } else {
            return false;
        }
        return true;
    }

    private NotTypeScript more(String what, String instead) {
        return new NotTypeScript(
                cursor.token().start(),
                what + " is TypeScript that is more than a type, and is not available",
                instead);
    }

    /// Blanks a statement of which nothing is there when the program runs.
    private boolean onlyTypes(TypeToken ahead) {
        int start = cursor.token().start();
        boolean isFollowed = ahead.isWord() && !ahead.afterLine();
        boolean exports = cursor.at("export") && (ahead.is("type") || ahead.is("interface") || ahead.is("declare"));
        if (exports) {
            cursor.next();
            ahead = cursor.ahead();
            isFollowed = ahead.isWord() && !ahead.afterLine();
        }
        if (cursor.at("type") && isFollowed) {
            return blanked(start, this::alias);
        }
        if (cursor.at("interface") && isFollowed) {
            return blanked(start, this::untilBlock);
        }
        if (cursor.at("declare") && isFollowed) {
            return blanked(start, this::declared);
        }
        if (cursor.at("import") && ahead.is("type") && !ahead.afterLine()) {
            return blanked(start, this::imported);
        }
        return false;
    }

    private boolean blanked(int start, Runnable reading) {
        boolean found = cursor.tries(() -> {
            reading.run();
            return true;
        });
        if (found) {
            cursor.blankTo(';', start, cursor.lastEnd());
        }
        return found;
    }

    private void alias() {
        cursor.next();
        cursor.expectWord();
        if (cursor.at("<")) {
            types.arguments();
        }
        cursor.expect("=");
        types.type();
        semicolon();
    }

    private void imported() {
        while (cursor.token().kind() != TypeToken.Kind.STRING) {
            if (cursor.atEnd() || cursor.at(";") || cursor.at("=")) {
                throw cursor.fail();
            }
            cursor.next();
        }
        cursor.next();
        semicolon();
    }

    private void untilBlock() {
        cursor.next();
        cursor.expectWord();
        while (!cursor.at("{")) {
            if (cursor.at("<")) {
                types.arguments();
            } else if (cursor.at("extends") || cursor.at(",")) {
                cursor.next();
                types.type();
            } else {
                throw cursor.fail();
            }
        }
        types.balanced();
    }

    private void declared() {
        cursor.next();
        if (cursor.at("const") || cursor.at("let") || cursor.at("var")) {
            variables();
        } else if (cursor.at("function")) {
            members.function();
            return;
        } else {
            while (!cursor.at("{")) {
                if (cursor.atEnd() || cursor.at(";")) {
                    throw cursor.fail();
                }
                cursor.next();
            }
            types.balanced();
            return;
        }
        semicolon();
    }

    private void variables() {
        cursor.next();
        do {
            members.target();
            if (cursor.at("!") && !cursor.token().afterLine()) {
                int start = cursor.next();
                cursor.blank(start, cursor.lastEnd());
            }
            types.annotation();
            if (cursor.skip("=")) {
                expressions.assignment();
            }
        } while (cursor.skip(","));
    }

    private boolean control() {
        if (cursor.atAny(BEFORE_BLOCK)) {
            boolean loops = cursor.at("do");
            cursor.next();
            statement();
            if (loops) {
                cursor.expect("while");
                parenthesised();
                cursor.skip(";");
            }
        } else if (cursor.atAny(TESTED)) {
            boolean chooses = cursor.at("switch");
            cursor.next();
            parenthesised();
            if (chooses) {
                cases();
            } else {
                statement();
            }
        } else if (cursor.skip("for")) {
            loop();
        } else if (cursor.skip("catch")) {
            caught();
        } else {
            return leaving();
        }
        return true;
    }

    private boolean leaving() {
        if (cursor.at("break") || cursor.at("continue")) {
            cursor.next();
            if (cursor.token().isWord() && !cursor.token().afterLine()) {
                cursor.next();
            }
        } else if (cursor.at("return") || cursor.at("throw")) {
            cursor.next();
            boolean isBare = cursor.at(";")
                    || cursor.at("}")
                    || cursor.atEnd()
                    || cursor.token().afterLine();
            if (!isBare) {
                expressions.sequence();
            }
        } else if (!cursor.skip("debugger")) {
            return false;
        }
        semicolon();
        return true;
    }

    private void parenthesised() {
        cursor.expect("(");
        expressions.sequence();
        cursor.expect(")");
    }

    private void caught() {
        if (cursor.skip("(")) {
            members.target();
            types.annotation();
            cursor.expect(")");
        }
        block();
    }

    private void cases() {
        cursor.expect("{");
        while (!cursor.skip("}")) {
            if (cursor.skip("case")) {
                expressions.sequence();
                cursor.expect(":");
            } else if (cursor.at("default") && cursor.ahead().is(":")) {
                cursor.next();
                cursor.next();
            } else {
                statement();
            }
        }
    }

    /// A head of either form; `in` is an operator to whoever reads it so.
    private void loop() {
        cursor.skip("await");
        cursor.expect("(");
        if (cursor.at("const") || cursor.at("let") || cursor.at("var")) {
            variables();
        } else if (!cursor.at(";")) {
            expressions.sequence();
        }
        if (cursor.skip("of") || cursor.skip("in")) {
            expressions.sequence();
        } else if (!cursor.at(")")) {
            for (int part = 0; part < 2; part++) {
                cursor.expect(";");
                if (!cursor.at(";") && !cursor.at(")")) {
                    expressions.sequence();
                }
            }
        }
        cursor.expect(")");
        statement();
    }
}
