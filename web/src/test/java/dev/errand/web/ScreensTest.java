package dev.errand.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the screens let one do beside answering what is asked.
@Timeout(180)
class ScreensTest extends BrowserTest {
    private static final String TWO = "mail.send({to: 'jane@example.com', subject: 'One', body: 'x'});"
            + " mail.send({to: 'team@example.com', subject: 'Two', body: 'y'});";

    private static String lookedAhead(String code) {
        return Served.json(served.post(
                        "/api/v1/runs", "{\"code\": \"" + code + "\", \"dryRun\": true}", "Prefer", "wait=30"))
                .path("id")
                .asText();
    }

    private static String state(String run) {
        return Served.json(served.get("/api/v1/runs/" + run)).path("state").asText();
    }

    private static void rule(Page page, String kind, String operation, String where) {
        go(page, "/rules");
        page.getByLabel("What is to happen").selectOption(new SelectOption().setLabel(kind));
        page.locator("#operation").selectOption(operation);
        page.getByLabel("Where (a condition a line)").fill(where);
        button(page, "Make it").click();
    }

    @Test
    void afterALookAheadOnlyWhatWasSeenAndChosenIsDone() {
        String run = lookedAhead(TWO);
        Page page = loggedIn(context);
        long before = served.sent();
        go(page, "/runs/" + run);
        assertThat(page.locator("#approval-card h2")).hasText("This was only a look ahead. Nothing was done.");
        assertThat(page.locator("#approval-card")).containsText("team@example.com");
        assertThat(page.locator("#approval-card [type=checkbox]")).hasCount(2);
        isAccessible(page);
        page.locator("#approval-card [type=checkbox]").first().uncheck();
        page.locator("#approval-card [type=checkbox]").last().uncheck();
        readToTheEnd(page);
        button(page, "Do it").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Choose at least one");
        assertThat(state(run)).isEqualTo("previewed");
        page.locator("#approval-card [type=checkbox]").last().uncheck();
        readToTheEnd(page);
        button(page, "Do it").click();
        assertThat(page.locator(".effects > li").first()).containsText("jane@example.com");
        assertThat(page.locator(".effects > li > .headline .state").first()).hasText("done");
        assertThat(page.locator(".effects > li > .headline .state").last()).hasText("not done");
        assertThat(served.sent()).isEqualTo(before + 1);
    }

    @Test
    void withoutAScriptALookAheadIsShownOnceMoreBeforeItIsDone() {
        String run = lookedAhead(TWO);
        try (var plain = context(options().setJavaScriptEnabled(false))) {
            Page page = loggedIn(plain);
            go(page, "/runs/" + run);
            button(page, "Do it").click();
            assertThat(page.locator("h1")).hasText("Look once more");
            assertThat(page.locator("main")).containsText("team@example.com");
            isAccessibleAsItStands(page);
            assertThat(state(run)).isEqualTo("previewed");
        }
    }

    @Test
    void whoOnlyWantsToLookAheadSaysSoWithTheWords() {
        Page page = loggedIn(context);
        page.locator("#intent").fill("Put saffron on my shopping list");
        page.getByLabel("Only look ahead").check();
        button(page, "Plan it").click();
        assertThat(page.locator(".standing .state")).hasText("previewed");
        go(page, "/");
        assertThat(page.getByLabel("Only look ahead")).isChecked();
        page.locator("#intent").fill("Put saffron on my shopping list");
        page.getByLabel("Do it, and ask me").check();
        button(page, "Plan it").click();
        assertThat(page.locator(".standing .state")).hasText("done");
        go(page, "/");
        assertThat(page.getByLabel("Do it, and ask me")).isChecked();
    }

    @Test
    void fromWordsToWhatIsTakenBack() {
        Page page = loggedIn(context);
        rule(page, "Ask", "lists.add", "");
        go(page, "/");
        page.locator("#intent").fill("Put nutmeg on my shopping list");
        button(page, "Plan it").click();
        assertThat(page.locator(".standing .state")).hasText("needs your yes");
        page.getByText("Change it first").click();
        page.locator("[name='arg.1.item']").fill("Ginger");
        approve(page);
        assertThat(page.locator(".standing .state")).hasText("done");
        assertThat(page.locator("#run")).containsText("Ginger");
        assertThat(served.run("return lists.items('Shopping').map(i => i.text)")
                        .path("result")
                        .toString())
                .contains("Ginger")
                .doesNotContain("utmeg");
        page.getByText("Take back…").click();
        button(page, "Take it back").click();
        assertThat(page.locator(".standing .state")).hasText("taken back");
        assertThat(served.run("return lists.items('Shopping').map(i => i.text)")
                        .path("result")
                        .toString())
                .doesNotContain("Ginger");
        go(page, "/rules");
        page.locator("tbody form button").click();
        assertThat(page.locator("tbody tr")).hasCount(0);
    }

