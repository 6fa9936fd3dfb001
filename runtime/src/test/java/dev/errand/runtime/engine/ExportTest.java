package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.runtime.export.JsonLines;
import dev.errand.runtime.export.RunPage;
import dev.errand.runtime.journal.Archive;
import dev.errand.runtime.journal.Audit;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What leaves the journal can be checked by itself, and is harmless to whoever looks at it.
final class ExportTest {
    private static final String HOSTILE =
            "</td><script>alert(1)</script><img src=x onerror=alert(2)> \\u202egnp.exe & \\\"q\\\"";

    @TempDir
    Path home;

    private TestDevice device;

    @BeforeEach
    void device() {
        device = new TestDevice(home);
    }

    @AfterEach
    void close() {
        device.close();
    }

    private Archive archive() {
        return new Archive(device.journalFile());
    }

    private Seen hostileRun() {
        device.outside.letters.add("<script>alert(3)</script>@evil.example");
        Seen asked = device.run("""
                const letter = letters.all()[0];
                lists.add("people", "%s");
                courier.deliver("ada@b.example", letter.body);
                try { files.read("%s"); } catch (e) { user.say(e.message); }
                user.say("%s");
                """.formatted(HOSTILE, HOSTILE, HOSTILE));
        return device.approve(asked);
    }

    private String page(Seen run) {
        return RunPage.of(
                run.run(), device.catalogue, archive().audit(Optional.empty()), ZoneId.of("UTC"), TestDevice.START);
    }

    private List<String> lines(Seen run) {
        return new ArrayList<>(JsonLines.of(run.id(), archive().stored(run.id())));
    }

    private static Audit check(List<String> lines) {
        return JsonLines.audit(lines.stream(), Optional.empty());
    }

    @Test
    void noTextOfTheRunBecomesMarkup() {
        Document page = Jsoup.parse(page(hostileRun()));
        assertThat(page.select("script, img, iframe, link, a[href], [src], [onerror]"))
                .isEmpty();
        assertThat(page.getAllElements().stream()
                        .flatMap(each -> each.attributes().asList().stream())
                        .map(attribute -> attribute.getKey()))
                .allSatisfy(name -> assertThat(name).doesNotStartWith("on"));
        assertThat(page.text()).contains("<script>alert(1)</script>", "\\u{202e}gnp.exe", "alert(3)");
        assertThat(page.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(page.text().codePoints().filter(c -> Character.getType(c) == Character.FORMAT))
                .isEmpty();
    }

    @Test
    void thePageTellsTheWholeRunToAScreenReaderToo() {
        Document page = Jsoup.parse(page(hostileRun()));
        assertThat(page.selectFirst("html").attr("lang")).isEqualTo("en");
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("header, main, footer")).hasSize(3);
        assertThat(page.select("h2").eachText())
                .containsExactly(
                        "Outcome", "Plan", "Effects", "Questions and decisions", "Steps", "Costs", "Integrity");
        for (Element section : page.select("section, article")) {
            assertThat(page.getElementById(section.attr("aria-labelledby"))).isNotNull();
        }
        assertThat(page.select("table")).allSatisfy(table -> {
            assertThat(table.select("caption")).hasSize(1);
            assertThat(table.select("th:not([scope])")).isEmpty();
        });
        assertThat(page.select(".listing .mark").eachText())
                .contains("step 1", "step 2 = effect 1", "step 3 = effect 2", "step 4 failed, step 5");
        assertThat(page.select("article").get(1).text()).contains("from outside: letter 1", "approved", "executed");
        assertThat(page.select("section").eachText())
                .anyMatch(text -> text.contains("Decided by terminal: effects 1, 2"));
        assertThat(page.text()).contains("every hash of the journal held");
    }

    @Test
    void aBrokenJournalIsSaidOnThePage() throws Exception {
        Seen run = hostileRun();
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + device.journalFile());
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE entries SET at = '2026-01-01T00:00:00Z' WHERE sequence = 2");
        }
        assertThat(page(run)).contains("was not as it had been recorded", "entry 2: It does not follow");
    }

    @Test
    void anExportedRunIsCheckedFromTheFileAlone() {
        Seen run = hostileRun();
        List<String> lines = lines(run);
        Audit audit = check(lines);
        assertThat(audit.holds()).isTrue();
        assertThat(audit.entries()).isEqualTo(run.run().entries().size());
        assertThat(audit.head()).isEqualTo(archive().stored(run.id()).getLast().chain());

        assertThat(check(lines.stream()
                                .map(line -> line.replace("alert(2)", "alert(4)"))
                                .toList())
                        .breaks())
                .singleElement()
                .satisfies(found -> assertThat(found.meaning()).contains("somebody changed it"));
        List<String> swapped = new ArrayList<>(lines);
        swapped.set(2, lines.get(3));
        swapped.set(3, lines.get(2));
        assertThat(check(swapped).holds()).isFalse();
        List<String> missing = new ArrayList<>(lines);
        missing.remove(4);
        assertThat(check(missing).breaks().getFirst().entry()).isEqualTo(6);
    }

    @Test
    void aCutExportIsFoundByItsLastLink() {
        Seen run = hostileRun();
        List<String> cut = lines(run).subList(0, 5);
        assertThat(check(cut).holds()).as("nothing in the file tells").isTrue();
        String last = archive().stored(run.id()).getLast().chain();
        assertThat(JsonLines.audit(cut.stream(), Optional.of(last)).breaks())
                .singleElement()
                .satisfies(found -> assertThat(found.meaning()).contains("its end was cut off"));
    }

    @Test
    void aForgottenRunIsExportedAsHashes() {
        Seen run = hostileRun();
        new Keeping(device.journal, archive(), device.device.objects(), () -> TestDevice.START).forget(run.id());
        List<String> lines = lines(run);
        assertThat(lines).noneMatch(line -> line.contains("alert"));
        assertThat(check(lines).holds()).isTrue();
        assertThat(check(lines).forgotten()).isEqualTo(1);
        assertThat(check(lines.subList(0, lines.size() - 1)).holds()).isFalse();
        Document page = Jsoup.parse(page(device.seen(run.id())));
        assertThat(page.text()).contains("A forgotten run", "What this run did and said was removed");
    }

    @Test
    void whatIsNoExportIsRefusedWithWords() {
        assertThatThrownBy(() -> JsonLines.audit(Stream.of(), Optional.empty())).hasMessageContaining("empty");
        assertThatThrownBy(() -> JsonLines.audit(Stream.of("no JSON"), Optional.empty()))
                .hasMessageContaining("Line 1 is no entry of an exported run: it is not JSON");
        assertThatThrownBy(() -> JsonLines.audit(Stream.of("{\"run\": 1}"), Optional.empty()))
                .hasMessageContaining("it has no \"run\"");
        Seen run = hostileRun();
        String other = lines(run).getFirst().replace(run.id().value(), "r-other222");
        assertThatThrownBy(() -> JsonLines.audit(Stream.of(lines(run).getFirst(), other), Optional.empty()))
                .hasMessageContaining("an export is of one run");
    }
}
