package dev.errand.runtime.schedule;

import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads when something is to be done again: "every Monday at 8", "alle 15 Minuten". English and German.
final class Cadence {
    static final String EXAMPLES =
            "every Monday at 8 · every day at 7:30 · weekdays at 18:00 · every 15 minutes · every hour ·"
                    + " on the 1st of every month at 9 · jeden Freitag um 17 Uhr · a cron expression such as \"0 8 * * 1\"";

    private static final Pattern TIME = Pattern.compile(
            "(?:at|um) (?:(noon|mittag)|(midnight|mitternacht)|(\\d{1,2})(?:[:.](\\d{2}))?(?: ?(am|pm|a\\.m\\.|p\\.m\\.))?(?: uhr(?: (\\d{1,2}))?)?)$");
    private static final Pattern MINUTES = Pattern.compile("(?:every|alle) (\\d{1,2}) (?:minutes?|minuten?)");
    private static final Pattern HOURS = Pattern.compile("(?:every|alle) (\\d{1,2}) (?:hours?|stunden?)");
    private static final Pattern MONTHLY = Pattern.compile(
            "(?:(?:on )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)? of (?:every|each|the) month"
                    + "|every month on (?:the )?(\\d{1,2})(?:st|nd|rd|th)?|(?:am )?(\\d{1,2})\\. (?:jedes|jeden) monats?)");
    private static final Pattern ON_DAYS = Pattern.compile("(?:(?:every|each|on|jeden|jede) )?(.+)");
    private static final Map<String, String> DAYS = days();

    private Cadence() {}

    private static Map<String, String> days() {
        Map<String, String> days = new LinkedHashMap<>();
        String[][] names = {
            {"monday", "mon", "montag"},
            {"tuesday", "tue", "dienstag"},
            {"wednesday", "wed", "mittwoch"},
            {"thursday", "thu", "donnerstag"},
            {"friday", "fri", "freitag"},
            {"saturday", "sat", "samstag", "sonnabend"},
            {"sunday", "sun", "sonntag"}
        };
        for (int i = 0; i < names.length; i++) {
            for (String name : names[i]) {
                days.put(name, "" + (i + 1));
                days.put(name + "s", "" + (i + 1));
            }
        }
        return Map.copyOf(days);
    }

    /// @throws IllegalArgumentException with a message for the person
    static Trigger.Times parse(String said) {
        String words = said.strip().toLowerCase(Locale.ROOT).replaceAll("[,\\s]+", " ");
        if (words.matches("[\\d*/,a-z-]+( [\\d*/,a-z-]+){4}") && words.matches("[\\d*].*")) {
            return new Trigger.Times(words.toUpperCase(Locale.ROOT), said.strip());
        }
        return new Trigger.Times(cron(words).orElseThrow(() -> notUnderstood(said)), said.strip());
    }

    private static IllegalArgumentException notUnderstood(String said) {
        return new IllegalArgumentException(
                "\"%s\" is not understood as a time that comes again. Say it like one of these: %s"
                        .formatted(said.strip(), EXAMPLES));
    }

    private static Optional<String> cron(String words) {
        switch (words) {
            case "every hour", "hourly", "jede stunde", "stündlich" -> {
                return Optional.of("0 * * * *");
            }
            case "every minute", "jede minute", "minütlich" -> {
                return Optional.of("* * * * *");
            }
            default -> {}
        }
        Matcher minutes = MINUTES.matcher(words);
        if (minutes.matches()) {
            return divides(minutes.group(1), 60).map("*/%s * * * *"::formatted);
        }
        Matcher hours = HOURS.matcher(words);
        if (hours.matches()) {
            return divides(hours.group(1), 24).map("0 */%s * * *"::formatted);
        }
        Matcher time = TIME.matcher(words);
        return time.find()
                ? time(time)
                        .flatMap(at -> daily(words.substring(0, time.start()).strip(), at))
                : Optional.empty();
    }

    /// What does not divide the hour or the day would begin anew with each, and come at odd times.
    private static Optional<String> divides(String count, int whole) {
        int number = Integer.parseInt(count);
        return number > 0 && whole % number == 0 ? Optional.of("" + number) : Optional.empty();
    }

    private static Optional<LocalTime> time(Matcher said) {
        if (said.group(1) != null) {
            return Optional.of(LocalTime.NOON);
        } else if (said.group(2) != null) {
            return Optional.of(LocalTime.MIDNIGHT);
        }
        int hour = Integer.parseInt(said.group(3));
        String written = said.group(4) != null ? said.group(4) : said.group(6);
        int minute = written == null ? 0 : Integer.parseInt(written);
        String half = said.group(5);
        if (half != null) {
            if (hour < 1 || hour > 12) {
                return Optional.empty();
            }
            hour = hour % 12 + (half.startsWith("p") ? 12 : 0);
        }
        return hour > 23 || minute > 59 ? Optional.empty() : Optional.of(LocalTime.of(hour, minute));
    }

    private static Optional<String> daily(String when, LocalTime at) {
        Matcher monthly = MONTHLY.matcher(when);
        if (monthly.matches()) {
            String day = monthly.group(1) != null ? monthly.group(1) : monthly.group(2);
            int number = Integer.parseInt(day != null ? day : monthly.group(3));
            return number < 1 || number > 31
                    ? Optional.empty()
                    : Optional.of("%d %d %d * *".formatted(at.getMinute(), at.getHour(), number));
        }
        return days(when).map(days -> "%d %d * * %s".formatted(at.getMinute(), at.getHour(), days));
    }

    private static Optional<String> days(String when) {
        return switch (when) {
            case "every day", "each day", "daily", "jeden tag", "täglich" -> Optional.of("*");
            case "weekdays", "every weekday", "on weekdays", "each weekday", "werktags", "an werktagen" ->
                Optional.of("1-5");
            case "weekends", "every weekend", "on weekends", "am wochenende" -> Optional.of("6,7");
            default -> {
                Matcher named = ON_DAYS.matcher(when);
                yield named.matches() ? named(named.group(1)) : Optional.empty();
            }
        };
    }

    private static Optional<String> named(String days) {
        TreeSet<String> numbers = new TreeSet<>();
        for (String day : days.replaceAll("\\b(and|und|on|every|each|jeden)\\b", " ")
                .strip()
                .split(" +")) {
            String number = DAYS.get(day);
            if (number == null) {
                return Optional.empty();
            }
            numbers.add(number);
        }
        return Optional.of(String.join(",", numbers));
    }
}
