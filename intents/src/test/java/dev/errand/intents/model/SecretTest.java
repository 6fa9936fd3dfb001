package dev.errand.intents.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void neitherTheKeyNorWhatLooksLikeOneIsQuoted() {
        Secret secret = new Secret("my-company-key-123456");

        assertThat(secret.quote("Wrong key 'my-company-key-123456', my-compa****56 and sk-abc***xyz.\n\u0007Go", 200))
                .isEqualTo("Wrong key '[key]', [key] and [key] Go");
        assertThat(secret.quote("x".repeat(50), 10)).isEqualTo("xxxxxxxxxx…");
    }

    @Test
    void placeholdersAreNoSecrets() {
        assertThat(new Secret("").strip("abc")).isEqualTo("abc");
        assertThat(new Secret("x").strip("xyz")).isEqualTo("xyz");
        assertThat(new Secret("ollama").strip("ollama says no")).isEqualTo("[key] says no");
    }

    @Test
    void noServerIsWaitedForTooLong() {
        Instant now = Instant.parse("2026-03-02T09:00:00Z");

        assertThat(Patience.before(1, Patience.retryAfter("86400", now), 0)).isEqualTo(Patience.LONGEST);
        assertThat(Patience.before(1, Patience.retryAfter("-3", now), 0)).isZero();
        assertThat(Patience.retryAfter("soon", now)).isEmpty();
        assertThat(Patience.before(30, Optional.empty(), 0.999)).isLessThanOrEqualTo(Duration.ofSeconds(20));
    }
}
