package dev.errand.sandbox.syntax;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Writes programs twice: with types of TypeScript, and with as many blanks in their places.
final class TypedSnippets {
    private final RandomGenerator random;
    private final StringBuilder typed = new StringBuilder();
    private final StringBuilder plain = new StringBuilder();
    private int names;

    TypedSnippets(RandomGenerator random) {
        this.random = random;
        int statements = 1 + random.nextInt(6);
        for (int i = 0; i < statements; i++) {
            statement(2);
            same(random.nextInt(4) == 0 ? "\n" : ";\n");
        }
    }

    String typed() {
        return typed.toString();
    }

    String plain() {
        return plain.toString();
    }

    private void same(String text) {
        typed.append(text);
        plain.append(text);
    }

    private void onlyTyped(String text) {
        typed.append(text);
        text.chars().forEach(c -> plain.append(c == '\n' ? '\n' : ' '));
    }

    private void sometimes(String text) {
        if (random.nextBoolean()) {
            onlyTyped(text);
        }
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String name() {
        return "v" + names++;
    }

    private String type(int depth) {
        List<Supplier<String>> simple = List.of(
                () -> oneOf(
                        "string", "number", "boolean", "any", "unknown", "void", "null", "never", "'a' | \"b\"", "-1"),
                () -> oneOf("Date", "Mail.Message", "this", "typeof user.say", "`a${string}`", "readonly string[]"));
        List<Supplier<String>> deep = List.of(
                () -> type(depth - 1) + "[]",
                () -> "Array<" + type(depth - 1) + ">",
                () -> "Map<string, Array<" + type(depth - 1) + ">>",
                () -> "{a: " + type(depth - 1) + "; b?: " + type(depth - 1) + ", c(x: number): void}",
                () -> "[" + type(depth - 1) + ", " + type(depth - 1) + "?]",
                () -> "((a: " + type(depth - 1) + ", b?: string) => " + type(depth - 1) + ")",
                () -> type(depth - 1) + " | " + type(depth - 1) + " & {z: 1}",
                () -> "keyof " + type(depth - 1),
                () -> "(T extends " + type(depth - 1) + " ? string : never)");
        List<Supplier<String>> choices = depth > 0 && random.nextBoolean() ? deep : simple;
        return choices.get(random.nextInt(choices.size())).get();
    }

    private void annotation() {
        sometimes(": " + type(2));
    }

    private void statement(int depth) {
        switch (random.nextInt(depth > 0 ? 12 : 3)) {
            case 0 -> variable();
            case 1 -> {
                same("user.say");
                same("(");
                expression(depth);
                same(")");
            }
            case 2 -> {
                same("x = ");
                expression(depth);
            }
            case 3 -> function(depth);
            case 4 -> type(depth, "type " + name() + "<T> = " + type(2));
            case 5 ->
                type(depth, "interface I" + names++ + " extends A<B>, C {\n  a: string;\n  b?(): " + type(1) + "\n}");
            case 6 -> {
                same("if (a < b && c > (d)) {");
                statement(depth - 1);
                same("} else for (const " + name());
                same(" of list");
                sometimes(" as " + type(1));
                same(") { ");
                statement(depth - 1);
                same("}");
            }
            case 7 -> clazz(depth);
            case 8 -> {
                same("try {");
                statement(depth - 1);
                same("} catch (e");
                sometimes(": unknown");
                same(") { }");
            }
            case 9 -> {
                same("const {a: " + name() + " = 1, ...rest" + names++ + "}");
                annotation();
                same(" = ");
                expression(depth - 1);
            }
            case 10 -> {
                same("for (let i");
                sometimes(": number");
                same(" = 0; i < 3; i++) { switch (i) { case 1: ");
                statement(depth - 1);
                same("; break; default: label: ; } }");
            }
            default -> {
                same("list.map(async (v");
                annotation();
                same(") => (");
                expression(depth - 1);
                same("))");
            }
        }
    }

    private void type(int depth, String declaration) {
        onlyTyped(declaration);
        if (depth == 0) {
            same(";");
        }
    }

    private void variable() {
        same(oneOf("const ", "let ") + name());
        annotation();
        same(" = ");
        expression(2);
    }

    private void parameters() {
        same("(" + name());
        sometimes("?");
        annotation();
        same(", {b: " + name() + "}");
        annotation();
        same(" = {}, ..." + name());
        sometimes(": " + type(1) + "[]");
        same(")");
    }

    private void function(int depth) {
        same(oneOf("function ", "async function ") + name());
        sometimes("<T extends " + type(1) + " = string, U>");
        parameters();
        annotation();
        same(" { return ");
        expression(depth - 1);
        same("; }");
    }

    private void clazz(int depth) {
        same("class C" + names++);
        sometimes("<T>");
        same(" extends Base");
        sometimes("<T, " + type(1) + ">");
        sometimes(" implements A<string>, B");
        same(" {\n  ");
        sometimes("private ");
        sometimes("readonly ");
        same(oneOf("x", "#y", "static z", "['computed']"));
        sometimes(oneOf("?", "!"));
        annotation();
        same(" = 1;\n  ");
        sometimes("[key: string]: any;");
        same("\n  constructor(a");
        annotation();
        same(") { super(); }\n  ");
        sometimes("abstract missing(a: string): void;\n");
        sometimes("protected ");
        same(oneOf("async ", "static ", "get ", "*", "") + "method");
        same("()");
        annotation();
        same(" { ");
        statement(depth - 1);
        same(" }\n}");
    }

    private void expression(int depth) {
        switch (random.nextInt(depth > 0 ? 14 : 3)) {
            case 0 -> same(oneOf("1", "'it: string'", "/a[/]:b/g", "null", "`t`", "0x1f", "1.5e-3"));
            case 1 -> same(oneOf("x", "mail.search", "list[0]"));
            case 2 -> {
                same("found");
                sometimes("!");
                same(".length");
            }
            case 3 -> {
                same("(");
                expression(depth - 1);
                sometimes(" as " + type(1));
                same(")");
            }
            case 4 -> {
                same("`a ${");
                expression(depth - 1);
                sometimes(" as " + type(1));
                same("} b: c`");
            }
            case 5 -> {
                same("new Map");
                sometimes("<string, " + type(1) + ">");
                same("()");
            }
            case 6 -> {
                same("{a: ");
                expression(depth - 1);
                same(", b, m(q");
                annotation();
                same(")");
                annotation();
                same(" { return 1; }, ...c}");
                sometimes(" satisfies " + type(1));
            }
            case 7 -> {
                same("(");
                expression(depth - 1);
                same(" ? ");
                expression(depth - 1);
                same(" : ");
                expression(depth - 1);
                same(")");
            }
            case 8 -> {
                same(oneOf("(", "(async "));
                sometimes("<T>");
                parameters();
                annotation();
                same(" => ");
                same("[");
                expression(depth - 1);
                same("])");
            }
            case 9 -> {
                same("call");
                sometimes("<" + type(1) + ">");
                same("(");
                expression(depth - 1);
                same(", ");
                expression(depth - 1);
                same(")");
            }
            case 10 -> {
                same("void mail.search(");
                expression(depth - 1);
                same(")");
                sometimes(" as " + type(1));
            }
            case 11 -> {
                same("(a ? (b) : (c");
                annotation();
                same(") => d)");
            }
            case 12 -> {
                same("(x < 1 === y > 2 || x >> 1 >= 2 && !(z / 2 / 1)");
                sometimes(" as boolean");
                same(")");
            }
            default -> {
                same("[");
                expression(depth - 1);
                sometimes(" as const");
                same(", ");
                expression(depth - 1);
                same("]");
            }
        }
    }
}
