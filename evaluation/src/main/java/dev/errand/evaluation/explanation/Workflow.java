package dev.errand.evaluation.explanation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A program that faults are put into.
///
/// @param held whether it was kept aside while the method was made
record Workflow(String name, boolean held, String code) {
    private static final List<String> NAMES = List.of(
            "known-archive",
            "known-attachments",
            "known-birthday",
            "known-boiler",
            "known-books",
            "known-budget",
            "known-calls",
            "known-car-papers",
            "known-card",
            "known-choice",
            "known-copy",
            "known-dice",
            "known-fallback",
            "known-family",
            "known-forward",
            "known-functions",
            "known-guard",
            "known-invoices",
            "known-lisbon",
            "known-log",
            "known-memory",
            "known-music",
            "known-power-bill",
            "known-question",
            "known-rename",
            "known-repeat",
            "known-reply",
            "known-retry",
            "known-shopping",
            "known-stages",
            "known-swallow",
            "known-switch",
            "known-tidy",
            "known-unread-digest",
            "known-update",
            "held-checklist",
            "held-dinner",
            "held-landlord",
            "held-late",
            "held-new-contact",
            "held-report");

    static List<Workflow> all() {
        return NAMES.stream().map(Workflow::read).toList();
    }

    static Workflow read(String name) {
        try (InputStream code = Objects.requireNonNull(Workflow.class.getResourceAsStream(name + ".js"), name)) {
            return new Workflow(
                    name, name.startsWith("held-"), new String(code.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
