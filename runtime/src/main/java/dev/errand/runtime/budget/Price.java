package dev.errand.runtime.budget;

import dev.errand.intents.Tokens;
import java.math.BigDecimal;

/// What a model costs, in US dollars for a million tokens.
///
/// @param cached for input tokens that the server still had worked out
public record Price(BigDecimal input, BigDecimal cached, BigDecimal output) {
    private static final int MILLION = 6;

    /// Exact.
    public BigDecimal of(Tokens tokens) {
        BigDecimal cost = input.multiply(BigDecimal.valueOf(tokens.input() - tokens.cached()))
                .add(cached.multiply(BigDecimal.valueOf(tokens.cached())))
                .add(output.multiply(BigDecimal.valueOf(tokens.output())));
        return Budget.plain(cost.movePointLeft(MILLION));
    }
}
