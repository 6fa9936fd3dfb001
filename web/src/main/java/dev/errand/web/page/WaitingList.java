package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.ApprovalCard;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunState;
import dev.errand.web.page.EffectView.Tier;
import dev.errand.web.page.Lines.Batch;
import dev.errand.web.page.Lines.Waiting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What waits for the person, oldest first.
final class WaitingList {
    private static final int MOST = 50;

    private WaitingList() {}

    static List<Waiting> of(Errand errand, Texts t) {
        return of(runs(errand.engine()), errand, t);
    }

    static List<Waiting> of(List<Journal.Summary> runs, Errand errand, Texts t) {
        Engine engine = errand.engine();
        List<Waiting> waiting = new ArrayList<>();
        for (Journal.Summary run : runs) {
            List<String> what = new ArrayList<>();
            engine.approval(run.id())
                    .ifPresent(card -> card.effects().forEach(effect -> what.add(Visible.text(effect.headline()))));
            if (run.state() == RunState.AWAITING_ANSWER) {
                engine.run(run.id()).question().ifPresent(question -> what.add(Visible.text(question.question())));
            }
            waiting.add(new Waiting(RunLine.of(run, t), what));
        }
        return waiting;
    }

    static List<Journal.Summary> runs(Engine engine) {
        return engine.inbox(MOST, Optional.empty()).reversed();
    }

    /// The effects of a card, as documents.
    static List<JsonNode> asked(ApprovalCard card) {
        List<JsonNode> effects = new ArrayList<>();
        card.document().path("effects").forEach(effects::add);
        return effects;
    }

    /// Cards that ask for the very same, where not much depends on it: these may be answered together.
    static List<Batch> batches(Errand errand, Texts t) {
        Map<JsonNode, List<ApprovalCard>> alike = new LinkedHashMap<>();
        for (Journal.Summary run : runs(errand.engine())) {
            errand.engine()
                    .approval(run.id())
                    .filter(card -> asked(card).stream().allMatch(effect -> Tier.of(effect) != Tier.HIGH))
                    .ifPresent(card -> alike.computeIfAbsent(essence(card), _ -> new ArrayList<>())
                            .add(card));
        }
        return alike.values().stream()
                .filter(cards -> cards.size() > 1)
                .map(cards -> new Batch(
                        views(errand, cards.getFirst(), t),
                        cards.stream().map(card -> card.id().toString()).toList()))
                .toList();
    }

    private static List<EffectView> views(Errand errand, ApprovalCard card, Texts t) {
        return RunView.of(errand.engine().run(card.id().run()), "", errand, t).asked();
    }

    /// All that the person would look at: what is done, with what, where that comes from, and why they are asked.
    private static JsonNode essence(ApprovalCard card) {
        ArrayNode essence = JsonNodeFactory.instance.arrayNode();
        for (JsonNode effect : asked(card)) {
            ObjectNode each = essence.addObject();
            for (String member : List.of("operation", "class", "arguments", "provenance", "reasons", "undo")) {
                each.set(member, effect.path(member));
            }
        }
        return essence;
    }
}
