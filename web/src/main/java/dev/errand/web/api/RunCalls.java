package dev.errand.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.Channel;
import dev.errand.os.device.Hash;
import dev.errand.runtime.Documents;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import dev.errand.web.http.Body;
import dev.errand.web.http.Problem;
import dev.errand.web.work.Desk;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Runs, and decisions about them.
final class RunCalls {
    private static final String BY = "http";
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

    private final Errand errand;
    private final Desk desk;

    RunCalls(Errand errand, Desk desk) {
        this.errand = errand;
        this.desk = desk;
    }

    private Engine engine() {
        return errand.engine();
    }

    private ObjectNode document(RunId id) {
        return desk.document(id);
    }

    Reply start(Call call) {
        Wish wish = Wish.of(call.body(), call.context().header("Accept-Language"), errand);
        RunStarted start = wish.start(engine(), Channel.WEB);
        RunId id = desk.hand(
                () -> call.key().map(key -> startOnce(key, wish, start)).orElseGet(() -> begin(wish, start)),
                call.patience());
        return Reply.created("/api/v1/runs/" + id, document(id));
    }

    private RunId begin(Wish wish, RunStarted start) {
        return wish.code().isEmpty() ? engine().start(start) : engine().start(start, wish.language(), wish.code());
    }

    /// The run's name comes from the key: whoever asks again after a crash gets the same run.
    private RunId startOnce(String key, Wish wish, RunStarted start) {
        String hash = Hash.of("run of " + key);
        StringBuilder name = new StringBuilder("r-");
        for (int i = 0; i < 8; i++) {
            int at = Integer.parseInt(hash.substring(4 * i, 4 * i + 4), 16);
            name.append(LETTERS.charAt(at % LETTERS.length()));
        }
        RunId id = new RunId(name.toString());
        engine().startOnce(id, start, wish.language(), wish.code());
        return id;
    }

    Reply list(Call call) {
        int limit = call.limit();
        List<Journal.Summary> found = engine().runs(limit + 1, call.before(engine()));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode runs = document.putArray("runs");
        found.stream().limit(limit).map(Documents::summary).forEach(runs::add);
        document.put("next", found.size() > limit ? found.get(limit - 1).id().value() : null);
        return Reply.ok(document);
    }

    Reply show(Call call) {
        return Reply.ok(document(call.run(engine())));
    }

    Reply approve(Call call) {
        RunId id = call.run(engine());
        Consent consent = Consent.of(call.body(), BY);
        return decided(call, id, () -> {
            if (engine().run(id).state() == RunState.OVER_BUDGET) {
                engine().raise(id, consent.raises(), BY);
            } else {
                engine().approve(id, consent.approval());
            }
        });
    }

    Reply deny(Call call) {
        Body.only(call.body(), Set.of("reason"));
        RunId id = call.run(engine());
        String reason = Body.text(call.body(), "reason").orElse("").strip();
        return decided(call, id, () -> engine().deny(id, reason, BY));
    }

    Reply answer(Call call) {
        Body.only(call.body(), Set.of("text"));
        RunId id = call.run(engine());
        String text = Body.text(call.body(), "text")
                .orElseThrow(() -> Problem.invalid("\"text\" is missing: what is the answer?")
                        .thrown());
        return decided(call, id, () -> engine().answer(id, text, BY));
    }

    private Reply decided(Call call, RunId id, Runnable deed) {
        desk.hand(
                () -> {
                    deed.run();
                    return id;
                },
                call.patience());
        return Reply.ok(document(id));
    }

    Reply cancel(Call call) {
        Body.only(call.body(), Set.of());
        return done(call, id -> engine().cancel(id));
    }

    Reply undo(Call call) {
        Body.only(call.body(), Set.of("effects"));
        Set<Integer> effects = numbers(call.body().path("effects"));
        return done(call, id -> engine().undo(id, effects, BY));
    }

    private Reply done(Call call, Consumer<RunId> deed) {
        RunId id = call.run(engine());
        return Reply.ok(desk.now(() -> {
            deed.accept(id);
            return document(id);
        }));
    }

    private static Set<Integer> numbers(JsonNode array) {
        Set<Integer> numbers = new HashSet<>();
        if (array.isMissingNode() || array.isNull()) {
            return numbers;
        }
        array.forEach(each -> Optional.of(each)
                .filter(JsonNode::isInt)
                .filter(number -> number.intValue() > 0)
                .ifPresent(number -> numbers.add(number.intValue())));
        if (!array.isArray() || array.isEmpty() || numbers.size() != array.size()) {
            throw Problem.invalid("\"effects\" lists numbers of effects; leave it out to take back all of them.")
                    .thrown();
        }
        return numbers;
    }
}
