package dev.errand.runtime.engine;

import dev.errand.runtime.journal.RunId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names one question for approval: `r-7k3m9q2x.12`. A run that asks again, because something changed or because of
/// what came later, asks under another name, so that an answer cannot count for what nobody has seen.
///
/// @param number of the entry in the run's journal that asked
public record ApprovalId(RunId run, long number) {
    private static final Pattern FORM = Pattern.compile("(r-[a-z0-9]+)\\.(\\d{1,9})");

    /// Empty where the text names no approval.
    public static Optional<ApprovalId> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new ApprovalId(new RunId(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return run + "." + number;
    }
}
