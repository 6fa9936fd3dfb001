package dev.errand.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.errand.runtime.policy.Rule;
import dev.errand.runtime.policy.RuleMaker;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// All that waits, on one screen.
@Timeout(180)
class InboxPageTest extends BrowserTest {
    private static void askAboutLists() {
        Rule rule = new RuleMaker(served.errand.catalogue(), List::of, new SplittableRandom(1))
                .make(
                        new RuleMaker.Typed(Rule.Kind.ASK, "lists.add", List.of(), null, List.of(), List.of()),
                        Rule.Source.written("test"),
                        Instant.now());
        served.errand.owning(() -> {
            if (served.errand.rules().read().rules().isEmpty()) {
                served.errand.rules().add(List.of(rule));
            }
            return rule;
        });
    }

    @Test
    void theVerySameIsApprovedTogetherAndNothingElse() {
        askAboutLists();
        String one = begun("lists.add('Shopping', 'Salt');");
        String two = begun("lists.add('Shopping', 'Salt');");
        String other = begun("lists.add('Shopping', 'Pepper');");
        begun(MAIL);
        begun(MAIL);
        Page page = loggedIn(context);
        go(page, "/inbox");
        assertThat(page.locator(".batch")).hasCount(1);
        assertThat(page.locator(".batch h2")).hasText("2 errands ask for the very same");
        isAccessible(page);
        picture(page, "batch");
        page.locator(".batch button").click();
        assertThat(page.locator(".batch")).hasCount(0);
        assertThat(served.run("return 1").path("state").asText()).isEqualTo("succeeded");
        for (String run : List.of(one, two)) {
            go(page, "/runs/" + run);
            assertThat(page.locator(".standing .state")).hasText("done");
        }
        go(page, "/runs/" + other);
        assertThat(page.locator(".standing .state")).hasText("needs your yes");
    }

    @Test
    void anApprovalOfMuchIsNotTakenByABatch() {
        String run = begun(MAIL);
        String approval = served.errand
                .engine()
                .approval(new dev.errand.runtime.journal.RunId(run))
                .orElseThrow()
                .id()
                .toString();
        Page page = loggedIn(context);
        go(page, "/inbox");
        page.evaluate(
                "approval => { const form = document.createElement('form'); form.method = 'post';"
                        + " form.action = '/inbox/approve'; const seal = document.querySelector('[name=csrf]')"
                        + " ?.value ?? ''; for (const [name, value] of [['csrf', seal], ['approval', approval]]) {"
                        + " const field = document.createElement('input'); field.name = name; field.value = value;"
                        + " form.append(field); } document.body.append(form); window.forged = form; }",
                approval);
        page.evaluate("fetch('/').then(r => r.text()).then(html => {"
                + " window.forged.elements.csrf.value = html.match(/name=\"csrf\" value=\"([^\"]+)\"/)[1];"
                + " window.forged.submit(); })");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("not all wait for the same");
        assertThat(Served.json(served.get("/api/v1/runs/" + run)).path("state").asText())
                .isEqualTo("awaiting_approval");
    }

    @Test
    void anOpenInboxFollowsCountsAndTellsWithoutContent() {
        context.grantPermissions(List.of("notifications"));
        context.addInitScript("window.told = []; window.Notification = class extends EventTarget {"
                + " static permission = 'granted'; static requestPermission() { return Promise.resolve('granted'); }"
                + " constructor(title, options) { super(); window.told.push(title + '|' + options.body); } };");
        Page page = loggedIn(context);
        go(page, "/inbox");
        button(page, "Tell me in this browser").click();
        assertThat(page.locator("#tell [role=status]")).containsText("This browser tells you");
        String run = begun(MAIL.replace("Dinner", "Secret"));
        assertThat(page.locator("[href='/runs/" + run + "']")).isVisible();
        assertThat(page).hasTitle(Pattern.compile("^\\(\\d+\\) Inbox.*"));
        page.waitForFunction("window.told.length > 0");
        assertThat(String.valueOf(page.evaluate("window.told[0]"))).isEqualTo("Errand waits for your yes|");
    }
}
