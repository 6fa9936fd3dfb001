package dev.errand.sandbox.syntax;

import dev.errand.sandbox.syntax.TypeToken.Kind;
import java.util.List;

/// Reads functions, classes, objects and patterns of TypeScript, and blanks the types in them.
final class TypeMembers {
    private static final List<String> ACCESS =
            List.of("public", "private", "protected", "readonly", "override", "abstract");
    private static final List<String> MODIFIERS = List.of("static", "async", "get", "set", "accessor", "declare");

    private final TypeCursor cursor;
    private final TypeReader types;
    private final TypeExpressions expressions;
    private final Runnable block;

    TypeMembers(TypeCursor cursor, TypeReader types, TypeExpressions expressions, Runnable block) {
        this.cursor = cursor;
        this.types = types;
        this.expressions = expressions;
        this.block = block;
    }

    /// A variable or a pattern of variables.
    void target() {
        if (cursor.skip("[")) {
            while (!cursor.skip("]")) {
                if (!cursor.skip(",")) {
                    cursor.skip("...");
                    element();
                }
            }
        } else if (cursor.skip("{")) {
            while (!cursor.skip("}")) {
                if (!cursor.skip("...")) {
                    boolean isName = cursor.token().isWord();
                    key();
                    if (cursor.skip(":")) {
                        element();
                    } else if (isName && cursor.skip("=")) {
                        expressions.assignment();
                    }
                } else {
                    target();
                }
                if (!cursor.at("}")) {
                    cursor.expect(",");
                }
            }
        } else {
            cursor.expectWord();
        }
    }

    private void element() {
        target();
        if (cursor.skip("=")) {
            expressions.assignment();
        }
    }

    /// A name of a member, written in any way.
    private void key() {
        if (cursor.skip("[")) {
            expressions.assignment();
            cursor.expect("]");
        } else if (cursor.token().isWord()
                || cursor.token().kind() == Kind.STRING
                || cursor.token().kind() == Kind.NUMBER) {
            cursor.next();
        } else {
            throw cursor.fail();
        }
    }

    void function() {
        int start = cursor.token().start();
        cursor.skip("async");
        cursor.expect("function");
        cursor.skip("*");
        if (cursor.token().isWord()) {
            cursor.next();
        }
        signature(false);
        if (cursor.at("{")) {
            block.run();
        } else {
            // One of several signatures: the function itself comes later.
            cursor.skip(";");
            cursor.blankTo(';', start, cursor.lastEnd());
        }
    }

    private void signature(boolean isConstructor) {
        if (cursor.at("<")) {
            types.arguments();
        }
        parameters(isConstructor);
        types.annotation();
    }

    private void parameters(boolean isConstructor) {
        cursor.expect("(");
        while (!cursor.skip(")")) {
            if (isConstructor && cursor.atAny(ACCESS) && isNameAhead()) {
                throw new NotTypeScript(
                        cursor.token().start(),
                        "A parameter that declares a property is TypeScript that is more than a type, and is not available",
                        "declare the property in the class and set it in the constructor");
            }
            if (cursor.at("@")) {
                throw cursor.fail();
            }
            parameter();
            if (!cursor.at(")")) {
                cursor.expect(",");
            }
        }
    }

    private boolean isNameAhead() {
        TypeToken ahead = cursor.ahead();
        return ahead.isWord() || ahead.is("{") || ahead.is("[");
    }

    private void parameter() {
        if (cursor.at("this")) {
            int start = cursor.next();
            types.annotation();
            if (cursor.at(",")) {
                cursor.next();
                cursor.blank(start, cursor.lastEnd());
                parameter();
            } else {
                cursor.blank(start, cursor.lastEnd());
            }
            return;
        }
        if (cursor.at(")")) {
            return;
        }
        cursor.skip("...");
        target();
        mayBeMissing();
        types.annotation();
        if (cursor.skip("=")) {
            expressions.assignment();
        }
    }

    /// Blanks the `?` after a name.
    private void mayBeMissing() {
        if (cursor.at("?")) {
            int start = cursor.next();
            cursor.blank(start, cursor.lastEnd());
        }
    }

    /// Reads an arrow function if one begins here.
    ///
    /// @param isBetween whether it stands between `?` and `:`: then only what leaves a colon for the choice is one
    boolean arrow(boolean isBetween) {
        TypeToken ahead = cursor.ahead();
        boolean isAsync =
                cursor.at("async") && !ahead.afterLine() && (ahead.isWord() || ahead.is("(") || ahead.is("<"));
        boolean isBare = cursor.token().isWord() && ahead.is("=>");
        if (isBare) {
            cursor.next();
            body();
            return true;
        }
        boolean mayBe = isAsync || cursor.at("(") || cursor.at("<");
        if (!mayBe) {
            return false;
        }
        boolean[] isTyped = {false};
        boolean isArrow = cursor.tries(() -> {
            isTyped[0] = head(isAsync);
            boolean found = cursor.at("=>") && !cursor.token().afterLine();
            if (found && isBetween && isTyped[0]) {
                body();
                return cursor.at(":");
            }
            return found;
        });
        if (isArrow && !(isBetween && isTyped[0])) {
            body();
        }
        return isArrow;
    }

