package dev.errand.runtime.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.runtime.journal.Entry.Unattended;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// An intent that stands: it is resolved anew whenever its trigger comes true.
///
/// @param id         such as `s-7k3m`
/// @param code       the workflow that runs; empty where the words are planned for anew each time
/// @param language   of the code
/// @param locale     of the words, a language tag
/// @param zone       in which times are meant
/// @param unattended what becomes of a run that needs a person
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StandingIntent(
        String id,
        String intent,
        String code,
        String language,
        String planner,
        String locale,
        String zone,
        Trigger trigger,
        Unattended unattended,
        Missed missed,
        boolean paused,
        Instant created) {
    private static final Pattern FORM = Pattern.compile("s-[a-z0-9]{4,12}");

    /// @throws IllegalArgumentException with a message for the person if the id has not the form of one
    public StandingIntent {
        if (!FORM.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no standing intent. They look like s-7k3m; `errand schedule ls` lists them."
                            .formatted(id));
        }
        code = code == null ? "" : code;
    }

    /// A new id.
    public static String newId(RandomGenerator random) {
        return "s-" + Long.toString(random.nextLong(36L * 36 * 36 * 36, 36L * 36 * 36 * 36 * 36), 36);
    }

    StandingIntent withPaused(boolean now) {
        return new StandingIntent(
                id, intent, code, language, planner, locale, zone, trigger, unattended, missed, now, created);
    }
}
