package dev.errand.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A device, served, and a browser that looks at it. No script may complain in its console.
abstract class BrowserTest {
    static final Path SCREENSHOTS = Path.of("target", "screenshots");
    static final String MAIL =
            "mail.send({to: 'jane@example.com', subject: 'Dinner', body: 'Dear Jane,\\n\\nsee you at six.'}); user.say('Sent to Jane.');";

    @TempDir
    static Path temporary;

    static Chromium chromium;
    static Served served;

    final List<String> console = new ArrayList<>();
    BrowserContext context;

    @BeforeAll
    static void open() {
        chromium = Chromium.start();
        served = Served.at(temporary);
    }

    @AfterAll
    static void close() {
        if (served != null) {
            served.close();
            chromium.close();
        }
    }

    @BeforeEach
    void newContext() {
        context = context(options());
    }

    @AfterEach
    void closeContext() {
        context.close();
        assertThat(console).isEmpty();
    }

    static Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(1100, 900);
    }

    BrowserContext context(Browser.NewContextOptions options) {
        BrowserContext made = chromium.browser.newContext(options);
        made.setDefaultTimeout(10_000);
        return made;
    }

    /// A page that has logged in with the token.
    Page loggedIn(BrowserContext in) {
        Page page = in.newPage();
        page.onConsoleMessage(message -> {
            // A status other than 200 is noted by the browser itself.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                console.add(message.text());
            }
        });
        page.navigate(served.address("/").toString());
        page.getByLabel("Token").fill(served.token);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open"))
                .click();
        page.waitForURL(served.address("/").toString());
        return page;
    }

    /// The same in a browser that speaks German.
    void inGerman(Consumer<Page> look) {
        try (BrowserContext german = context(options().setLocale("de-DE"))) {
            Page page = german.newPage();
            go(page, "/");
            page.getByLabel("Token").fill(served.token);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Öffnen"))
                    .click();
            look.accept(page);
        }
    }

    static void go(Page page, String path) {
        page.navigate(served.address(path).toString());
    }

    static void isAccessible(Page page) {
        assertThat(new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                        .analyze()
                        .getViolations())
                .as(page.url())
                .extracting(violation -> violation.getId() + " "
                        + violation.getNodes().getFirst().getHtml())
                .isEmpty();
    }

    /// The same of a page without scripts. What examines it is a script: it looks at the same text at the same address
    /// in a browser that runs it.
    void isAccessibleAsItStands(Page plain) {
        Page examined = context.newPage();
        examined.route(
                plain.url(),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html; charset=utf-8")
                        .setBody(plain.content().replaceAll("<script[^>]*></script>", ""))));
        examined.navigate(plain.url());
        isAccessible(examined);
        examined.close();
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    static String begun(String code) {
        return served.run(code).path("id").asText();
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// Comes to the end of what is asked, as a person would.
    static void readToTheEnd(Page page) {
        page.waitForFunction("() => { const form = document.querySelector('form[data-review]');"
                + " form.querySelectorAll('[data-end]').forEach(end => end.scrollIntoView({block: 'center'}));"
                + " return form.querySelector('#approve').getAttribute('aria-disabled') === 'false'; }");
    }

    static void approve(Page page) {
        readToTheEnd(page);
        button(page, "Approve").click();
    }

    /// Looks at a screen in both themes, on a desk and on a phone.
    void everywhere(String name, Consumer<Page> at) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1100, 360)) {
                try (BrowserContext each =
                        context(options().setColorScheme(scheme).setViewportSize(width, 800))) {
                    Page page = loggedIn(each);
                    at.accept(page);
                    isAccessible(page);
                    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                            .as("nothing is cut off at " + width)
                            .isTrue();
                    picture(page, name + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
                }
            }
        }
    }
}