    /// @return whether it says what the function returns
    private boolean head(boolean isAsync) {
        if (isAsync) {
            cursor.next();
        }
        if (cursor.token().isWord()) {
            cursor.next();
            return false;
        }
        if (cursor.at("<")) {
            types.arguments();
        }
        parameters(false);
        boolean isTyped = cursor.at(":");
        if (isTyped) {
            returned();
        }
        return isTyped;
    }

    /// No line may end between `)` and `=>`, so the parenthesis moves down to where a type over several lines ended.
    private void returned() {
        int closing = cursor.lastEnd() - 1;
        int start = cursor.next();
        types.type();
        int end = cursor.lastEnd();
        if (cursor.hasLineEnd(closing, end)) {
            cursor.blank(closing, end - 1);
            cursor.blankTo(')', end - 1, end);
        } else {
            cursor.blank(start, end);
        }
    }

    private void body() {
        cursor.expect("=>");
        if (cursor.at("{")) {
            block.run();
        } else {
            expressions.assignment();
        }
    }

    void object() {
        cursor.expect("{");
        while (!cursor.skip("}")) {
            if (cursor.skip("...")) {
                expressions.assignment();
            } else {
                property();
            }
            if (!cursor.at("}")) {
                cursor.expect(",");
            }
        }
    }

    private void property() {
        while (cursor.atAny(MODIFIERS) && isKeyAhead()) {
            cursor.next();
        }
        cursor.skip("*");
        key();
        if (cursor.at("(") || cursor.at("<")) {
            signature(false);
            block.run();
        } else if (cursor.skip(":") || cursor.skip("=")) {
            expressions.assignment();
        }
    }

    /// Whether the word here is a modifier of the member after it, not its name.
    private boolean isKeyAhead() {
        TypeToken ahead = cursor.ahead();
        return ahead.isWord()
                || ahead.kind() == Kind.STRING
                || ahead.kind() == Kind.NUMBER
                || ahead.is("[")
                || ahead.is("*");
    }

    /// A class.
    void type() {
        cursor.expect("class");
        if (cursor.token().isWord() && !cursor.at("extends") && !cursor.at("implements")) {
            cursor.next();
        }
        if (cursor.at("<")) {
            types.arguments();
        }
        if (cursor.skip("extends")) {
            cursor.expectWord();
            expressions.parts();
            if (cursor.at("<")) {
                types.arguments();
            }
        }
        if (cursor.at("implements")) {
            int start = cursor.token().start();
            do {
                cursor.next();
                types.type();
            } while (cursor.at(","));
            cursor.blank(start, cursor.lastEnd());
        }
        cursor.expect("{");
        while (!cursor.skip("}")) {
            if (!cursor.skip(";")) {
                member();
            }
        }
    }

    private void member() {
        int start = cursor.token().start();
        boolean isOfTypes = modifiers();
        if (cursor.at("{")) {
            block.run();
            return;
        }
        cursor.skip("*");
        boolean isConstructor = cursor.at("constructor");
        if (isIndexSignature()) {
            isOfTypes = true;
            types.balanced();
        } else {
            key();
        }
        if (cursor.at("?") || cursor.at("!")) {
            int mark = cursor.next();
            cursor.blank(mark, cursor.lastEnd());
        }
        if (cursor.at("(") || cursor.at("<")) {
            signature(isConstructor);
            if (cursor.at("{")) {
                block.run();
                return;
            }
            isOfTypes = true;
        } else {
            types.annotation();
            if (cursor.skip("=")) {
                expressions.assignment();
            }
        }
        end();
        if (isOfTypes) {
            cursor.blankTo(';', start, cursor.lastEnd());
        }
    }

    /// @return whether nothing of the member is there when the program runs
    private boolean modifiers() {
        if (cursor.at("@")) {
            throw new NotTypeScript(
                    cursor.token().start(),
                    "A decorator is TypeScript that is more than a type, and is not available",
                    "call the function yourself");
        }
        boolean isOfTypes = false;
        boolean isFirst = true;
        while ((cursor.atAny(ACCESS) || cursor.atAny(MODIFIERS)) && (isKeyAhead() || isStaticBlock())) {
            boolean isAccess = cursor.atAny(ACCESS);
            isOfTypes |= cursor.at("declare") || cursor.at("abstract");
            int start = cursor.next();
            if (isAccess) {
                // What is left must not grow together with the member before it.
                cursor.blankTo(isFirst ? ';' : ' ', start, cursor.lastEnd());
            }
            isFirst = false;
        }
        return isOfTypes;
    }

    private boolean isStaticBlock() {
        return cursor.at("static") && cursor.ahead().is("{");
    }

    private boolean isIndexSignature() {
        if (!cursor.at("[")) {
            return false;
        }
        TypeToken word = cursor.ahead();
        return word.isWord() && cursor.lexer().at(word.end()).is(":");
    }

    private void end() {
        if (!cursor.skip(";") && !cursor.at("}") && !cursor.token().afterLine()) {
            throw cursor.fail();
        }
    }
}
