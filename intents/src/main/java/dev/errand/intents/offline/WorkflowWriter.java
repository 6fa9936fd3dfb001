package dev.errand.intents.offline;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Writes the workflow of a reading, for people to look at: look-ups, calls, and what the person is told.
final class WorkflowWriter {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][\\w$]*");

    private final Phrasebook phrasebook;
    private final Script script;

    private WorkflowWriter(Phrasebook phrasebook, List<Reading> readings) {
        this.phrasebook = phrasebook;
        script = new Script(taken(phrasebook, readings));
    }

    /// The workflow of one reading, or one that first asks which of several is meant.
    static String write(Phrasebook phrasebook, List<Reading> readings) {
        WorkflowWriter writer = new WorkflowWriter(phrasebook, readings);
        if (readings.size() == 1) {
            writer.steps(readings.getFirst());
        } else {
            writer.question(readings);
        }
        return writer.script.code();
    }

    /// One that asks whether a reading is meant, or which of several if any.
    static String doubting(Phrasebook phrasebook, List<Reading> readings) {
        WorkflowWriter writer = new WorkflowWriter(phrasebook, readings);
        writer.doubt(readings);
        return writer.script.code();
    }

    private static Set<String> taken(Phrasebook phrasebook, List<Reading> readings) {
        Set<String> taken = new HashSet<>();
        phrasebook.catalogue().skills().stream().map(Catalogue.SkillEntry::name).forEach(taken::add);
        for (Reading reading : readings) {
            for (Step step : reading.steps()) {
                String code = step.template().sentence().code();
                IDENTIFIER.matcher(code).results().forEach(i -> taken.add(i.group()));
                if (!code.isEmpty()) {
                    taken.addAll(step.slots().keySet());
                }
            }
        }
        return taken;
    }

    private static Map<String, Reading> choices(List<Reading> readings) {
        Map<String, Reading> choices = new LinkedHashMap<>();
        for (Reading reading : readings) {
            String promise = String.join(
                    ", then: ", reading.steps().stream().map(Report::promise).toList());
            String choice = choices.containsKey(promise) ? promise + " (" + reading.meaning() + ")" : promise;
            choices.put(choice, reading);
        }
        return choices;
    }

    private String asked(Wording wording, List<String> choices) {
        String wish = script.name("wish");
        String list = String.join(", ", choices.stream().map(Js::text).toList());
        script.line(
                "const " + wish + " = user.ask(" + Js.text(wording.whatDoYouMean()) + ", {choices: [" + list + "]});");
        return wish;
    }

    private void doubt(List<Reading> readings) {
        Map<String, Reading> choices = choices(readings);
        Wording wording = Wording.of(readings.getFirst());
        List<String> all = new ArrayList<>(choices.keySet());
        all.add(wording.noneOfThese());
        String wish = asked(wording, all);
        for (Map.Entry<String, Reading> choice : choices.entrySet()) {
            script.open("if (" + wish + " === " + Js.text(choice.getKey()) + ") {");
            script.resolved().clear();
            steps(choice.getValue());
            script.close("}");
        }
    }

    private void question(List<Reading> readings) {
        Map<String, Reading> choices = choices(readings);
        List<String> names = new ArrayList<>(choices.keySet());
        String wish = asked(Wording.of(readings.getFirst()), names);
        for (int i = 0; i < names.size(); i++) {
            boolean last = i == names.size() - 1;
            String condition = last ? "{" : "if (" + wish + " === " + Js.text(names.get(i)) + ") {";
            if (i == 0) {
                script.open(condition);
            } else {
                script.otherwise("} else " + condition);
            }
            script.resolved().clear();
            steps(choices.getOrDefault(names.get(i), readings.getFirst()));
        }
        script.close("}");
    }

    private void steps(Reading reading) {
        Wording wording = Wording.of(reading);
        CallCode calls = new CallCode(phrasebook, script, wording);
        RecipeCode recipes = new RecipeCode(script, wording, phrasebook.has("user.say"));
        Report report = new Report(phrasebook, script, wording);
        String result = "";
        for (int i = 0; i < reading.steps().size(); i++) {
            Step step = reading.steps().get(i);
            Operation operation = step.template().operation();
            if (step.absorbed()) {
                continue;
            }
            if (operation == null) {
                boolean alone = reading.steps().size() == 1;
                recipes.write(
                        step.template(),
                        calls.declared(step),
                        alone,
                        i == reading.steps().size() - 1);
                result = "";
                continue;
            }
            CallCode.Written written = calls.write(i, step, operation);
            result = written.result();
            if (operation.effect().isEffect() || !isUsedLater(reading, i)) {
                report.write(step, operation, written);
            }
        }
        if (!result.isEmpty()) {
            script.line("return " + result + ";");
        }
    }

    private static boolean isUsedLater(Reading reading, int index) {
        return reading.steps().stream()
                .flatMap(step -> step.slots().values().stream())
                .anyMatch(value -> value instanceof Value.Earlier earlier && earlier.step() == index);
    }
}
