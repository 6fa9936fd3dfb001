package dev.errand.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Speaking to the page: a browser whose microphone hears a file.
@Timeout(180)
class VoicePageTest {
    @TempDir
    static Path temporary;

    private static Chromium chromium;
    private static Served served;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Path flite = Path.of("/usr/bin/flite");
        Assumptions.assumeTrue(Files.isExecutable(flite), "needs the Debian package flite");
        Path spoken = temporary.resolve("spoken.wav");
        int ended = new ProcessBuilder(
                        flite.toString(), "-voice", "slt", "-t", "what time is it", "-o", spoken.toString())
                .start()
                .waitFor();
        assertThat(ended).isZero();
        chromium = Chromium.hearing(spoken);
        served = Served.at(temporary.resolve("home"));
    }

    @AfterAll
    static void close() {
        if (served != null) {
            served.close();
            chromium.close();
        }
    }

    private static Page home(BrowserContext context, List<String> console) {
        context.setDefaultTimeout(30_000);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                console.add(message.text());
            }
        });
        page.navigate(served.address("/").toString());
        page.getByLabel("Token").fill(served.token);
        page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON).click();
        return page;
    }

    private static BrowserContext context() {
        return chromium.browser.newContext(new Browser.NewContextOptions().setLocale("en-GB"));
    }

    @Test
    void whatIsSaidLandsInThePromptToBeLookedAt() {
        Assumptions.assumeTrue(
                Files.isDirectory(Path.of("/usr/share/pocketsphinx/model/en-us")),
                "needs the Debian packages pocketsphinx and pocketsphinx-en-us");
        List<String> console = new ArrayList<>();
        try (BrowserContext context = context()) {
            context.grantPermissions(List.of("microphone"));
            Page page = home(context, console);
            page.locator("[data-voice] button").click();
            assertThat(page.locator("[data-voice] [role=status]"))
                    .hasText(
                            "Check what was understood before you go on.",
                            new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
                                    .setTimeout(60_000));
            assertThat(page.locator("#intent").inputValue()).isEqualToIgnoringCase("what time is it");
            assertThat(page.locator("[data-voice] meter")).isHidden();
        }
        assertThat(console).isEmpty();
    }

    @Test
    void aBrowserThatForbidsTheMicrophoneIsSaid() {
        List<String> console = new ArrayList<>();
        try (BrowserContext context = context()) {
            context.addInitScript("navigator.mediaDevices.getUserMedia = () =>"
                    + " Promise.reject(new DOMException('no', 'NotAllowedError'));");
            Page page = home(context, console);
            page.locator("[data-voice] button").click();
            assertThat(page.locator("[data-voice] [role=status]")).containsText("does not allow the microphone");
        }
        assertThat(console).isEmpty();
    }

    @Test
    void aRecordingOfAnotherPageIsNotTaken() {
        try (BrowserContext context = context()) {
            Page page = home(context, new ArrayList<>());
            assertThat(page.evaluate("fetch('/voice', {method: 'POST', body: 'x'}).then(r => r.status)"))
                    .isEqualTo(403);
            assertThat(page.evaluate("fetch('/voice', {method: 'POST', body: 'x', headers: {'X-Errand-Seal':"
                            + " document.querySelector('[data-seal]').dataset.seal}}).then(r => r.json())"
                            + ".then(d => d.problem)"))
                    .asString()
                    .contains("WAV");
        }
    }
}
