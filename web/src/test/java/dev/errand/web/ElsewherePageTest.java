package dev.errand.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The page by its public address, in a real browser, over TLS.
@Timeout(120)
class ElsewherePageTest {
    private static final String HOST = "errand.example.org";
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    static Path temporary;

    private static Chromium chromium;
    private static TlsFront front;
    private static Served served;
    private static String address;

    @BeforeAll
    static void open() throws IOException {
        setDefaultAssertionTimeout(20_000); // a password takes its time
        chromium = Chromium.start(List.of("--host-resolver-rules=MAP " + HOST + " 127.0.0.1"));
        front = TlsFront.listening(HOST, temporary);
        address = "https://" + HOST + ":" + front.port();
        Path home = Files.createDirectories(temporary.resolve("home"));
        Files.writeString(home.resolve("config.toml"), """
                [serve]
                public = "%s"
                password = "env:PAGE_PASSWORD"
                """.formatted(address));
        served = Served.at(home, Map.of("PAGE_PASSWORD", PASSWORD));
        front.leadTo(served.address("/").getPort());
    }

    @AfterAll
    static void close() {
        if (served != null) {
            served.close();
            front.close();
            chromium.close();
        }
    }

    private static BrowserContext context(Browser.NewContextOptions options) {
        BrowserContext context = chromium.browser.newContext(options.setIgnoreHTTPSErrors(true));
        context.setDefaultTimeout(20_000);
        return context;
    }

    private static Browser.NewContextOptions english() {
        return new Browser.NewContextOptions().setLocale("en-GB");
    }

    private static void login(Page page, String label, String password, String button) {
        page.navigate(address + "/");
        page.getByLabel(label).fill(password);
        page.waitForResponse(
                response -> response.request().method().equals("POST"),
                () -> BrowserTest.button(page, button).click());
    }

    @Test
    void aPersonLogsInApprovesAndLogsOutEverywhere() {
        String run = served.run(BrowserTest.MAIL).path("id").asText();
        List<String> console = new ArrayList<>();
        try (BrowserContext phone = context(english().setViewportSize(390, 800));
                BrowserContext desk = context(english())) {
            Page page = phone.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                    console.add(message.text());
                }
            });
            login(page, "Password", "not the password", "Open");
            assertThat(page.locator("[role=alert]")).hasText("That is not the password.");
            login(page, "Password", PASSWORD, "Open");
            assertThat(page.locator("#prompt")).isVisible();
            assertThat(phone.cookies()).hasSize(1).allSatisfy(ElsewherePageTest::isGuarded);

            page.navigate(address + "/runs/" + run);
            BrowserTest.approve(page);
            assertThat(page.locator(".standing .state")).hasText("done");

            Page other = desk.newPage();
            login(other, "Password", PASSWORD, "Open");
            other.navigate(address + "/settings");
            assertThat(other.locator("main")).containsText("Chrome");
            BrowserTest.isAccessible(other);
            BrowserTest.picture(other, "settings-sessions");
            BrowserTest.button(other, "Log out everywhere").click();
            assertThat(other.getByLabel("Password")).isVisible();
            page.navigate(address + "/");
            assertThat(page.getByLabel("Password")).isVisible();
        }
        assertThat(console).isEmpty();
    }

    private static void isGuarded(Cookie cookie) {
        assertThat(cookie.name).startsWith("__Host-");
        assertThat(cookie.secure).isTrue();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
    }

    @Test
    void withoutJavaScriptAndInGermanItOpensAsWell() {
        try (BrowserContext plain =
                context(new Browser.NewContextOptions().setLocale("de-DE").setJavaScriptEnabled(false))) {
            Page page = plain.newPage();
            login(page, "Passwort", PASSWORD, "Öffnen");
            assertThat(page.locator("h1")).hasText("Was soll getan werden?");
            page.navigate(address + "/settings");
            page.locator("#lang").selectOption("en");
            BrowserTest.button(page, "Speichern").click();
            assertThat(page.locator("h1")).hasText("Settings");
        }
    }

    @Test
    void theWayInIsAccessibleInBothThemesAndOnAPhone() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1100, 360)) {
                try (BrowserContext each =
                        context(english().setColorScheme(scheme).setViewportSize(width, 800))) {
                    Page page = each.newPage();
                    page.navigate(address + "/");
                    BrowserTest.isAccessible(page);
                    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                            .isTrue();
                    BrowserTest.picture(page, "password-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
                }
            }
        }
    }
}
