package dev.errand.runtime.cli;

import dev.errand.runtime.policy.Widening.Width;
import java.util.Locale;

/// How widely something is remembered, as it is typed.
final class Widths {
    private Widths() {}

    static Width of(String typed) {
        return switch (typed.toLowerCase(Locale.ROOT)) {
            case "n", "narrow" -> Width.NARROW;
            case "m", "medium" -> Width.MEDIUM;
            case "w", "wide" -> Width.WIDE;
            default ->
                throw new WrongUsage("\"%s\" is no width of a rule. Use narrow, medium or wide.".formatted(typed));
        };
    }

    static String name(Width width) {
        return width.name().toLowerCase(Locale.ROOT);
    }
}
