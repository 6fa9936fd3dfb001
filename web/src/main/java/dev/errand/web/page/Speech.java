package dev.errand.web.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.voice.Transcriptions;
import dev.errand.os.device.DeviceFailure;
import dev.errand.web.http.Body;
import io.javalin.http.Context;

/// What the microphone button of the page talks to.
final class Speech {
    private static final long MOST_BYTES = 25_000_000;

    private final Transcriptions transcriptions;

    Speech(Transcriptions transcriptions) {
        this.transcriptions = transcriptions;
    }

    /// Whether anybody here can write down what is said: it is told before the person speaks.
    void ready(Context context) {
        try {
            answer(context, JsonNodeFactory.instance.objectNode().put("by", transcriptions.health()));
        } catch (DeviceFailure e) {
            refuse(context, e);
        }
    }

    /// The words of a recording, for the person to look at before anything comes of them.
    void transcribe(Context context) {
        try {
            String text =
                    transcriptions.transcribe(Body.bytes(context, MOST_BYTES)).text();
            answer(context, JsonNodeFactory.instance.objectNode().put("text", text));
        } catch (DeviceFailure e) {
            refuse(context, e);
        }
    }

    private static void refuse(Context context, DeviceFailure e) {
        context.status(503);
        String remedy = e.remedy().isEmpty() ? "" : " " + e.remedy();
        answer(context, JsonNodeFactory.instance.objectNode().put("problem", Visible.text(e.getMessage() + remedy)));
    }

    private static void answer(Context context, ObjectNode document) {
        context.contentType("application/json").result(document.toString());
    }
}