    @Test
    void whatIsDoneAgainIsLookedAheadAtFirst() {
        String run = begun("lists.add('Shopping', 'Thyme'); user.say('Thyme it is.');");
        Page page = loggedIn(context);
        everywhere("again", each -> go(each, "/runs/" + run + "/again"));
        go(page, "/runs/" + run);
        page.getByText("Do it again…").click();
        assertThat(page.locator("main")).containsText("would happen once more");
        assertThat(page.locator(".effects li")).hasCount(1);
        assertThat(button(page, "Plan it anew")).hasCount(0);
        button(page, "Look ahead with the same workflow").click();
        assertThat(page.locator(".standing .state")).hasText("previewed");
        assertThat(page.url()).doesNotContain(run);
        button(page, "Do it").click();
        assertThat(page.locator(".standing .state")).hasText("done");
    }

    @Test
    void aRunIsKeptAsAFileAndForgotten() throws IOException {
        String run = begun("user.say('A secret word: abracadabra.');");
        Page page = loggedIn(context);
        go(page, "/runs/" + run);
        Download record = page.waitForDownload(
                () -> page.getByText("Keep it as a record that can be checked").click());
        assertThat(record.suggestedFilename()).isEqualTo(run + ".jsonl");
        assertThat(Files.readString(record.path())).contains("abracadabra");
        Download html =
                page.waitForDownload(() -> page.getByText("Keep it as a page").click());
        assertThat(Files.readString(html.path())).contains("<!doctype html>", "abracadabra");
        everywhere("forget", each -> go(each, "/runs/" + run + "/forget"));
        page.getByText("Forget it…").click();
        button(page, "Forget it").click();
        page.waitForURL("**/runs");
        go(page, "/runs/" + run);
        assertThat(page.locator("h1")).hasText("Forgotten");
        assertThat(page.locator("main")).not().containsText("abracadabra");
        isAccessible(page);
    }

    @Test
    void whyARunFailedIsTold() {
        String run = begun("const found = files.find('no such thing at all'); files.read(found[0].path);");
        everywhere("failed", page -> {
            go(page, "/runs/" + run);
            assertThat(page.locator(".causes")).containsText("files.find returned an empty list");
        });
    }

