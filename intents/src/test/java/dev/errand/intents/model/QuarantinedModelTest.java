package dev.errand.intents.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Model;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class QuarantinedModelTest extends AskingAModel {
    private static final Model.Prompt PROMPT = new Model.Prompt("Summarize.", "A long story.");

    private QuarantinedModel model() {
        return new QuarantinedModel(access(), new Surroundings(slept::add, InstantSource.system(), () -> 0.5));
    }

    private DeviceFailure failure() {
        DeviceFailure failure = catchThrowableOfType(DeviceFailure.class, () -> model().complete(PROMPT));
        assertThat(failure + failure.remedy() + model()).doesNotContain(KEY).doesNotContain("0815");
        return failure;
    }

    @Test
    void theModelIsToldTheInstructionAndTheDataAndNothingElse() {
        serve(OpenAiServer.text("A short story."));

        Model.Completion completion = model().complete(PROMPT);

        assertThat(completion).isEqualTo(new Model.Completion("A short story.", "scripted", 100, 20));
        OpenAiServer.Request request = server.requests().getFirst();
        assertThat(request.body().get("messages")).hasSize(2);
        assertThat(request.message(0)).isEqualTo("Summarize.");
        assertThat(request.message(1)).isEqualTo("A long story.");
        assertThat(request.body().has("tools")).isFalse();
    }

    @Test
    void whatMayPassIsTriedAgain() {
        serve(OpenAiServer.status(503, "busy"), OpenAiServer.text("Here."));

        assertThat(model().complete(PROMPT).text()).isEqualTo("Here.");
        assertThat(slept).hasSize(1);
    }

    @Test
    void aRefusalIsSaidWithoutTheKeyThatTheServerQuotes() {
        serve(OpenAiServer.status(401, "Incorrect API key provided: " + KEY));

        assertThat(failure().kind()).isEqualTo(DeviceFailure.Kind.UNREACHABLE);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anAnswerThatWasCutIsNoAnswer() {
        serve(OpenAiServer.text("A very long").finishing("length"));
        assertThat(failure()).hasMessageContaining("longer than it may be");
    }

    @Test
    void aKeyInAnAnswerIsTakenOut() {
        serve(OpenAiServer.text("Your key is " + KEY));

        assertThat(model().complete(PROMPT).text()).isEqualTo("Your key is [key]");
    }
}
