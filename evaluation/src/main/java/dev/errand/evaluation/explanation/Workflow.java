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
            "known-birthday",
            "known-boiler",
            "known-car-papers",
            "known-choice",
            "known-fallback",
            "known-guard",
            "known-invoices",
            "known-memory",
            "known-repeat",
            "known-reply",
            "known-shopping",
            "known-stages",
            "known-tidy",
            "known-unread-digest",
            "held-attachments",
            "held-books",
            "held-copy",
            "held-dice",
            "held-family",
            "held-forward",
            "held-functions",
            "held-log",
            "held-power-bill",
            "held-question",
            "held-swallow",
            "held-switch",
            "held-update");

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
