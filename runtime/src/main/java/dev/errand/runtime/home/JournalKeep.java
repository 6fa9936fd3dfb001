package dev.errand.runtime.home;

import dev.errand.os.device.Settings;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long runs that have ended are kept in the journal: `journal.keep`, a number and a unit (`90d`, `12w`, `2y`), or
/// `forever`, which is also the default: undoing, explaining and proving all need what happened, so nothing is removed
/// unless the person says so.
///
/// @param period empty for ever
public record JournalKeep(Optional<Period> period) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4}) ?([dwy])");
    private static final String FOREVER = "forever";

    /// @throws ConfigurationError if the setting is there and cannot be understood
    public static JournalKeep of(Settings settings) {
        String text = settings.text("journal.keep").orElse(FOREVER).strip();
        if (text.equals(FOREVER)) {
            return new JournalKeep(Optional.empty());
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new ConfigurationError(
                    ("journal.keep = \"%s\" cannot be understood. Write a number of days, weeks or years (\"90d\", \"12w\","
                                    + " \"2y\"), or \"forever\".")
                            .formatted(text));
        }
        int number = Integer.parseInt(form.group(1));
        return new JournalKeep(Optional.of(
                switch (form.group(2)) {
                    case "d" -> Period.ofDays(number);
                    case "w" -> Period.ofWeeks(number);
                    default -> Period.ofYears(number);
                }));
    }

    /// Runs that ended before this are not kept; empty for ever.
    public Optional<Instant> keptSince(Instant now) {
        return period.map(p -> now.atOffset(ZoneOffset.UTC).minus(p).toInstant());
    }

    @Override
    public String toString() {
        return period.map(p -> p.getYears() > 0 ? p.getYears() + "y" : p.getDays() + "d")
                .orElse(FOREVER);
    }
}