    @Test
    void aRuleIsMadeTriedAndRemoved() {
        served.run("lists.add('Shopping', 'Basil'); lists.add('Garden', 'Basil');");
        Page page = loggedIn(context);
        rule(page, "Ask", "lists.add", "list=Garden");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("tbody tr")).containsText("lists.add");
        assertThat(page.locator("tbody tr")).containsText("never used");
        assertThat(page.locator("tbody tr")).containsText("for good");
        everywhere("rules-with-one", each -> go(each, "/rules"));
        page.getByText("Try it").click();
        assertThat(page.locator("main")).containsText(Pattern.compile("covers 1 of the last \\d+ calls"));
        assertThat(page.locator(".list li")).hasCount(1);
        isAccessible(page);
        go(page, "/rules");
        page.locator("tbody form button").click();
        assertThat(page.locator("tbody tr")).hasCount(0);
    }

    @Test
    void whatWasApprovedAgainAndAgainIsSuggestedAsARule() {
        for (int i = 0; i < 5; i++) {
            var run = served.run(
                    "mail.send({to: 'weekly@example.com', subject: 'Report " + i + "', body: 'All is well.'});");
            served.decide(run, "approve", "{}");
        }
        Page page = loggedIn(context);
        go(page, "/rules");
        Locator suggestion =
                page.locator(".cards li").filter(new Locator.FilterOptions().setHasText("weekly@example.com"));
        assertThat(suggestion).containsText("You approved this 5 times");
        isAccessible(page);
        suggestion.getByText("Make it").click();
        assertThat(page.locator("tbody tr")).containsText("weekly@example.com");
        assertThat(suggestion).hasCount(0);
        assertThat(served.run("mail.send({to: 'weekly@example.com', subject: 'Report 6', body: 'Well.'});")
                        .path("state")
                        .asText())
                .isEqualTo("succeeded");
        go(page, "/rules");
        assertThat(page.locator("tbody tr")).containsText("used 1 times");
        page.locator("tbody form button").click();
    }

    @Test
    void whatIsNoRuleIsSaidAndStaysTyped() {
        Page page = loggedIn(context);
        rule(page, "Allow", "mail.send", "subject=Hello");
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        assertThat(page.getByLabel("Where (a condition a line)")).hasValue("subject=Hello");
        assertThat(page.locator("tbody tr")).hasCount(0);
        isAccessible(page);
    }

    @Test
    void aRunIsMadeASchedule() {
        String run = begun("user.say('Good morning.');");
        Page page = loggedIn(context);
        go(page, "/runs/" + run);
        page.getByText("Let it be done by itself…").click();
        page.getByLabel("What").fill("Say good morning");
        page.getByLabel("Keep the workflow").check();
        page.getByLabel("When", new Page.GetByLabelOptions().setExact(true)).fill("every Monday at 8");
        page.getByLabel("If it needs you").selectOption("skip");
        page.getByLabel("Times that were missed").selectOption("all");
        button(page, "Add").click();
        Locator card = page.locator(".cards li").filter(new Locator.FilterOptions().setHasText("Say good morning"));
        assertThat(card).containsText("keeps its workflow");
        assertThat(card).containsText(Pattern.compile("next .* then .*8:00"));
        assertThat(card).containsText("It is left out. Each missed time is made up for.");
        everywhere("schedules-with-one", each -> go(each, "/schedules"));
        page.getByLabel("What").fill("Look at new mail");
        page.getByLabel("Set off").selectOption("event");
        page.getByLabel("When", new Page.GetByLabelOptions().setExact(true)).fill("soon");
        button(page, "Add").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("minutes before the event");
        assertThat(page.getByLabel("Set off")).hasValue("event");
        go(page, "/schedules");
        page.locator("[aria-label='Remove: Say good morning']").click();
        assertThat(card).hasCount(0);
    }

    @Test
    void budgetsAreWrittenToTheSettingsAndBadOnesAreNot() throws IOException {
        Page page = loggedIn(context);
        go(page, "/settings");
        page.getByLabel("Dollars a day").fill("2.50");
        page.locator("form[action='/settings/budgets'] button").click();
        assertThat(page.getByLabel("Dollars a day")).hasValue("2.5");
        assertThat(Files.readString(served.errand.home().configuration())).contains("usd = 2.5");
        page.getByLabel("Tokens a day").fill("many");
        page.locator("form[action='/settings/budgets'] button").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("\"many\" is no limit");
        go(page, "/settings");
        page.getByLabel("Dollars a day").fill("");
        page.locator("form[action='/settings/budgets'] button").click();
        assertThat(page.getByLabel("Dollars a day")).hasValue("");
        assertThat(Files.readString(served.errand.home().configuration())).doesNotContain("2.5");
    }

    @Test
    void aSkillIsSwitchedOffFromTheNextStart() {
        Page page = loggedIn(context);
        go(page, "/skills");
        page.locator("#skill-weather > summary").click();
        assertThat(page.locator("#skill-weather")).containsText("part of Errand");
        page.locator("#skill-weather summary").last().click();
        assertThat(page.locator("#skill-weather .declaration")).containsText("declare const weather");
        isAccessible(page);
        page.locator("[aria-label='Switch off: weather']").click();
        assertThat(page.locator("#skill-weather > summary")).containsText("off from the next start");
        page.locator("[aria-label='Leave it on: weather']").click();
        assertThat(page.locator("#skill-weather > summary")).not().containsText("off from the next start");
    }

    @Test
    void theInboxShowsSomeOfIt() {
        String mail = begun(MAIL);
        String question = begun("user.ask('Which one?', {choices: ['a', 'b']});");
        Page page = loggedIn(context);
        go(page, "/inbox");
        page.locator(".kinds a")
                .filter(new Locator.FilterOptions().setHasText("Questions"))
                .click();
        assertThat(page.locator("[href='/runs/" + question + "']")).isVisible();
        assertThat(page.locator("[href='/runs/" + mail + "']")).hasCount(0);
        isAccessible(page);
        String another = begun("user.ask('And which other?', {choices: ['a', 'b']});");
        String third = begun(MAIL);
        assertThat(page.locator("[href='/runs/" + another + "']")).isVisible();
        assertThat(page.locator("[href='/runs/" + third + "']")).hasCount(0);
    }

    @Test
    void theHistoryIsSearchedBySkillAndDay() {
        String list = begun("lists.add('Shopping', 'Parsley');");
        String clock = begun("return clock.now();");
        Page page = loggedIn(context);
        go(page, "/runs");
        page.getByLabel("Uses the skill").selectOption("clock");
        button(page, "Find").click();
        assertThat(page.locator("[href='/runs/" + clock + "']")).isVisible();
        assertThat(page.locator("[href='/runs/" + list + "']")).hasCount(0);
        LocalDate tomorrow = LocalDate.now(ZoneId.systemDefault()).plusDays(1);
        go(page, "/runs?from=" + tomorrow);
        assertThat(page.locator(".empty")).isVisible();
        go(page, "/runs?from=nonsense&to=" + tomorrow);
        assertThat(page.locator("[href='/runs/" + list + "']")).isVisible();
    }
}
