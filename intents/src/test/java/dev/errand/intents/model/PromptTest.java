package dev.errand.intents.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.PlanRequest;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.declaration.Declarations;
import dev.errand.os.operation.Catalogue;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.JavaScriptChecker;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PromptTest {
    @Test
    void theLastingPartIsTheSameForAllIntents() {
        Prompt one = Prompt.of(SmallDevice.request("say hello"));
        Prompt other =
                Prompt.of(SmallDevice.request("wait", List.of(new PlanRequest.Denial("user.say(1);", "not so loud"))));

        assertThat(one.lasting()).isEqualTo(other.lasting());
        assertThat(other.changing()).contains("not so loud").endsWith("Intent: wait\n");
    }

    @Test
    void rulesAndExamplesStaySmall() {
        PlanRequest request = SmallDevice.request("say hello");
        PlanRequest python = in(request, Language.PYTHON, request.catalogue());

        assertThat(Prompt.of(request).lasting()).hasSizeBetween(3_000, 7_000);
        assertThat(Prompt.of(python).lasting()).hasSizeBetween(3_000, 7_000).contains("```python", "raise Exception");
    }

    @Test
    void rulesAndExamplesAloneTakeFewCharacters() {
        PlanRequest request = SmallDevice.request("say hello");
        String lasting = Prompt.of(request).lasting();

        int declarations = Declarations.typeScript(request.catalogue()).length();
        assertThat(lasting.length() - declarations).isLessThan(4_500);
    }

    @Test
    void noExampleUsesWhatTheDeviceDoesNotHave() {
        PlanRequest request = SmallDevice.request("say hello");
        Catalogue silent = new Catalogue(List.of(request.catalogue().skills().getFirst()));

        assertThat(Prompt.of(request).lasting())
                .contains("landlord", "shopping")
                .doesNotContain("Needs:");
        assertThat(Prompt.of(in(request, Language.JAVASCRIPT, silent)).lasting())
                .doesNotContain("landlord", "shopping")
                .contains("DECLINE: This device cannot order food.");
    }

    @Test
    void theExamplesHoldNoFindings() {
        PlanRequest request = SmallDevice.request("say hello");
        WorkflowCheck check = new WorkflowCheck(new JavaScriptChecker());
        String examples = Prompt.of(request).lasting().split("## Examples", 2)[1];
        Matcher code = Pattern.compile("(?s)```js\n(.*?)```").matcher(examples);

        int checked = 0;
        while (code.find()) {
            if (!code.group(1).contains("DECLINE")) {
                assertThat(check.inspect(Language.JAVASCRIPT, code.group(1), request.catalogue())
                                .findings())
                        .isEmpty();
                checked++;
            }
        }
        assertThat(checked).isEqualTo(2);
    }

    private static PlanRequest in(PlanRequest request, Language language, Catalogue catalogue) {
        return new PlanRequest(request.intent(), catalogue, language, request.now(), request.zone(), List.of());
    }
}
