package dev.errand.web.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.voice.Transcript;
import dev.errand.intents.voice.Transcriptions;
import dev.errand.os.declaration.JsonSchema;
import dev.errand.runtime.Documents;
import dev.errand.runtime.Errand;
import dev.errand.runtime.journal.RunState;
import dev.errand.web.http.Problem;
import java.util.Optional;
import java.util.function.Supplier;

/// What the device holds beside runs.
final class HomeCalls {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Errand errand;
    private final Supplier<String> metrics;
    private final Transcriptions speech;

    HomeCalls(Errand errand, Transcriptions speech, Supplier<String> metrics) {
        this.errand = errand;
        this.speech = speech;
        this.metrics = metrics;
    }

    Reply inbox(Call call) {
        ArrayNode waiting = Documents.inbox(errand.engine(), call.limit(), call.before(errand.engine()));
        return Reply.ok(JSON.objectNode().set("inbox", waiting));
    }

    Reply rules(Call call) {
        return Reply.ok(Documents.rules(errand));
    }

    Reply schedules(Call call) {
        ObjectNode document = JSON.objectNode();
        ArrayNode schedules = document.putArray("schedules");
        errand.schedules().all().forEach(kept -> schedules.add(Documents.schedule(kept.standing())));
        return Reply.ok(document);
    }

    Reply skills(Call call) {
        ObjectNode document = JSON.objectNode();
        ArrayNode skills = document.putArray("skills");
        errand.catalogue().skills().forEach(skill -> skills.add(JsonSchema.skill(skill)));
        errand.skillTroubles().forEach(document.putArray("troubles")::add);
        return Reply.ok(document);
    }

    Reply transcribe(Call call) {
        String type = Optional.ofNullable(call.context().contentType()).orElse("");
        if (!type.startsWith("audio/")) {
            throw Problem.wrongType("a recording as audio/…", type).thrown();
        }
        if (call.bytes().length == 0) {
            throw Problem.invalid("The recording is empty.").thrown();
        }
        Transcript heard = speech.transcribe(call.bytes());
        ObjectNode document = JSON.objectNode().put("text", heard.text()).put("engine", heard.engine());
        return Reply.ok(document.put("inGrammar", heard.inGrammar()));
    }

    Reply metrics(Call call) {
        return Reply.text("text/plain; version=0.0.4; charset=utf-8", metrics.get());
    }

    /// For whoever watches over the server; says nothing about the person.
    Reply health(Call call) {
        long waiting = errand.engine().census().entrySet().stream()
                .filter(each -> each.getKey().waitsForPerson() || each.getKey() == RunState.AWAITING_TIMER)
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
        return Reply.ok(JSON.objectNode().put("status", "ok").put("parked", waiting));
    }
}
