package dev.errand.sandbox.check;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that somebody may have meant.
final class Nearest {
    private Nearest() {}

    /// The candidate most like `name`, if one is like it at all.
    static Optional<String> to(String name, Collection<String> candidates) {
        String best = null;
        int least = Math.max(2, name.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /// Edits between two names; one that contains the other (`sendMail` and `send`) counts as one edit away.
    private static int distance(String one, String other) {
        if (one.equals(other)) {
            return 0;
        }
        boolean contained = one.contains(other) || other.contains(one);
        return contained && Math.min(one.length(), other.length()) > 2 ? 1 : edits(one, other);
    }

    private static int edits(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(changed, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
