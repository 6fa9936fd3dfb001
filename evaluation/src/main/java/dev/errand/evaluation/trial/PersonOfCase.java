package dev.errand.evaluation.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.evaluation.check.Deed;
import dev.errand.evaluation.suite.Case;
import dev.errand.runtime.engine.Approval;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.engine.Run;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The person of a case: approves and answers as it says.
final class PersonOfCase {
    private static final String BY = "eval";

    private final Case item;
    private final Deque<String> answers;
    private final List<Deed> approved = new ArrayList<>();
    private int asked;
    private int approvals;

    PersonOfCase(Case item, Iterable<String> answers) {
        this.item = item;
        this.answers = new ArrayDeque<>();
        answers.forEach(this.answers::add);
    }

    /// How many questions they were asked.
    int asked() {
        return asked;
    }

    /// How often they were asked to approve.
    int approvals() {
        return approvals;
    }

    /// Decides about what a run waits with; whether there was anything to say.
    boolean approves(Engine engine, Run run, ObjectNode document) {
        approvals++;
        Map<Integer, Deed> effects = new HashMap<>();
        for (JsonNode effect : document.path("effects")) {
            effects.put(effect.path("number").asInt(), Observation.deed(effect));
        }
        Set<Integer> yes = new HashSet<>();
        Set<Integer> no = new HashSet<>();
        for (JsonNode number : document.path("waitingFor").path("effects")) {
            Deed deed = effects.get(number.asInt());
            Optional<Boolean> says =
                    deed == null ? Optional.of(false) : item.approval().says(deed, approved);
            if (says.isEmpty()) {
                return false;
            }
            (says.get() ? yes : no).add(number.asInt());
            if (says.get() && deed != null) {
                approved.add(deed);
            }
        }
        if (!yes.isEmpty() || effects.isEmpty()) {
            engine.approve(run.id(), no.isEmpty() ? Approval.ofAll(BY) : new Approval(yes, Map.of(), BY));
        } else {
            engine.deny(run.id(), "", BY);
        }
        return true;
    }

    /// Answers a question; an answer that is none of its choices is lost, and the next one is given.
    boolean answers(Engine engine, Run run) {
        asked++;
        while (!answers.isEmpty()) {
            try {
                engine.answer(run.id(), answers.poll(), BY);
                return true;
            } catch (Refusal _) {
                // not one of the choices: the question stays open
            }
        }
        return false;
    }
}
