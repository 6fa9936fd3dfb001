package dev.errand.intents.offline;

import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.intents.PlanRequest;
import dev.errand.os.operation.Catalogue;
import dev.errand.sandbox.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// Asks the offline planner on Friday, 20 November 2026, at 11 o'clock in Berlin.
final class Planned {
    static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final OfflinePlanner PLANNER = new OfflinePlanner();

    private Planned() {}

    static PlanRequest request(String words, Catalogue catalogue) {
        Intent intent = new Intent(words, Channel.TERMINAL, Locale.ENGLISH, NOW);
        return new PlanRequest(intent, catalogue, Language.JAVASCRIPT, NOW, ZONE, List.of());
    }

    static Assessment assess(String words, Catalogue catalogue) {
        return PLANNER.assess(request(words, catalogue));
    }

    /// The code of a plan that must be clear.
    static String code(String words, Catalogue catalogue) {
        return switch (assess(words, catalogue)) {
            case Assessment.Clear clear -> clear.plan().code();
            case Assessment.Likely likely -> likely.plan().code();
            case Assessment.Close close ->
                throw new AssertionError(
                        "\"" + words + "\" is not clear:\n" + close.plan().code());
            case Assessment.None none -> throw new AssertionError("\"" + words + "\": " + none.declined());
        };
    }
}
