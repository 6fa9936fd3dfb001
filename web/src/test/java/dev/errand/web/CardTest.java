package dev.errand.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The approval card, and what a run looks like before and after it.
@Timeout(180)
class CardTest extends BrowserTest {
    private static final String LONG = "mail.send({to: 'jane@example.com', subject: 'Long',"
            + " body: Array.from({length: 300}, (_, i) => 'Line ' + i).join('\\n')});";

    @Test
    void muchThatDependsOnAYesIsSeenToItsEndBeforeOneCanBeGiven() {
        String run = begun(LONG);
        Page page = loggedIn(context);
        long before = served.sent();
        go(page, "/runs/" + run);
        assertThat(page.locator("#approve")).hasAttribute("aria-disabled", "true");
        assertThat(page.locator("#unseen")).containsText("Look at all of it first");
        assertThat(String.valueOf(page.evaluate("document.activeElement.id"))).isNotEqualTo("approve");
        page.locator("#approve").dispatchEvent("click");
        assertThat(page.locator(".standing .state")).hasText("needs your yes");
        assertThat(served.sent()).isEqualTo(before);
        approve(page);
        assertThat(page.locator(".standing .state")).hasText("done");
        assertThat(served.sent()).isEqualTo(before + 1);
    }

    @Test
    void whatIsSaidAtTheEndIsNotShownAsSaidBefore() {
        String run = begun("mail.send({to: 'jane@example.com', subject: 'Tea', body: 'At six.'}); user.say('Sent.');");
        Page page = loggedIn(context);
        go(page, "/runs/" + run);
        assertThat(page.locator("svg.graph .node").last()).containsText("will say");
        approve(page);
        assertThat(page.locator(".standing .state")).hasText("done");
        assertThat(page.locator("svg.graph .node").last()).not().containsText("will say");
    }

    @Test
    void theMessageIsShownAsItWillArrive() {
        String run = begun("const f = files.find('car title')[0]; mail.send({to: 'jane@example.com',"
                + " cc: ['team@example.com'], subject: 'Grüße', body: 'One\\n\\nTwo', attachments: [f]});");
        Page page = loggedIn(context);
        go(page, "/runs/" + run);
        assertThat(page.locator(".message")).containsText("Copy to");
        assertThat(page.locator(".message")).containsText("Grüße");
        assertThat(page.locator(".enclosed .hash")).hasText(java.util.regex.Pattern.compile("sha256 [0-9a-f]{64}"));
        assertThat(page.locator("#approval-card")).containsText("Cannot be taken back");
        assertThat(page.locator("#approval-card")).containsText("It has cost nothing so far.");
        assertThat(page.locator("#approval-card")).containsText("Your answer is waited for until");
        assertThat(page.locator(".message .origin a").last()).hasText("step 1");
    }

    @Test
    void whatChangesInFilesIsShownBeforeAndAfter() {
        served.run("files.write('Notes/plan.txt', 'one\\ntwo\\nthree\\n');");
        String run = Served.json(served.post(
                        "/api/v1/runs",
                        "{\"code\": \"files.write('Notes/plan.txt', 'one\\\\n2\\\\nthree\\\\n');"
                                + " files.move('Notes/plan.txt', 'Notes/done.txt');\", \"dryRun\": true}",
                        "Prefer",
                        "wait=30"))
                .path("id")
                .asText();
        everywhere("diff", page -> {
            go(page, "/runs/" + run);
            page.locator(".effects details summary").first().click();
            page.locator(".effects details summary").last().click();
            assertThat(page.locator(".diff .removed .text")).hasText("two");
            assertThat(page.locator(".diff .added .text")).hasText("2");
            assertThat(page.locator(".diff .added .hidden")).hasText("added:");
            assertThat(page.locator(".diff figcaption").last()).containsText("Notes/plan.txt → Notes/done.txt");
        });
        assertThat(served.errand.device().storage().readText("files/Notes/plan.txt"))
                .isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void stepsHangTogetherInAPictureAndInAList() {
        String run = begun("const f = files.find('car title')[0]; mail.send({to: 'jane@example.com',"
                + " subject: 'It', body: 'x', attachments: [f]});");
        everywhere("graph", page -> {
            go(page, "/runs/" + run);
            assertThat(page.locator("svg.graph .node")).hasCount(2);
            assertThat(page.locator("svg.graph .edge.seen")).hasCount(1);
            page.getByText("The same as a list").click();
            assertThat(page.locator(".steps li").last()).containsText("attachments ← 1");
            page.locator("#code summary").click();
            assertThat(page.locator("ol.code .call").first()).hasText("files.find");
            page.locator("ol.code .to-step").first().click();
            assertThat(page.locator("#step-1 details")).hasAttribute("open", "");
        });
    }

    @Test
    void aConversationGoesOnAfterARun() {
        Page page = loggedIn(context);
        page.locator("#intent").fill("What time is it?");
        button(page, "Plan it").click();
        assertThat(page.locator(".standing .state")).hasText("done");
        assertThat(page.locator("[data-aloud]")).isVisible();
        page.getByLabel("And then?").fill("What is on my shopping list?");
        button(page, "Plan it").click();
        assertThat(page.locator(".before li")).hasText("What time is it?");
        assertThat(page.locator("h1")).hasText("What is on my shopping list?");
        isAccessible(page);
        String run = page.url().replaceAll(".*/(r-\\w+).*", "$1");
        assertThat(served.errand
                        .engine()
                        .run(new dev.errand.runtime.journal.RunId(run))
                        .start()
                        .before())
                .containsExactly("What time is it?");
    }
}
