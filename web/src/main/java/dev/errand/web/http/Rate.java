package dev.errand.web.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How often something may be done: a bucket for each who does it, which fills up again. Thread-safe.
final class Rate {
    private static final int MOST_KNOWN = 10_000;

    private static final class Bucket {
        double left;
        long at;
    }

    private final double perSecond;
    private final double most;
    private final LongSupplier nanos;

    /// The longest unused goes first; guarded by this.
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /// @param most at once, after a pause
    Rate(double perSecond, double most, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.most = most;
        this.nanos = nanos;
    }

    /// Takes one, if there is one left.
    synchronized boolean take(String who) {
        Bucket bucket = filled(who);
        if (bucket.left < 1) {
            return false;
        }
        bucket.left -= 1;
        return true;
    }

    /// Whether there is one left.
    synchronized boolean has(String who) {
        return filled(who).left >= 1;
    }

    /// What was taken and not used.
    synchronized void giveBack(String who) {
        Bucket bucket = filled(who);
        bucket.left = Math.min(most, bucket.left + 1);
    }

    /// How long there is none left; at least a second.
    synchronized long secondsUntilNext(String who) {
        double seconds = (1 - filled(who).left) / perSecond;
        return Math.max(1, (long) Math.ceil(seconds - 1e-6)); // not one more for how the last bit was rounded
    }

    private Bucket filled(String who) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(who, _ -> {
            Bucket full = new Bucket();
            full.left = most;
            full.at = now;
            return full;
        });
        bucket.left = Math.min(most, bucket.left + (now - bucket.at) / 1e9 * perSecond);
        bucket.at = now;
        return bucket;
    }
}
