package dev.errand.runtime.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Workflows that nobody wrote: changes to files, lists, notes and mail, in loops, branches and `try`, and reads of
/// what
/// they changed. The same seed always gives the same workflow.
final class RandomWorkflow {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    private final SplittableRandom random;
    private int token;

    RandomWorkflow(long seed) {
        this.random = new SplittableRandom(seed);
    }

    String code() {
        StringBuilder code = new StringBuilder("const attempt = (deed) => { try { return deed(); }"
                + " catch (e) { user.say('no: ' + e.name); return null; } };\n");
        int statements = 3 + random.nextInt(6);
        for (int i = 0; i < statements; i++) {
            code.append(statement(0)).append('\n');
        }
        return code.append("return files.list('.').map(f => f.name).join();").toString();
    }

    private String statement(int depth) {
        return switch (random.nextInt(depth > 1 ? 8 : 10)) {
            case 8 ->
                "for (let i = 0; i < %d; i++) { %s %s }"
                        .formatted(1 + random.nextInt(3), statement(depth + 1), statement(depth + 1));
            case 9 ->
                "if (attempt(() => files.read(%s)).length %% 2 === 0) { %s } else { %s }"
                        .replace("attempt(() => files.read(%s)).length", "(attempt(() => files.read(%s)) || '').length")
                        .formatted(path(), statement(depth + 1), statement(depth + 1));
            default -> "attempt(() => %s);".formatted(call());
        };
    }

    private String call() {
        return switch (random.nextInt(11)) {
            case 0, 1 -> "files.write(%s, %s)".formatted(path(), text());
            case 2, 3 -> "files.append(%s, %s)".formatted(path(), text());
            case 4 -> "files.move(%s, %s)".formatted(path(), path());
            case 5 -> "files.copy(%s, %s)".formatted(path(), path());
            case 6 -> "files.delete(%s)".formatted(path());
            case 7 -> "lists.add('things', %s)".formatted(text());
            case 8 -> "notes.create({title: %s, text: %s})".formatted(text(), text());
            case 9 -> "mail.send({to: 'jane@example.org', subject: %s, body: %s})".formatted(text(), text());
            default -> "user.say(files.read(%s))".formatted(path());
        };
    }

    private String path() {
        List<String> parts = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            parts.add("sub");
        }
        parts.add(NAMES.get(random.nextInt(NAMES.size())) + ".txt");
        return "'" + String.join("/", parts) + "'";
    }

    private String text() {
        return "'t" + ++token + "'";
    }
}
