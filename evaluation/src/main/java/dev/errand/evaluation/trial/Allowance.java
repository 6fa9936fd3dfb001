package dev.errand.evaluation.trial;

import dev.errand.evaluation.report.CaseResult;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What all cases of an evaluation together may cost. A case that has begun is led to its end, so that as many as run
/// at one time may go over. Thread-safe.
final class Allowance {
    private final @Nullable BigDecimal usd;
    private final long tokens;
    private BigDecimal spentUsd = BigDecimal.ZERO;
    private long spentTokens;
    private boolean priceless;

    /// @param usd    no limit if null
    /// @param tokens no limit if null
    Allowance(@Nullable BigDecimal usd, @Nullable Long tokens) {
        if ((usd != null && usd.signum() < 0) || (tokens != null && tokens < 0)) {
            throw new IllegalArgumentException("--max-usd and --max-tokens are at least 0.");
        }
        this.usd = usd;
        this.tokens = tokens == null ? Long.MAX_VALUE : tokens;
    }

    static Allowance unlimited() {
        return new Allowance(null, null);
    }

    synchronized void spent(CaseResult result) {
        spentTokens += result.tokens();
        if (result.usd() != null) {
            spentUsd = spentUsd.add(result.usd());
        } else if (result.tokens() > 0) {
            priceless = true;
        }
    }

    /// Why no further case is begun; empty while one may be.
    synchronized Optional<String> refusal() {
        if (usd != null && priceless) {
            return Optional.of(
                    "not run: the model has no price, so that --max-usd %s cannot be kept; set [price.\"MODEL\"]."
                            .formatted(usd.toPlainString()));
        } else if (usd != null && spentUsd.compareTo(usd) >= 0) {
            return Optional.of("not run: %s of %s dollars were spent; give more with --max-usd and --resume."
                    .formatted(spentUsd.toPlainString(), usd.toPlainString()));
        } else if (spentTokens >= tokens) {
            return Optional.of("not run: %d of %d tokens were used; give more with --max-tokens and --resume."
                    .formatted(spentTokens, tokens));
        }
        return Optional.empty();
    }
}
