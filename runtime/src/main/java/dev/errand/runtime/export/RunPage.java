package dev.errand.runtime.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.operation.Catalogue;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunDocument;
import dev.errand.runtime.journal.Audit;
import dev.errand.runtime.journal.Recorded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;

/// A run as one page of HTML: no script, nothing loaded from anywhere, for screens, screen readers and paper.
///
/// Computed from the journal alone. Its content policy allows its own style sheet and nothing else, so that even a hole
/// in the escaping would run nothing.
public final class RunPage {
    private final Run run;
    private final JsonNode document;
    private final Audit audit;
    private final DateTimeFormatter times;
    private final Html page = new Html();

    private RunPage(Run run, JsonNode document, Audit audit, ZoneId zone) {
        this.run = run;
        this.document = document;
        this.audit = audit;
        this.times = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT)
                .withZone(zone);
    }

    /// @param audit of the journal, or of what concerns this run
    /// @param zone  in which times are shown
    public static String of(Run run, Catalogue catalogue, Audit audit, ZoneId zone, Instant now) {
        return new RunPage(run, RunDocument.of(run, catalogue), audit, zone).written(now);
    }

    private String written(Instant now) {
        String sheet = sheet();
        String title = intent();
        page.doctype().open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
        page.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.open("meta", "http-equiv", "Content-Security-Policy", "content", policy(sheet));
        page.open("meta", "name", "referrer", "content", "no-referrer");
        page.element("title", title + " – run " + run.id());
        page.style(sheet).close("head").open("body");
        header(title);
        page.open("main");
        if (run.forgottenAt().isPresent()) {
            section("content", "Content");
            page.element("p", "What this run did and said was removed. The hashes were kept.")
                    .close("section");
        } else {
            outcome();
            new PlanSection(page, document, this::section).write();
            new EffectSection(page, document, this::section).write();
            new DecisionSection(page, run, this::section, this::time).write();
            steps();
            costs();
        }
        integrity();
        page.close("main").open("footer").text("Written from the journal by Errand at " + time(now) + ".");
        return page.close("footer").close("body").close("html").toString();
    }

    private String intent() {
        String words = run.start().intent();
        return words.isBlank() ? (run.forgottenAt().isPresent() ? "A forgotten run" : "A workflow") : words;
    }

    private static String sheet() {
        try (InputStream in = Objects.requireNonNull(RunPage.class.getResourceAsStream("page.css"), "page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String policy(String sheet) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(sheet.getBytes(StandardCharsets.UTF_8));
            return "default-src 'none'; style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private void section(String id, String title) {
        page.open("section", "aria-labelledby", id).element("h2", title, "id", id);
    }

    private String time(Instant time) {
        return times.format(time);
    }

    private void header(String title) {
        String state = run.state().id().replace('_', ' ');
        String look = switch (run.state()) {
            case SUCCEEDED, PREVIEWED, UNDONE -> "good";
            case FAILED, DENIED, DECLINED, CANCELLED -> "bad";
            case PLANNING, PREVIEWING, RUNNING, AWAITING_APPROVAL, AWAITING_ANSWER, AWAITING_TIMER, OVER_BUDGET ->
                "wait";
        };
        Recorded last = run.entries().getLast();
        page.open("header").element("h1", title).open("dl");
        page.element("dt", "State").element("dd", state, "class", look);
        page.item("Run", run.id().value());
        page.item("Started", time(run.startedAt()));
        page.item("Last entry", time(last.at()));
        run.forgottenAt().ifPresent(at -> page.item("Forgotten", time(at)));
        page.item("Heard by", run.start().channel());
        page.close("dl").close("header");
    }

    private void outcome() {
        section("outcome", "Outcome");
        document.path("said").forEach(text -> page.element("p", text.asText(), "class", "said value"));
        document.path("withheld").forEach(text -> {
            page.element("p", "Would have said, had it been carried out:", "class", "faint");
            page.element("p", text.asText(), "class", "said value");
        });
        JsonNode error = document.path("error");
        if (error.isObject()) {
            page.element("p", error.path("message").asText(), "class", "bad value");
            page.element("p", error.path("remedy").asText(), "class", "value");
        }
        page.open("dl");
        page.item("Result", document.path("result").isNull() ? "" : Values.inWords(document.path("result")));
        JsonNode waiting = document.path("waitingFor");
        page.item("Waits for", waiting.path("kind").asText());
        page.item("Question", waiting.path("question").asText());
        page.item(
                "Until",
                waiting.path("until").isTextual()
                        ? time(Instant.parse(waiting.path("until").asText()))
                        : "");
        page.close("dl");
        document.path("left").forEach(left -> page.element("p", "Left as it is: " + left.asText(), "class", "value"));
        page.close("section");
    }

    private void steps() {
        section("steps", "Steps");
        if (document.path("steps").isEmpty()) {
            page.element("p", "None.").close("section");
            return;
        }
        page.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-labelledby", "steps")
                .open("table");
        page.element("caption", "Every call that the code made, in order")
                .open("thead")
                .open("tr");
        for (String column : new String[] {"Step", "Operation", "Arguments", "Outcome", "Started", "Took"}) {
            page.element("th", column, "scope", "col");
        }
        page.close("tr").close("thead").open("tbody");
        document.path("steps").forEach(this::step);
        page.close("tbody").close("table").close("div").close("section");
    }

    private void step(JsonNode step) {
        page.open("tr").element("th", step.path("number").asText(), "scope", "row");
        page.element("td", step.path("operation").asText(), "class", "code");
        page.element("td", Values.brief(step.path("arguments")), "class", "code value");
        boolean failed = step.path("error").isObject();
        if (failed) {
            page.element("td", "Failed: " + step.at("/error/message").asText(), "class", "bad value");
        } else {
            page.element("td", Values.brief(step.path("result")), "class", "code value");
        }
        page.element("td", time(Instant.parse(step.path("startedAt").asText())));
        page.element("td", step.path("durationMs").asLong() + " ms", "class", "number")
                .close("tr");
    }

    private void costs() {
        section("costs", "Costs");
        JsonNode spent = document.at("/budget/spent");
        page.open("dl");
        page.item(
                "Model",
                document.at("/plan/model").asText("").equals("null")
                        ? ""
                        : document.at("/plan/model").asText(""));
        spent.properties()
                .forEach(each -> page.item(
                        Values.title(each.getKey()), each.getValue().isNull() ? "" : Values.inWords(each.getValue())));
        page.item("Planning took", document.at("/plan/durationMs").asLong() + " ms");
        page.close("dl").close("section");
    }

    private void integrity() {
        section("integrity", "Integrity");
        boolean holds = audit.holds();
        page.element(
                "p",
                holds
                        ? "When this was written, every hash of the journal held."
                        : "When this was written, the journal was not as it had been recorded:",
                "class",
                holds ? "good" : "bad");
        audit.breaks()
                .forEach(found -> page.element(
                        "p",
                        "%s, entry %d: %s".formatted(found.run(), found.entry(), found.meaning()),
                        "class",
                        "value"));
        page.open("dl");
        page.item("Entries of this run", String.valueOf(run.entries().getLast().sequence()));
        page.item("Head of the journal", audit.head());
        page.close("dl");
        page.element(
                "p",
                "This page proves nothing by itself: anybody can change it. The journal, or an export as JSON lines, can"
                        + " be checked with errand audit verify.",
                "class",
                "faint");
        page.close("section");
    }
}
