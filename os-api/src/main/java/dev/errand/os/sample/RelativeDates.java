package dev.errand.os.sample;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills dates into texts: `{{-1 09:30 mail}}` is yesterday at half past nine as mail writes it. The formats are
/// `mail`,
/// `utc`, `local` and `day` (iCalendar), `iso` and `long`.
record RelativeDates(ZonedDateTime now) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([+-]\\d+)(?: (\\d\\d:\\d\\d))? (\\w+)}}");

    String fill(String text) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(written(place)));
    }

    private String written(MatchResult place) {
        LocalTime time = place.group(2) == null ? LocalTime.NOON : LocalTime.parse(place.group(2));
        ZonedDateTime moment = now.plusDays(Long.parseLong(place.group(1))).with(time);
        return switch (place.group(3)) {
            case "mail" -> format("EEE, d MMM yyyy HH:mm:ss xx", moment);
            case "utc" -> format("yyyyMMdd'T'HHmmss'Z'", moment.withZoneSameInstant(ZoneOffset.UTC));
            case "local" -> format("yyyyMMdd'T'HHmmss", moment);
            case "day" -> format("yyyyMMdd", moment);
            case "iso" -> format("yyyy-MM-dd", moment);
            case "long" -> format("EEEE, d MMMM yyyy", moment);
            default -> throw new IllegalArgumentException("No such format of a date: " + place.group());
        };
    }

    private static String format(String pattern, ZonedDateTime moment) {
        return moment.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }
}
