package dev.errand.runtime.budget;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Limits on what an intent, or a day, may take. What has no limit is absent; a limit of 0 allows nothing.
///
/// Units are those of [Resource]. The components are part of the journal's format.
public record Budget(
        @Nullable BigDecimal calls,
        @Nullable BigDecimal tokens,
        @Nullable BigDecimal usd,
        @Nullable BigDecimal steps,
        @Nullable BigDecimal minutes,
        @Nullable BigDecimal wh) {
    /// No limits.
    public static final Budget NONE = new Budget(null, null, null, null, null, null);

    public Optional<BigDecimal> limit(Resource resource) {
        return Optional.ofNullable(
                switch (resource) {
                    case CALLS -> calls;
                    case TOKENS -> tokens;
                    case USD -> usd;
                    case STEPS -> steps;
                    case MINUTES -> minutes;
                    case WH -> wh;
                });
    }

    public boolean limits(Resource resource) {
        return limit(resource).isPresent();
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /// The same with one limit set.
    public Budget with(Resource resource, BigDecimal limit) {
        return new Budget(
                resource == Resource.CALLS ? limit : calls,
                resource == Resource.TOKENS ? limit : tokens,
                resource == Resource.USD ? limit : usd,
                resource == Resource.STEPS ? limit : steps,
                resource == Resource.MINUTES ? limit : minutes,
                resource == Resource.WH ? limit : wh);
    }

    /// The limits of the other one, and these where it has none.
    public Budget overriddenBy(Budget other) {
        Budget both = this;
        for (Map.Entry<Resource, BigDecimal> each : other.all().entrySet()) {
            both = both.with(each.getKey(), each.getValue());
        }
        return both;
    }

    /// All limits that there are.
    public Map<Resource, BigDecimal> all() {
        Map<Resource, BigDecimal> all = new LinkedHashMap<>();
        for (Resource resource : Resource.values()) {
            limit(resource).ifPresent(limit -> all.put(resource, limit));
        }
        return all;
    }

    /// A limit as it was typed.
    ///
    /// @param where names the place for the message
    /// @throws IllegalArgumentException with a message for the person if it is none
    public static BigDecimal parse(Resource resource, String typed, String where) {
        boolean fits = typed.strip().matches(resource.isCounted() ? "\\d{1,15}" : "\\d{1,12}(\\.\\d{1,9})?");
        if (!fits) {
            throw new IllegalArgumentException("%s: \"%s\" is no limit. Give a %s such as %s."
                    .formatted(
                            where,
                            typed.strip(),
                            resource.isCounted() ? "whole number" : "number",
                            resource.isCounted() ? "200" : "0.50"));
        }
        return plain(new BigDecimal(typed.strip()));
    }

    /// One way to write each number: without zeros at its end, and never with an exponent.
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.setScale(Math.max(0, stripped.scale()));
    }
}
