package dev.errand.intents.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.intents.PlanRequest;
import dev.errand.os.operation.Body;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.Shape;
import dev.errand.os.operation.StepContext;
import dev.errand.sandbox.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A device that can do a handful of things, as far as planners are concerned.
final class SmallDevice {
    private static final Shape TEXT = new Shape.Text();
    private static final Shape FILE = new Shape.Structure(
            "File",
            List.of(new Shape.Field("path", TEXT, false, false, ""), new Shape.Field("name", TEXT, false, false, "")));
    private static final Shape CONTACT = new Shape.Structure(
            "Contact",
            List.of(
                    new Shape.Field("name", TEXT, false, false, ""),
                    new Shape.Field("emails", new Shape.ListOf(TEXT), false, false, "")));

    private static final Shape ITEM = new Shape.Structure(
            "Item",
            List.of(
                    new Shape.Field("text", TEXT, false, false, ""),
                    new Shape.Field("done", new Shape.Truth(), false, false, "")));

    private SmallDevice() {}

    static Catalogue catalogue() {
        return new Catalogue(List.of(
                skill("clock", operation("clock", "sleep", EffectClass.WAIT, new Shape.Nothing(), by("seconds"))),
                skill(
                        "contacts",
                        operation("contacts", "find", EffectClass.READ, new Shape.ListOf(CONTACT), by("phrase"))),
                skill("files", operation("files", "find", EffectClass.READ, new Shape.ListOf(FILE), by("phrase"))),
                skill("lists", operation("lists", "items", EffectClass.READ, new Shape.ListOf(ITEM), by("list"))),
                skill(
                        "mail",
                        operation(
                                "mail",
                                "send",
                                EffectClass.SEND,
                                new Shape.Nothing(),
                                named("to", true),
                                named("subject", true),
                                named("body", true),
                                named("attachments", false))),
                skill(
                        "user",
                        operation("user", "ask", EffectClass.ASK, TEXT, by("question"), named("choices", false)),
                        operation("user", "say", EffectClass.SAY, new Shape.Nothing(), by("text")))));
    }

    /// The same with services that are described only on request.
    static Catalogue connected(int services) {
        List<Catalogue.SkillEntry> skills =
                new java.util.ArrayList<>(catalogue().skills());
        for (int i = 0; i < services; i++) {
            String name = i == 0 ? "notion" : "service" + i;
            List<Operation> operations = new java.util.ArrayList<>();
            for (int j = 0; j < 30; j++) {
                String tool = j == 0 ? "find_page" : "tool_number_" + j;
                operations.add(operation(name, tool, EffectClass.SEND, new Shape.Any(), named("query", true)));
            }
            skills.add(new Catalogue.SkillEntry(
                    name, "What " + name + " offers", operations, List.of(), Catalogue.Told.ON_REQUEST));
        }
        return new Catalogue(skills);
    }

    static PlanRequest request(String words) {
        return request(words, List.of());
    }

    static PlanRequest request(String words, List<PlanRequest.Denial> denials) {
        Instant now = Instant.parse("2026-03-02T09:00:00Z");
        return new PlanRequest(
                new Intent(words, Channel.TERMINAL, Locale.ENGLISH, now),
                catalogue(),
                Language.JAVASCRIPT,
                now,
                ZoneId.of("Europe/Berlin"),
                denials);
    }

    private static Catalogue.SkillEntry skill(String name, Operation... operations) {
        return new Catalogue.SkillEntry(name, "What has to do with " + name, List.of(operations), List.of());
    }

    private static Operation operation(
            String skill, String name, EffectClass effect, Shape result, Parameter... parameters) {
        return new Operation(
                skill,
                name,
                1,
                "Does " + name,
                name,
                effect,
                Recovery.REPEATABLE,
                Provenance.OWNED,
                List.of(parameters),
                result,
                List.of(),
                NEVER_CALLED);
    }

    private static Parameter by(String name) {
        return new Parameter(name, new Shape.Any(), Mark.PLAIN, true, true, "");
    }

    private static Parameter named(String name, boolean required) {
        return new Parameter(name, new Shape.Any(), Mark.PLAIN, false, required, "");
    }

    private static final Body NEVER_CALLED = new Body() {
        @Override
        public Result perform(ObjectNode arguments, StepContext context) {
            throw new AssertionError("Planners run nothing.");
        }

        @Override
        public Optional<Result> preview(ObjectNode arguments, StepContext context) {
            throw new AssertionError("Planners run nothing.");
        }

        @Override
        public boolean undoable() {
            return false;
        }

        @Override
        public void undo(ObjectNode arguments, Result result, StepContext context) {
            throw new AssertionError("Planners run nothing.");
        }
    };
}
