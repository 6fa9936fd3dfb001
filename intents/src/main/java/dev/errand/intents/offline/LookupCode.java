package dev.errand.intents.offline;

import java.util.ArrayList;
import java.util.List;

/// Writes how a thing is found that a person named by a phrase: one clear match is taken, of several they choose.
final class LookupCode {
    private static final int MOST_CHOICES = 8;

    private final Script script;
    private final Wording wording;
    private final boolean canAsk;

    LookupCode(Script script, Wording wording, boolean canAsk) {
        this.script = script;
        this.wording = wording;
        this.canAsk = canAsk;
    }

    /// The variable that holds the thing; the same phrase is looked up once.
    String resolve(Finder finder, Value.Lookup lookup) {
        String known = script.resolved().get(lookup);
        if (known != null) {
            return known;
        }
        String named = Js.identifier(lookup.phrase());
        String variable = script.name(named.isEmpty() ? "the" + Wording.capital(finder.noun()) : named);
        write(finder, new Js.Fixed(lookup.phrase()), variable);
        script.resolved().put(lookup, variable);
        return variable;
    }

    /// The same for a phrase that only the running workflow knows.
    String resolve(Finder finder, String phrase) {
        String variable = script.numbered(finder.noun());
        write(finder, new Js.Code(phrase), variable);
        return variable;
    }

    private void write(Finder finder, Js.Part phrase, String variable) {
        String all = script.numbered(finder.noun() + "s");
        script.line("");
        script.line("const " + all + " = " + call(finder, phrase) + filter(finder) + ";");
        script.line("if (" + all + ".length === 0) throw new Error(" + around(wording.notFound(finder.noun()), phrase)
                + ");");
        if (!canAsk) {
            script.line("const " + variable + " = " + all + "[0];");
            return;
        }
        script.line("let " + variable + " = " + all + "[0];");
        String close = finder.isRanked() ? " && " + all + "[1].score > 0.8 * " + all + "[0].score" : "";
        script.open("if (" + all + ".length > 1" + close + ") {");
        choose(finder, phrase, all, variable);
        script.close("}");
    }

    private void choose(Finder finder, Js.Part phrase, String all, String variable) {
        String each = finder.noun().substring(0, 1);
        String question = around(wording.which(finder.noun()), phrase);
        String some = all + ".slice(0, " + MOST_CHOICES + ")";
        String key = finder.key(each);
        if (key.equals(finder.name(each)) && finder.hasReadableKey()) {
            script.line("const answer = user.ask(" + question + ", {choices: " + some + ".map(" + each + " => " + key
                    + ")});");
            script.line(variable + " = " + all + ".find(" + each + " => " + key + " === answer);");
            return;
        }
        script.line("const labels = " + some + ".map(" + label(finder, each) + ");");
        script.line("const answer = user.ask(" + question + ", {choices: labels});");
        script.line(variable + " = " + all + "[labels.indexOf(answer)];");
    }

    private static String label(Finder finder, String each) {
        String name = "${" + finder.name(each) + "}";
        if (finder.hasReadableKey()) {
            String key = "${" + finder.key(each) + "}";
            boolean file = finder.member().name().equals("path");
            return each + " => `" + name + (file ? " (" + key + ")`" : " <" + key + ">`");
        }
        String more = finder.more(each);
        return "(" + each + ", i) => `${i + 1}. " + name + (more.isEmpty() ? "" : " (${" + more + " ?? \"?\"})") + "`";
    }

    private static String call(Finder finder, Js.Part phrase) {
        String argument = switch (phrase) {
            case Js.Fixed fixed -> Js.text(fixed.text());
            case Js.Code code -> code.expression();
        };
        String given =
                finder.phrase().positional() ? argument : "{" + finder.phrase().name() + ": " + argument + "}";
        return finder.operation().qualifiedName() + "(" + given + ")";
    }

    private static String filter(Finder finder) {
        String each = finder.noun().substring(0, 1);
        boolean list = finder.member().shape() instanceof dev.errand.os.operation.Shape.ListOf;
        String member = each + "." + finder.member().name();
        return finder.mayLackKey() ? ".filter(" + each + " => " + member + (list ? ".length > 0" : "") + ")" : "";
    }

    private static String around(Wording.Around around, Js.Part phrase) {
        List<Js.Part> parts = new ArrayList<>();
        parts.add(new Js.Fixed(around.before()));
        parts.add(phrase);
        parts.add(new Js.Fixed(around.after()));
        return Js.template(parts);
    }
}
