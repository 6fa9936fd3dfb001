package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Provenance;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.Ruling;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.journal.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One question for approval, the same for every channel that shows it: terminal, page, message. Computed from the
/// journal alone.
///
/// @param words    the person's, that the run serves
/// @param stage    how many times the run has asked before, plus one
/// @param expires  until when it is waited for
/// @param effects  that are asked about, in the order of the code
/// @param ifDenied what happens on a no
public record ApprovalCard(
        ApprovalId id,
        String words,
        int stage,
        Instant requestedAt,
        Optional<Instant> expires,
        List<Asked> effects,
        String ifDenied) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public ApprovalCard {
        effects = List.copyOf(effects);
    }

    /// An effect that is asked about.
    ///
    /// @param group      alike effects have the same: same operation, what decides from outside or not
    /// @param headline   what it does, in plain words
    /// @param arguments  all of them, as they will run
    /// @param codeLine   the line of the workflow that does it; empty if unknown
    /// @param undo       whether and how it can be taken back
    /// @param rememberable whether the person may have the like of it allowed for good
    public record Asked(
            int number,
            int group,
            String operation,
            EffectClass effect,
            String headline,
            List<String> reasons,
            ObjectNode arguments,
            Map<String, Origin> provenance,
            int line,
            String codeLine,
            String undo,
            boolean rememberable) {
        public Asked {
            reasons = List.copyOf(reasons);
        }

        /// For programs and pages. Names are a contract; members may be added.
        public ObjectNode document() {
            ObjectNode node = JSON.objectNode();
            node.put("number", number).put("group", group);
            node.put("operation", operation).put("class", effect.name());
            node.put("summary", headline);
            reasons.forEach(node.putArray("reasons")::add);
            node.set("arguments", arguments);
            ObjectNode from = node.putObject("provenance");
            provenance.forEach((name, origin) -> from.putObject(name)
                    .put("origin", origin.provenance().name())
                    .put("source", origin.source()));
            node.put("line", line).put("code", codeLine);
            return node.put("undo", undo).put("rememberable", rememberable);
        }
    }

    /// How an approval was answered.
    ///
    /// @param by who or what: `terminal`, `command line`, `--yes`, `time` if it expired
    public record Answered(String by, Instant at, String how) {
        static Optional<Answered> of(Run run) {
            return run.lastAnswered()
                    .flatMap(lane ->
                            Optional.ofNullable(lane.resolved).map(r -> new Answered(r.by(), lane.resolvedAt, how(r))));
        }

        private static String how(Entry.ApprovalResolved resolved) {
            boolean approved = resolved.decisions().stream().anyMatch(Entry.EffectDecision::approved);
            boolean edited = resolved.decisions().stream().anyMatch(d -> d.arguments() != null);
            return !approved ? "refused" : edited ? "approved with changes" : "approved";
        }

        public String sentence() {
            return "It was %s by %s at %s.".formatted(how, by, at);
        }
    }

    /// The approval that a run waits for, if it does.
    static Optional<ApprovalCard> open(Run run, Catalogue catalogue) {
        Lane lane = run.preview().orElse(null);
        if (run.state() != RunState.AWAITING_APPROVAL || lane == null || lane.request == null) {
            return Optional.empty();
        }
        Optional<Instant> expires = Optional.ofNullable(lane.requested).map(Entry.ApprovalRequested::expires);
        int stage = Math.toIntExact(run.entries().stream()
                .filter(r -> r.entry() instanceof Entry.ApprovalRequested)
                .count());
        return Optional.of(new ApprovalCard(
                RunDocument.approval(run).orElseThrow(),
                run.start().intent(),
                stage,
                lane.request.at(),
                expires,
                asked(run, lane, catalogue),
                ifDenied(run)));
    }

    /// What a run that was only looked ahead at would ask about if it went on; nothing of other runs.
    static List<Asked> foreseen(Run run, Catalogue catalogue) {
        return run.state() == RunState.PREVIEWED
                ? run.preview().map(lane -> asked(run, lane, catalogue)).orElse(List.of())
                : List.of();
    }

    private static List<Asked> asked(Run run, Lane lane, Catalogue catalogue) {
        List<Asked> effects = new ArrayList<>();
        Map<Object, Integer> groups = new LinkedHashMap<>();
        List<String> code = run.plan().map(p -> p.code().lines().toList()).orElse(List.of());
        for (EffectProposed effect : lane.asked()) {
            Ruling ruling = lane.ruling(effect.number()).orElseThrow();
            Optional<Operation> operation = catalogue.operation(effect.operation());
            int group = groups.computeIfAbsent(alike(effect, operation, ruling.verdict()), _ -> groups.size() + 1);
            boolean hasLine = effect.line() > 0 && effect.line() <= code.size();
            effects.add(new Asked(
                    effect.number(),
                    group,
                    effect.operation(),
                    effect.effect(),
                    effect.summary(),
                    ruling.reasons(),
                    effect.arguments(),
                    effect.provenance(),
                    effect.line(),
                    hasLine ? code.get(effect.line() - 1).strip() : "",
                    undo(operation),
                    ruling.verdict() == Verdict.ASK
                            && operation.filter(Operation::rememberable).isPresent()));
        }
        return effects;
    }

    /// What effects have in common of which a loop made several: operation, decision, and which of what decides comes
    /// from outside.
    static Object alike(EffectProposed effect, Optional<Operation> operation, Object decision) {
        List<String> outside = operation.stream()
                .flatMap(o -> o.parameters().stream())
                .filter(p -> p.mark() != Mark.PLAIN && p.mark() != Mark.CONTENT)
                .map(Parameter::name)
                .filter(name -> Optional.ofNullable(effect.provenance().get(name))
                        .filter(origin -> origin.provenance() == Provenance.OUTSIDE)
                        .isPresent())
                .toList();
        return List.of(effect.operation(), outside, decision);
    }

    private static String undo(Optional<Operation> operation) {
        return operation.filter(Operation::undoable).isPresent()
                ? "can be undone for as long as the run is kept and nobody changes the same thing again"
                : "cannot be undone";
    }

    private static String ifDenied(Run run) {
        String done = run.effectsStarted().isEmpty()
                ? "nothing is done"
                : "what was done so far stays; undo takes back what can be taken back";
        return run.mayReplan("a reason")
                ? "with a reason, another plan is made; without one the run ends, " + done
                : "the run ends, " + done;
    }

    /// For programs and pages. Names are a contract; members may be added.
    public ObjectNode document() {
        ObjectNode document = JSON.objectNode();
        document.put("id", id.toString());
        document.put("run", id.run().value());
        document.put("intent", words);
        document.put("stage", stage);
        document.put("requestedAt", requestedAt.toString());
        document.put("expires", expires.map(Instant::toString).orElse(null));
        ArrayNode list = document.putArray("effects");
        effects.forEach(effect -> list.add(effect.document()));
        document.put("ifDenied", ifDenied);
        return document;
    }
}
