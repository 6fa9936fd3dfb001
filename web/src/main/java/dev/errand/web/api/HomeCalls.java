package dev.errand.web.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.declaration.JsonSchema;
import dev.errand.runtime.Documents;
import dev.errand.runtime.Errand;
import dev.errand.runtime.journal.RunState;
import dev.errand.web.http.Locales;
import dev.errand.web.http.Problem;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/// What the device holds beside runs.
final class HomeCalls {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Errand errand;
    private final Supplier<String> metrics;
    private final Optional<Transcriber> transcriber =
            ServiceLoader.load(Transcriber.class).findFirst();

    HomeCalls(Errand errand, Supplier<String> metrics) {
        this.errand = errand;
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
        Transcriber words = transcriber.orElseThrow(() -> Problem.notAvailable(
                        "Voice input is not available: no part of this installation makes words of speech. Send the words"
                                + " as \"intent\" to /api/v1/runs.")
                .thrown());
        String type = Optional.ofNullable(call.context().contentType()).orElse("");
        if (!type.startsWith("audio/")) {
            throw Problem.wrongType("a recording as audio/…", type).thrown();
        }
        if (call.bytes().length == 0) {
            throw Problem.invalid("The recording is empty.").thrown();
        }
        String text =
                words.transcribe(call.bytes(), type, Locales.of(call.context().header("Accept-Language")));
        return Reply.ok(JSON.objectNode().put("text", text));
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
