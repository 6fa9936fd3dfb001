package dev.errand.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page in a real browser.
@Timeout(120)
class PageTest extends BrowserTest {
    @Test
    void anIntentIsTypedAnsweredEditedApprovedAndDone() {
        Page page = loggedIn(context);
        long before = served.sent();
        page.keyboard().press("/");
        page.keyboard().type("Please send my car title to my insurance company");
        page.keyboard().press("Control+Enter");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Harbor Mutual Insurance"))
                .click();

        assertThat(page.locator("#approval-card")).containsText("claims@harbormutual.example.com");
        assertThat(page.locator("#approval-card")).containsText("from your own data");
        assertThat(served.sent()).isEqualTo(before);
        isAccessible(page);
        page.getByText("Change it first").click();
        page.getByLabel("subject").fill("The title of my car");
        picture(page, "approval");
        approve(page);

        assertThat(page.locator(".standing .state")).hasText("done");
        assertThat(page.locator(".answer")).containsText("Harbor Mutual");
        assertThat(page.locator("#run")).containsText("The title of my car");
        assertThat(served.sent()).isEqualTo(before + 1);
        isAccessible(page);
        picture(page, "done");
    }

    @Test
    void whatWasDoneIsTakenBack() {
        String run = begun("lists.add('Shopping', 'Cinnamon');");
        Page page = loggedIn(context);
        go(page, "/runs/" + run);
        page.getByText("Take back…").click();
        isAccessible(page);
        picture(page, "undo");
        button(page, "Take it back").click();
        assertThat(page.locator(".standing .state")).hasText("taken back");
    }

    @Test
    void aNoWithAReasonEndsIt() {
        String run = begun(MAIL);
        Page page = loggedIn(context);
        go(page, "/runs/" + run);
        page.getByLabel("Reason for a no").fill("Not today");
        button(page, "Refuse").click();
        assertThat(page.locator(".standing .state")).hasText("refused");
        assertThat(Served.json(served.get("/api/v1/runs/" + run)).path("state").asText())
                .isEqualTo("denied");
    }

    @Test
    void ofTwoTabsTheFirstAnswerWinsAndTheOtherSaysSo() {
        String run = begun(MAIL);
        Page one = loggedIn(context);
        go(one, "/runs/" + run);
        Page other = context.newPage();
        other.route(Pattern.compile("/stream"), route -> route.abort()); // it is not told in time
        go(other, "/runs/" + run);
        readToTheEnd(other);
        button(one, "Refuse").click();
        assertThat(one.locator(".standing .state")).hasText("refused");
        button(other, "Approve").click();
        assertThat(other.getByRole(AriaRole.ALERT)).containsText("refused by web");
        assertThat(other.locator(".standing .state")).hasText("refused");
    }

    @Test
    void anOpenScreenFollowsWhatHappensElsewhere() {
        String run = begun(MAIL);
        Page page = loggedIn(context);
        go(page, "/runs/" + run);
        assertThat(page.locator("#approval-card")).isVisible();
        served.post("/api/v1/runs/" + run + "/approve", "{}");
        assertThat(page.locator(".standing .state")).hasText("done");
        assertThat(page.locator("#announce")).hasText("done");
        assertThat(page.locator(".answer")).hasText("Sent to Jane.");
    }

    @Test
    void withoutJavaScriptEverythingWorks() {
        try (BrowserContext plain = context(options().setJavaScriptEnabled(false))) {
            Page page = loggedIn(plain);
            page.locator("#intent").fill("Please send my car title to my insurance company");
            button(page, "Plan it").click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Harbor Mutual Insurance"))
                    .click();
            page.getByText("Change it first").click();
            page.getByLabel("subject").fill("Plain");
            button(page, "Approve").click();
            assertThat(page.locator("h1")).hasText("Look once more");
            assertThat(page.locator("main")).containsText("Plain");
            isAccessibleAsItStands(page);
            button(page, "Approve").click();
            assertThat(page.locator(".standing .state")).hasText("done");
            assertThat(page.locator("#run")).containsText("Plain");
        }
    }

