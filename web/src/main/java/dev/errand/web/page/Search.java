package dev.errand.web.page;

import dev.errand.runtime.journal.Journal;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What runs are searched for by; empty texts stand for anything.
///
/// @param skill that the workflow calls
/// @param from  the first day, in the device's zone
/// @param to    the last day
public record Search(String words, String state, String skill, String from, String to) {
    static Search of(Context context) {
        return new Search(
                asked(context, "q"),
                asked(context, "state"),
                asked(context, "skill"),
                day(asked(context, "from")).map(LocalDate::toString).orElse(""),
                day(asked(context, "to")).map(LocalDate::toString).orElse(""));
    }

    private static String asked(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).orElse("").strip();
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return typed.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(typed));
        } catch (DateTimeException e) {
            return Optional.empty(); // browsers without a calendar let one type anything
        }
    }

    boolean isForAll() {
        return Stream.of(words, state, skill, from, to).allMatch(String::isEmpty);
    }

    boolean fits(Journal.Summary run) {
        LocalDate began = LocalDate.ofInstant(run.startedAt(), ZoneId.systemDefault());
        return (state.isEmpty() || run.state().id().equals(state))
                && day(from).filter(began::isBefore).isEmpty()
                && day(to).filter(began::isAfter).isEmpty()
                && run.intent().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }
}
