package dev.errand.intents.offline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// A workflow while it is being written: its lines and its names.
final class Script {
    private final StringBuilder code = new StringBuilder();
    private final Set<String> taken;
    private final Map<Value.Lookup, String> resolved = new HashMap<>();
    private int depth;

    /// @param taken names that may not be declared
    Script(Set<String> taken) {
        this.taken = new HashSet<>(taken);
        this.taken.addAll(Js.RESERVED);
        // Names of the blocks in which the person chooses; outside of them they would be hidden there.
        this.taken.addAll(Set.of("answer", "labels"));
    }

    /// Adds one line; empty ones only between others.
    void line(String text) {
        if (text.isEmpty()) {
            if (!code.isEmpty()
                    && !code.toString().endsWith("\n\n")
                    && !code.toString().endsWith("{\n")) {
                code.append('\n');
            }
            return;
        }
        code.append("  ".repeat(depth)).append(text).append('\n');
    }

    void comment(String text) {
        line("// " + text.replaceAll("\\p{Cntrl}|[\\u2028\\u2029]", " ").strip());
    }

    /// A line that opens a block; [#close] ends it.
    void open(String text) {
        line(text);
        depth++;
    }

    void close(String text) {
        depth--;
        line(text);
    }

    /// Ends a block and begins the one that belongs to it.
    void otherwise(String text) {
        close(text);
        depth++;
    }

    /// A name like the one wished for that nothing else has.
    String name(String wished) {
        String name = wished;
        for (int i = 2; !taken.add(name); i++) {
            name = wished + i;
        }
        return name;
    }

    /// A name with a number, for what there may be several of.
    String numbered(String wished) {
        int i = 1;
        while (!taken.add(wished + i)) {
            i++;
        }
        return wished + i;
    }

    Map<Value.Lookup, String> resolved() {
        return resolved;
    }

    String code() {
        return code.toString().strip() + "\n";
    }
}
