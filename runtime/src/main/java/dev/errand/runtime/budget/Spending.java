package dev.errand.runtime.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/// What was taken of a budget. Sums of money are exact; energy is an estimate.
///
/// @param active time in which the device worked on it
public record Spending(long calls, long tokens, BigDecimal usd, long steps, Duration active, BigDecimal wh) {
    public static final Spending NOTHING = new Spending(0, 0, BigDecimal.ZERO, 0, Duration.ZERO, BigDecimal.ZERO);

    /// One operation carried out.
    public static final Spending STEP = new Spending(0, 0, BigDecimal.ZERO, 1, Duration.ZERO, BigDecimal.ZERO);

    private static final BigDecimal MILLIS_A_MINUTE = BigDecimal.valueOf(60_000);

    /// What one request to a model takes.
    public static Spending call(long tokens, BigDecimal usd, BigDecimal wh) {
        return new Spending(1, tokens, usd, 0, Duration.ZERO, wh);
    }

    /// What an answer takes on top of the request for it.
    public static Spending answer(long tokens, BigDecimal usd, BigDecimal wh) {
        return new Spending(0, tokens, usd, 0, Duration.ZERO, wh);
    }

    /// What working for a time takes.
    public static Spending work(Duration active, BigDecimal wh) {
        return new Spending(0, 0, BigDecimal.ZERO, 0, active, wh);
    }

    public Spending plus(Spending more) {
        return new Spending(
                calls + more.calls,
                tokens + more.tokens,
                Budget.plain(usd.add(more.usd)),
                steps + more.steps,
                active.plus(more.active),
                Budget.plain(wh.add(more.wh)));
    }

    /// How much of a resource, in its unit.
    public BigDecimal of(Resource resource) {
        return switch (resource) {
            case CALLS -> BigDecimal.valueOf(calls);
            case TOKENS -> BigDecimal.valueOf(tokens);
            case USD -> usd;
            case STEPS -> BigDecimal.valueOf(steps);
            case MINUTES ->
                Budget.plain(BigDecimal.valueOf(active.toMillis()).divide(MILLIS_A_MINUTE, 6, RoundingMode.HALF_UP));
            case WH -> wh;
        };
    }

    /// The first limit that this is more than.
    public Optional<Resource> beyond(Budget budget) {
        return budget.all().entrySet().stream()
                .filter(limit -> of(limit.getKey()).compareTo(limit.getValue()) > 0)
                .map(limit -> limit.getKey())
                .findFirst();
    }
}
