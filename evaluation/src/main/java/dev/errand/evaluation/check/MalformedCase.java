package dev.errand.evaluation.check;

import java.util.Comparator;
import java.util.List;

/// A case that cannot be understood; the message names place and field, and what to write instead.
public final class MalformedCase extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param place such as `paper.jsonl, line 3, expect.world[0]`
    public MalformedCase(String place, String fault) {
        super(place + ": " + fault);
    }

    static MalformedCase unknown(String place, String name, List<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt((String each) -> distance(each, name))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse("");
        return new MalformedCase(
                place,
                "there is no field \"%s\"; the nearest is \"%s\". Known: %s."
                        .formatted(name, nearest, String.join(", ", known)));
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /// How many letters differ (Levenshtein), whatever their case.
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                int change = corner + (same ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
