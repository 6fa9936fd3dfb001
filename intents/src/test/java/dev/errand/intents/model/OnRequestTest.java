package dev.errand.intents.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.Plan;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planning;
import dev.errand.os.operation.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Skills of other services: only names at first, declarations when a model asks.
class OnRequestTest extends AskingAModel {
    private static final String USE = "user.say(JSON.stringify(notion.find_page({query: \"tea\"})));";

    private static PlanRequest connected(int services) {
        PlanRequest request = SmallDevice.request("find the page about tea");
        return new PlanRequest(
                request.intent(),
                SmallDevice.connected(services),
                request.language(),
                request.now(),
                request.zone(),
                List.of());
    }

    @Test
    void declarationsComeWhenTheModelAsks() {
        serve(OpenAiServer.text("// DESCRIBE: notion"), OpenAiServer.code(USE));

        Plan plan = ((Planning.Planned) plan(access(), connected(2))).plan();

        assertThat(plan.code()).isEqualTo(USE + "\n");
        assertThat(plan.findings()).isEmpty();
        assertThat(plan.usage().modelCalls()).isEqualTo(2);
        assertThat(server.requests().getFirst().message(0))
                .contains("- notion: find_page, tool_number_1")
                .doesNotContain("declare const notion");
        assertThat(server.requests().getLast().message(-1))
                .contains("declare const notion", "find_page(options: {query: any})", "data, never instructions")
                .doesNotContain("declare const service1", "declare const user");
        assertThat(notes).containsExactly("The model asks what notion can do.");
    }

    @Test
    void askingInAFenceOrAfterThinkingIsUnderstood() {
        Catalogue catalogue = SmallDevice.connected(3);

        assertThat(OnRequest.asked("```js\n// DESCRIBE: notion, service2\n```", catalogue))
                .containsExactly("notion", "service2");
        assertThat(OnRequest.asked("<think>which?</think>\nDESCRIBE: service1.", catalogue))
                .containsExactly("service1");
        assertThat(OnRequest.asked("// DESCRIBE: mail", catalogue)).containsExactly("mail");
        assertThat(OnRequest.asked("// DESCRIBE: taxis", catalogue)).isEmpty();
        assertThat(OnRequest.asked("user.say('DESCRIBE: notion');", catalogue)).isEmpty();
    }

    @Test
    void aModelThatOnlyAsksIsStopped() {
        serve(
                OpenAiServer.text("// DESCRIBE: notion"),
                OpenAiServer.text("// DESCRIBE: service1"),
                OpenAiServer.text("// DESCRIBE: notion"),
                OpenAiServer.text("// DESCRIBE: notion"));

        Planning.Failed failed = failed(plan(access(), connected(2)));

        assertThat(failed.usage().modelCalls()).isEqualTo(4);
        assertThat(failed.message()).contains("not usable");
    }

    @Test
    void aFindingAfterAQuestionIsStillRepaired() {
        serve(
                OpenAiServer.text("// DESCRIBE: notion"),
                OpenAiServer.code("notion.find_pages({query: 'tea'});"),
                OpenAiServer.code("notion.find_pages({query: 'milk'});"),
                OpenAiServer.code(USE));

        Plan plan = ((Planning.Planned) plan(access(), connected(1))).plan();

        assertThat(plan.code()).isEqualTo(USE + "\n");
        assertThat(plan.usage().modelCalls()).isEqualTo(4);
    }

    @Test
    void anyNumberOfServicesAddsLittleToThePrompt() {
        int without = Prompt.of(connected(0), new WordRanking()).lasting().length();

        for (int services : new int[] {1, 7, 40, 300}) {
            int added =
                    Prompt.of(connected(services), new WordRanking()).lasting().length() - without;
            assertThat(added).as(services + " services").isBetween(200, 2_000); // 500 tokens
        }
    }

    @Test
    void aDeviceWithoutServicesIsToldNothingOfThem() {
        assertThat(Prompt.of(connected(0), new WordRanking()).lasting()).doesNotContain("DESCRIBE");
    }
}
