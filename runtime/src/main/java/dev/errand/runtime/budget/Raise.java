package dev.errand.runtime.budget;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A person's word that a limit is to be higher: `usd=2` sets it, `usd=+2` adds to it, `day.usd=10` is about the day.
///
/// @param manner whether the amount is the new limit or comes on top of the one there is
public record Raise(Scope scope, Resource resource, Manner manner, BigDecimal amount) {
    private static final Pattern FORM = Pattern.compile("(day\\.)?([a-z]+)=(\\+?)(.+)");

    /// What the amount is.
    public enum Manner {
        NEW_LIMIT,
        ON_TOP
    }

    /// @throws IllegalArgumentException with a message for the person if it is not understood
    public static Raise parse(String typed) {
        Matcher form = FORM.matcher(typed.strip());
        Resource resource = form.matches() ? Resource.of(form.group(2)).orElse(null) : null;
        if (resource == null) {
            throw new IllegalArgumentException(
                    "--raise %s is not understood. Write NAME=LIMIT or NAME=+MORE, as usd=2 or tokens=+5000, or for the"
                                    .formatted(typed.strip())
                            + " day day.usd=10; names are " + String.join(", ", Resource.ids()) + ".");
        }
        return new Raise(
                form.group(1) == null ? Scope.INTENT : Scope.DAY,
                resource,
                form.group(3).isEmpty() ? Manner.NEW_LIMIT : Manner.ON_TOP,
                Budget.parse(resource, form.group(4), "--raise " + typed.strip()));
    }

    /// The limit to be, where this is the one there is.
    public BigDecimal from(BigDecimal limit) {
        return switch (manner) {
            case NEW_LIMIT -> amount;
            case ON_TOP -> limit.add(amount);
        };
    }

    /// As it is typed.
    public String name() {
        return (scope == Scope.DAY ? "day." : "") + resource.id();
    }
}
