package dev.errand.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How often a password may be tried, and who it is that tries.
class GuessesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Guesses guesses = new Guesses(nanos::get);

    private void pass(long seconds) {
        nanos.addAndGet(seconds * 1_000_000_000);
    }

    @Test
    void oneSourceHasFiveAndThenOneAMinute() {
        for (int i = 0; i < 5; i++) {
            assertThat(guesses.take("203.0.113.1")).isEmpty();
        }
        assertThat(guesses.take("203.0.113.1")).hasValue(60);
        pass(59);
        assertThat(guesses.take("203.0.113.1")).hasValue(1);
        pass(2);
        assertThat(guesses.take("203.0.113.1")).isEmpty();
        assertThat(guesses.take("203.0.113.1")).hasValue(59);
        assertThat(guesses.take("203.0.113.2")).isEmpty();
    }

    @Test
    void manySourcesTogetherAreSlowedDownToo() {
        for (int i = 0; i < 50; i++) {
            assertThat(guesses.take("203.0.113." + i)).isEmpty();
        }
        assertThat(guesses.take("198.51.100.1")).hasValue(6);
        pass(6);
        assertThat(guesses.take("198.51.100.1")).isEmpty();
        assertThat(guesses.take("198.51.100.2")).hasValue(6);
    }

    @Test
    void whatWasRightDoesNotCount() {
        for (int i = 0; i < 100; i++) {
            assertThat(guesses.take("203.0.113.1")).isEmpty();
            guesses.giveBack("203.0.113.1");
        }
    }

    @Test
    void onlyWhatTheProxyWroteCounts() {
        assertThat(Source.forwarded(List.of("198.51.100.1, 203.0.113.1"))).isEqualTo("203.0.113.1");
        assertThat(Source.forwarded(List.of("198.51.100.1", "203.0.113.1"))).isEqualTo("203.0.113.1");
        assertThat(Source.forwarded(List.of("2001:db8:1:2:3:4:5:6"))).isEqualTo("2001:db8:1:2::/64");
        assertThat(Source.forwarded(List.of("::ffff:203.0.113.1"))).isEqualTo("203.0.113.1");
        assertThat(Source.forwarded(List.of())).isEqualTo("unknown");
        assertThat(Source.forwarded(List.of("", "errand.example.org\r\n<b>"))).isEqualTo("unknown");
    }
}
