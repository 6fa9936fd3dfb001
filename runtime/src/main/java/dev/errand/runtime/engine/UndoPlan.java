package dev.errand.runtime.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Catalogue;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Entry.EffectUndone;
import dev.errand.runtime.journal.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What taking back effects of a run would do, or did; effect by effect, last first.
public record UndoPlan(RunId run, List<Item> items) {
    /// What becomes of an effect.
    public enum Status {
        /// It can be taken back as the world stands.
        PLANNED,
        /// It has been taken back.
        UNDONE,
        /// It stays; the reason says why.
        STAYS;

        /// The name used in JSON.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// One effect.
    ///
    /// @param effect  its number
    /// @param step    that made it
    /// @param summary what it was, in words
    /// @param actions what will be done, in words; empty unless it is planned
    /// @param reason  why it stays; empty if it does not
    public record Item(
            int effect,
            int step,
            String operation,
            String summary,
            Status status,
            List<String> actions,
            String reason) {
        public Item {
            actions = List.copyOf(actions);
        }

        private ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("effect", effect)
                    .put("step", step)
                    .put("operation", operation)
                    .put("summary", summary)
                    .put("status", status.id())
                    .put("reason", reason);
            actions.forEach(json.putArray("actions")::add);
            return json;
        }
    }

    public UndoPlan {
        items = List.copyOf(items);
    }

    /// Whether anything can be taken back.
    public boolean isPossible() {
        return items.stream().anyMatch(item -> item.status() == Status.PLANNED);
    }

    /// The numbers of the effects that are not taken back yet, in the order in which they are tried.
    List<Integer> open() {
        return items.stream()
                .filter(item -> item.status() != Status.UNDONE)
                .map(Item::effect)
                .toList();
    }

    /// As in the member `undo` of a run's document.
    public ArrayNode json() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> array.add(item.json()));
        return array;
    }

    /// What came of it, as the journal tells.
    static UndoPlan asDone(Run run, Catalogue catalogue) {
        List<Item> items = new ArrayList<>();
        for (EffectUndone undone : run.undo().outcomes()) {
            run.effectStarted(undone.step())
                    .ifPresent(effect -> items.add(item(
                            effect,
                            summary(effect, catalogue),
                            undone.problem().isEmpty() ? Status.UNDONE : Status.STAYS,
                            List.of(),
                            undone.problem())));
        }
        return new UndoPlan(run.id(), items);
    }

    static Item item(EffectStarted effect, String summary, Status status, List<String> actions, String reason) {
        return new Item(effect.number(), effect.step(), effect.operation(), summary, status, actions, reason);
    }

    static String summary(EffectStarted effect, Catalogue catalogue) {
        return catalogue
                .operation(effect.operation())
                .map(operation -> operation.describe(effect.arguments()))
                .orElse(effect.operation());
    }
}
