package dev.errand.intents.offline;

import dev.errand.os.kit.Finding;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Sentence;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Says a skill's sentences to the offline planner of a whole device, with sample values in their slots: whether it
/// understands them, and whether another skill's sentences get in the way.
public final class SentenceRules {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-03-02T10:00:00+01:00[Europe/Berlin]");

    private final SkillEntry skill;
    private final List<Finding> findings = new ArrayList<>();

    private SentenceRules(SkillEntry skill) {
        this.skill = skill;
    }

    /// What is wrong with the sentences of one skill.
    ///
    /// @param others the other skills of the device
    public static List<Finding> check(SkillEntry skill, List<SkillEntry> others) {
        SentenceRules rules = new SentenceRules(skill);
        rules.check(others);
        return List.copyOf(rules.findings);
    }

    /// Why no device could be spoken to that has this skill; empty if its sentences can all be read.
    public static Optional<String> fault(SkillEntry skill) {
        try {
            skill.recipes().forEach(recipe -> Grammar.compile(skill.name(), null, recipe));
            for (Operation operation : skill.operations()) {
                operation.sentences().forEach(sentence -> Grammar.compile(skill.name(), operation, sentence));
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage() + " Correct it, or take the skill away.");
        }
    }

    private void check(List<SkillEntry> others) {
        skill.recipes().forEach(recipe -> compiles(null, recipe));
        for (Operation operation : skill.operations()) {
            operation.sentences().forEach(sentence -> compiles(operation, sentence));
        }
        if (!findings.isEmpty()) {
            return; // no phrasebook can be made of them
        }
        List<SkillEntry> all = new ArrayList<>(others);
        all.add(skill);
        Phrasebook phrasebook = new Phrasebook(new Catalogue(all));
        Interpreter interpreter = new Interpreter(phrasebook, NOW);
        phrasebook.templates().stream()
                .filter(template -> template.skill().equals(skill.name()))
                .forEach(template -> said(template, interpreter));
    }

    private void compiles(@Nullable Operation operation, Sentence sentence) {
        try {
            if (Grammar.compile(skill.name(), operation, sentence).isEmpty()) {
                findings.add(Finding.error(
                        name(operation),
                        "The sentence \"" + sentence.pattern() + "\" has no word that tells it from others, or a slot"
                                + " that no words can fill.",
                        "Give it a word of its own, and slots for texts, numbers, times or things."));
            }
        } catch (IllegalArgumentException e) {
            findings.add(Finding.error(name(operation), String.valueOf(e.getMessage()), "Correct the sentence."));
        }
    }

    private String name(@Nullable Operation operation) {
        return operation == null ? skill.name() : operation.qualifiedName();
    }

    private void said(Template template, Interpreter interpreter) {
        Set<String> told = new LinkedHashSet<>();
        for (String example : Examples.of(template)) {
            List<Reading> readings = interpreter.readings(Lexer.read(example));
            Optional<Reading> own =
                    best(readings, step -> step.template().meaning().equals(template.meaning()));
            Optional<Reading> other =
                    best(readings, step -> !step.template().skill().equals(skill.name()));
            if (own.isEmpty() && other.isEmpty()) {
                if (told.add("")) {
                    findings.add(Finding.warning(
                            name(template.operation()),
                            "\"%s\" is not understood, though the sentence \"%s\" says it."
                                    .formatted(example, template.sentence().pattern()),
                            "Give the sentence more words of its own between its slots."));
                }
            } else if (other.isPresent()) {
                collision(template, example, own, other.get(), told);
            }
        }
    }

    private static Optional<Reading> best(List<Reading> readings, Predicate<Step> wanted) {
        return readings.stream()
                .filter(reading -> reading.steps().size() == 1
                        && wanted.test(reading.steps().getFirst()))
                .findFirst();
    }

    private void collision(Template template, String example, Optional<Reading> own, Reading other, Set<String> told) {
        double ahead = own.map(reading -> reading.score() - other.score()).orElse(-1.0);
        String rival = other.steps().getFirst().template().meaning();
        if (ahead >= OfflinePlanner.MARGIN || !told.add(rival)) {
            return;
        }
        String remedy = "Choose words that the other skill does not use; its sentence is \"%s\"."
                .formatted(other.steps().getFirst().template().sentence().pattern());
        findings.add(
                ahead <= -OfflinePlanner.MARGIN
                        ? Finding.error(
                                name(template.operation()),
                                "\"%s\" means %s instead.".formatted(example, rival),
                                remedy)
                        : Finding.warning(
                                name(template.operation()),
                                "\"%s\" may also mean %s; the person will be asked which.".formatted(example, rival),
                                remedy));
    }
}