    @Test
    void textsOfOthersStayTexts() {
        String run = begun(
                "mail.send({to: 'jane@example.com', subject: '<script>alert(1)</script><img src=x onerror=alert(2)>',"
                        + " body: '\\u202Eevil \\u0007 </textarea><b>x</b>'});");
        Page page = loggedIn(context);
        page.onDialog(dialog -> console.add("A script ran: " + dialog.message()));
        go(page, "/runs/" + run);
        assertThat(page.locator("#approval-card")).containsText("<script>alert(1)</script>");
        assertThat(page.locator("#approval-card .value").last()).containsText("⟦U+202E⟧evil ␇ </textarea>");
        assertThat(page.locator("#approval-card img, #approval-card b").count()).isZero();
        isAccessible(page);
    }

    @Test
    void formsOfOtherPagesAreRefused() {
        Page page = loggedIn(context);
        assertThat(page.request().post(served.address("/runs").toString()).status())
                .isEqualTo(403);
        page.evaluate("document.querySelector('input[name=csrf]').value = 'x'");
        page.locator("#intent").fill("what time is it");
        button(page, "Plan it").click();
        assertThat(page.locator("main")).containsText("not of this session");
    }

    @Test
    void aWrongTokenAndAUsedLinkOpenNothing() {
        Page page = context.newPage();
        go(page, "/runs");
        isAccessible(page);
        page.getByLabel("Token").fill("wrong");
        button(page, "Open").click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("That is not the token.");
        String link = served.greeting().getLast().replaceAll("^Open (\\S+) .*", "$1");
        page.navigate(link);
        assertThat(page.locator("#prompt")).isVisible();
        page.navigate(link);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("used already");
        go(page, "/settings");
        button(page, "Log out").click();
        go(page, "/");
        assertThat(page.getByLabel("Token")).isVisible();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/inbox",
                "/runs",
                "/schedules",
                "/contacts",
                "/rules",
                "/skills",
                "/settings",
                "/settings?model=1",
                "/settings/forget",
                "/runs?skill=mail&from=2026-01-01",
                "/status",
                "/status?ask=1",
                "/runs/r-00000000"
            })
    void everyScreenIsAccessibleInBothThemesAndOnAPhone(String path) {
        begun(MAIL);
        everywhere(
                path.equals("/") ? "home" : path.substring(1).replace('/', '-').replaceAll("\\W", "-"),
                page -> go(page, path));
    }

    @Test
    void aRunIsAccessibleInBothThemesAndOnAPhone() {
        String run = begun(MAIL
                + " lists.add('Shopping', 'Milk'); mail.send({to: 'team@example.com', subject: 'Two', body: 'x'});");
        everywhere("run", page -> go(page, "/runs/" + run));
    }

    @Test
    void theKeyboardIsEnough() {
        String run = begun(MAIL);
        Page page = loggedIn(context);
        go(page, "/inbox");
        for (int i = 0;
                i < 60
                        && !String.valueOf(page.evaluate("document.activeElement.getAttribute('href')"))
                                .endsWith(run);
                i++) {
            page.keyboard().press("j");
        }
        page.keyboard().press("Enter");
        page.waitForURL("**/runs/" + run);
        for (int i = 0; i < 60 && !"approve".equals(page.evaluate("document.activeElement.id")); i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        assertThat(page.locator(".standing .state")).hasText("done");
    }

    @Test
    void itSpeaksGerman() {
        inGerman(page -> {
            assertThat(page.locator("h1")).hasText("Was soll getan werden?");
            assertThat(page.locator("html").getAttribute("lang")).isEqualTo("de");
            isAccessible(page);
        });
    }

    @Test
    void inGermanOneGetsAllTheWay() {
        inGerman(page -> {
            page.locator("#intent").fill("Schick bitte meinen car title an meine insurance company");
            button(page, "Planen").click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Harbor Mutual Insurance"))
                    .click();
            assertThat(page.locator("#approval-card")).containsText("Die Nachricht, wie sie ankommt:");
            readToTheEnd(page);
            isAccessible(page);
            picture(page, "german");
            page.locator("#deny").click();
            assertThat(page.locator(".standing .state")).hasText("abgelehnt");
            for (String path :
                    List.of("/inbox", "/status", "/settings", "/contacts", "/rules", "/schedules", "/skills")) {
                go(page, path);
                isAccessible(page);
            }
        });
    }
}
