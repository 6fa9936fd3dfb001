package dev.errand.intents.offline;

import java.util.Map;

/// Writes a workflow that a skill brings along: its slots as constants in front, then its code as it is. What the code
/// returns without having said it is said.
final class RecipeCode {
    private static final String RETURN = "return ";

    private final Script script;
    private final Wording wording;
    private final boolean canSay;

    RecipeCode(Script script, Wording wording, boolean canSay) {
        this.script = script;
        this.wording = wording;
        this.canSay = canSay;
    }

    /// @param alone whether it is the whole workflow, rather than one step with names of its own
    /// @param last  whether the workflow may end with it
    void write(Template template, Map<String, String> slots, boolean alone, boolean last) {
        script.line("");
        if (!alone) {
            script.open("{");
        }
        slots.forEach((slot, code) -> {
            if (!slot.equals(code)) {
                script.line("const " + slot + " = " + code + ";");
            }
        });
        String code = template.sentence().code().strip();
        int end = code.startsWith(RETURN) ? 0 : code.lastIndexOf("\n" + RETURN) + 1;
        boolean returns = end > 0 || code.startsWith(RETURN);
        code.substring(0, returns ? end : code.length()).lines().forEach(script::line);
        boolean silent = canSay && !code.contains("user.say(");
        if (returns) {
            finish(code.substring(end + RETURN.length()).strip(), silent, last);
        } else if (silent) {
            script.line("user.say(" + Js.text(wording.done()) + ");");
        }
        if (!alone) {
            script.close("}");
        }
    }

    private void finish(String expression, boolean silent, boolean last) {
        String value = expression.endsWith(";") ? expression.substring(0, expression.length() - 1) : expression;
        if (!silent) {
            if (last) {
                (RETURN + value + ";").lines().forEach(script::line);
            }
            return;
        }
        String result = script.name("result");
        ("const " + result + " = " + value + ";").lines().forEach(script::line);
        if (value.endsWith(".length")) {
            script.line("user.say(" + result + ");");
        } else {
            sayLines(result);
        }
        if (last) {
            script.line(RETURN + result + ";");
        }
    }

    private void sayLines(String result) {
        script.line("const lines = Array.isArray(" + result + ") && " + result
                + ".map(one => one.title ?? one.path ?? one.name ?? String(one)).join(\"\\n\");");
        script.line("user.say(lines === false ? " + result + " : lines || " + Js.text(wording.nothingThere()) + ");");
    }
}
