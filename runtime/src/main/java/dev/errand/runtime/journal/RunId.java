package dev.errand.runtime.journal;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Names a run; short enough to be typed.
public record RunId(String value) implements Comparable<RunId> {
    private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";
    private static final Pattern FORM = Pattern.compile("r-[a-z0-9]{4,32}");

    /// @throws IllegalArgumentException with a message for the person if the text names no run
    public RunId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a run. Runs look like r-7k3m9q2x; `errand runs` lists them.".formatted(value));
        }
    }

    public static RunId random(RandomGenerator random) {
        StringBuilder value = new StringBuilder("r-");
        for (int i = 0; i < 8; i++) {
            value.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new RunId(value.toString());
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
