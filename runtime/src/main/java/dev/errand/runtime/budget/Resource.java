package dev.errand.runtime.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an intent takes and a budget limits.
public enum Resource {
    /// Requests to a model; each repair and each repeated request is one.
    CALLS,
    /// Tokens of models, input and output together.
    TOKENS,
    /// Money for models, in US dollars.
    USD,
    /// Operations carried out, over all previews and attempts; one that is taken from the journal is not carried out.
    STEPS,
    /// Minutes in which the device worked on the intent: waiting for a person or a time does not count.
    MINUTES,
    /// Watt-hours, as [Energy] estimates them.
    WH;

    /// The name used in JSON, in the configuration and on the command line.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Resource> of(String id) {
        return Arrays.stream(values())
                .filter(resource -> resource.id().equals(id))
                .findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Resource::id).toList();
    }

    /// Whether there are only whole numbers of it.
    public boolean isCounted() {
        return switch (this) {
            case CALLS, TOKENS, STEPS -> true;
            case USD, MINUTES, WH -> false;
        };
    }

    /// An amount in words for a person, such as `1,200 tokens` or `$0.0042`.
    public String say(BigDecimal amount) {
        return switch (this) {
            case CALLS -> counted(amount, "model call");
            case TOKENS -> counted(amount, "token");
            case STEPS -> counted(amount, "step");
            case USD -> "$" + rounded(amount, 2);
            case MINUTES -> rounded(amount, 0) + " minutes";
            case WH -> rounded(amount, 0) + " Wh (estimated)";
        };
    }

    private static String counted(BigDecimal amount, String unit) {
        return "%,d %s%s".formatted(amount.longValue(), unit, amount.compareTo(BigDecimal.ONE) == 0 ? "" : "s");
    }

    /// Three digits that say something, and at least so many after the point.
    private static String rounded(BigDecimal amount, int least) {
        int digits = Math.max(least, 3 - amount.precision() + amount.scale());
        BigDecimal rounded =
                amount.setScale(Math.max(0, digits), RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.setScale(Math.max(least, rounded.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
