package dev.errand.intents.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// How long to wait before a request is made again.
final class Patience {
    /// A person is waiting: no server is waited for longer than this.
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration STEADY = Duration.ofSeconds(20);

    private Patience() {}

    /// What the server asks for, or twice as long with every try, shortened by up to a half so that many clients do not
    /// come back together.
    static Duration before(int retry, Optional<Duration> retryAfter, double chance) {
        if (retryAfter.isPresent()) {
            return shorter(retryAfter.get(), LONGEST);
        }
        Duration growing = shorter(FIRST.multipliedBy(1L << Math.min(retry - 1, 10)), STEADY);
        return Duration.ofMillis((long) (growing.toMillis() * (0.5 + chance / 2)));
    }

    /// Reads a `Retry-After` header: seconds, or an HTTP date.
    static Optional<Duration> retryAfter(String header, Instant now) {
        String value = header.strip();
        try {
            return Optional.of(notNegative(Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000))));
        } catch (NumberFormatException _) {
            return date(value).map(date -> notNegative(Duration.between(now, date)));
        }
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
