package dev.errand.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Contacts and what they are called, in a real browser.
@Timeout(120)
class ContactsPageTest extends BrowserTest {
    private static final String INTENT = "Please send my car title to my insurance company";
    private static final String HARBOR = "Harbor Mutual Insurance";

    private static void ask(Page page) {
        go(page, "/");
        page.locator("#intent").fill(INTENT);
        button(page, "Plan it").click();
    }

    private static Locator like(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator card(Page page, String name) {
        return page.locator(".contact").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void isDone(Page page) {
        assertThat(page.locator(".standing .state")).hasText("done");
    }

    private void tellWhoIsMeant(Page page) {
        ask(page);
        like(page, HARBOR).click();
        assertThat(page.locator("#approval-card")).containsText("claims@harbormutual.example.com");
        button(page, "Refuse").click();
        assertThat(page.locator(".standing .state")).hasText("refused");
    }

    @Test
    void withoutJavaScriptItIsAskedRememberedNotAskedAgainAndTakenAway() {
        try (BrowserContext plain = context(options().setJavaScriptEnabled(false))) {
            Page page = loggedIn(plain);
            tellWhoIsMeant(page);
            like(page, "Remember that “insurance company” means " + HARBOR + " <claims@harbormutual.example.com>")
                    .click();
            isDone(page);
            assertThat(page.locator(".answer")).containsText("insurance company");
            assertThat(page.getByText("Take back…")).isVisible();

            ask(page);
            assertThat(page.locator("#approval-card")).containsText("claims@harbormutual.example.com");
            assertThat(page.locator("#question").count()).isZero();
            button(page, "Refuse").click();
            assertThat(page.locator(".remember").count()).isZero();

            go(page, "/contacts?q=insurance+company");
            assertThat(page.locator(".contact")).hasCount(1);
            like(page, "Remove: insurance company").click();
            isDone(page);
            assertThat(page.locator(".answer")).not().containsText("insurance company");
            ask(page);
            assertThat(page.locator("#question")).containsText("insurance company");
        }
    }

    @Test
    void aNameIsGivenAndWhatBelongsToAnotherIsNot() {
        Page page = loggedIn(context);
        go(page, "/contacts");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Contacts"))
                .isVisible();
        Locator harbor = card(page, HARBOR);
        harbor.locator("summary").click();
        harbor.getByLabel("What you call it").fill("the harbour people");
        harbor.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add"))
                .click();
        isDone(page);
        assertThat(page.locator(".answer")).containsText("the harbour people");

        go(page, "/contacts");
        Locator beacon = card(page, "Beacon Home Insurance");
        beacon.locator("summary").click();
        beacon.getByLabel("What you call it").fill("Harbour People");
        beacon.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add"))
                .click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("is what " + HARBOR);
        isAccessible(page);
    }

    @Test
    void whatCannotBeRememberedIsSaidOnTheScreenOfTheRun() {
        String run = begun("user.say('hello');");
        Page page = loggedIn(context);
        go(page, "/runs/" + run);
        assertThat(page.locator(".remember").count()).isZero();
        page.evaluate(
                "run => { const form = document.querySelector('#follow');"
                        + " form.action = '/runs/' + run + '/remember'; form.noValidate = true; form.submit(); }",
                run);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("nothing to remember");
    }

    @Test
    void textsOfCardsStayTextsAndCanBeTakenAway() throws IOException {
        Files.writeString(served.folder.resolve("contacts/zz-evil.vcf"), """
                BEGIN:VCARD
                VERSION:3.0
                UID:"><b id=uid>'
                FN:Zz <script>alert(1)</script><img src=x onerror=alert(2)>
                EMAIL:zz@evil.example
                NICKNAME:\u202Egnp\\, <b>x</b> "y" 'z'
                END:VCARD
                """);
        Page page = loggedIn(context);
        page.onDialog(dialog -> console.add("A script ran: " + dialog.message()));
        go(page, "/contacts?q=zz@evil");
        assertThat(page.locator(".contact h2")).hasText("Zz <script>alert(1)</script><img src=x onerror=alert(2)>");
        assertThat(page.locator(".names span")).hasText("⟦U+202E⟧gnp, <b>x</b> \"y\" 'z'");
        assertThat(page.locator("main img, main b, main script").count()).isZero();
        isAccessible(page);
        like(page, "Remove: ").click();
        isDone(page);
        assertThat(page.locator("h1.said")).not().containsText("gnp");
        assertThat(page.locator("main img, main b, main script").count()).isZero();
        assertThat(Files.readString(served.folder.resolve("contacts/zz-evil.vcf")))
                .doesNotContain("NICKNAME");
        Files.delete(served.folder.resolve("contacts/zz-evil.vcf"));
    }

    @Test
    void theScreenIsAccessibleInBothThemesAndOnAPhone() {
        everywhere("contacts", page -> {
            go(page, "/contacts");
            page.locator(".contact summary").first().click();
        });
        everywhere("contacts-none", page -> go(page, "/contacts?q=nobody+like+that"));
    }

    @Test
    void inGermanItIsOfferedAndShown() {
        inGerman(page -> {
            page.locator("#intent").fill("Schick bitte meinen car title an meine insurance company");
            button(page, "Planen").click();
            like(page, HARBOR).click();
            page.locator("#deny").click();
            assertThat(page.locator(".remember button"))
                    .hasText(Pattern.compile("Merken, dass „insurance company“ für " + HARBOR + " <.*> steht"));
            isAccessible(page);
            go(page, "/contacts");
            assertThat(page.locator("h1")).hasText("Kontakte");
            isAccessible(page);
        });
    }
}
