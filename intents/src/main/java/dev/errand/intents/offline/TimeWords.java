package dev.errand.intents.offline;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Points in time in English and German, as seen from now: `tomorrow at 5`, `next monday`, `in 10 minutes`, `24.12.`.
///
/// The result is local ISO text: a bare date if no time of day was named. An hour from 1 to 6 without more said is
/// meant
/// in the afternoon in English, where people say it so; German counts to 24.
final class TimeWords {
    private static final List<String> DAYS = List.of(
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "montag",
            "dienstag",
            "mittwoch",
            "donnerstag",
            "freitag",
            "samstag",
            "sonntag",
            "mon",
            "tue",
            "wed",
            "thu",
            "fri",
            "sat",
            "sun");
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
            "januar",
            "februar",
            "marz",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "dezember",
            "jan",
            "feb",
            "mar",
            "apr",
            "may",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec");
    private static final Set<String> JOINTS = Set.of(
            "on", "at", "in", "the", "of", "by", "around", "am", "um", "der", "den", "dem", "gegen", "uhr", "o'clock",
            "this", "diesen", "dieses");
    private static final Set<String> NEXT = Set.of("next", "nachsten", "nachste", "nachster", "nachstes", "kommenden");
    private static final Set<String> LAST = Set.of("last", "letzten", "letzte", "letzter", "letztes");
    /// Said of an hour from one to six, which is otherwise one of the afternoon.
    private static final Set<String> WAKING = Set.of("wake", "waking", "awake", "weck", "wecke", "wecken", "wecker");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})(?:t(\\d{2}:\\d{2})(?::\\d{2})?)?");
    private static final Pattern DOTTED = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})(?:\\.(\\d{2,4})?)?");
    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2})(?:[:.h](\\d{2}))?(am|pm|uhr)?");
    private static final Pattern ORDINAL = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th|\\.)?");

    private final Utterance words;
    private final int to;
    private final LocalDateTime now;
    private int at;
    private @Nullable LocalDate date;
    private @Nullable LocalTime time;
    private @Nullable LocalTime part;
    private final boolean waking;
    private boolean assumed;
    private boolean german;

    private TimeWords(Utterance words, int from, int to, LocalDateTime now) {
        this.words = words;
        this.at = from;
        this.to = to;
        this.now = now;
        waking = words.words().stream().anyMatch(word -> WAKING.contains(word.key()));
    }

    static Optional<String> read(Utterance words, int from, int to, ZonedDateTime now) {
        if (to - from > 9) {
            return Optional.empty();
        }
        LocalDateTime local = now.toLocalDateTime();
        Optional<String> relative = relative(words, from, to, local);
        try {
            return relative.isPresent() ? relative : new TimeWords(words, from, to, local).read();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// `in 10 minutes`, `10 minutes ago`, `vor 3 tagen`.
    private static Optional<String> relative(Utterance words, int from, int to, LocalDateTime now) {
        String first = words.key(from);
        boolean later = first.equals("in") && to - from > 1;
        boolean ago = words.key(to - 1).equals("ago") && to - from > 1;
        boolean vor = first.equals("vor") && to - from > 1;
        if (!later && !ago && !vor) {
            return Optional.empty();
        }
        OptionalDouble seconds = DurationWords.read(words, later || vor ? from + 1 : from, ago ? to - 1 : to);
        if (seconds.isEmpty()) {
            return Optional.empty();
        }
        long moved = Math.round(later ? seconds.getAsDouble() : -seconds.getAsDouble());
        LocalDateTime then = now.plusSeconds(moved).withNano(0);
        return Optional.of(moved % 86_400 == 0 ? then.toLocalDate().toString() : then.toString());
    }

    private Optional<String> read() {
        while (at < to) {
            int before = at;
            if (!(readDate() || readTime()) && at == before) {
                if (!JOINTS.contains(words.key(at))) {
                    return Optional.empty();
                }
                german |= Set.of("um", "uhr", "gegen").contains(words.key(at));
                at++;
            }
        }
        LocalTime moment = moment();
        if (moment == null) {
            return Optional.ofNullable(date).map(LocalDate::toString);
        }
        LocalDate day = date != null ? date : now.toLocalDate();
        LocalDateTime then = day.atTime(moment);
        return Optional.of((date == null && then.isBefore(now) ? then.plusDays(1) : then).toString());
    }

    /// The hour within the part of the day, if both were said: "tonight at 8", "at 5 in the morning".
    private @Nullable LocalTime moment() {
        LocalTime clock = time;
        LocalTime named = part;
        if (clock == null || named == null) {
            return clock == null ? named : clock;
        }
        boolean late = named.getHour() >= 12;
        boolean shift = late ? clock.getHour() < 12 : assumed;
        return shift ? clock.plusHours(12) : clock;
    }

    private boolean readDate() {
        if (date != null) {
            return false;
        }
        LocalDate today = now.toLocalDate();
        String key = words.key(at);
        int days = dayWord(key);
        if (days != Integer.MIN_VALUE) {
            part = key.equals("tonight") ? LocalTime.of(20, 0) : part;
            return set(today.plusDays(days), time, 1);
        }
        if (words.keys(at, Math.min(to, at + 4)).equals("the day after tomorrow")) {
            return set(today.plusDays(2), time, 4);
        }
        boolean next = NEXT.contains(key);
        boolean last = LAST.contains(key);
        int skip = next || last || key.equals("this") || key.equals("diesen") ? 1 : 0;
        if (at + skip >= to) {
            return false;
        }
        String name = words.key(at + skip);
        int day = DAYS.indexOf(name);
        if (day >= 0) {
            DayOfWeek weekday = DayOfWeek.of(day % 7 + 1);
            return set(
                    today.with(last ? TemporalAdjusters.previous(weekday) : TemporalAdjusters.next(weekday)),
                    time,
                    1 + skip);
        }
        if (skip == 1 && spanOf(name) > 0) {
            return set(span(name, next ? 1 : last ? -1 : 0, today), time, 2);
        }
        return isoDate(key) || dottedDate(key) || monthDate();
    }

    private static int dayWord(String key) {
        return switch (key) {
            case "today", "tonight", "heute" -> 0;
            case "tomorrow", "morgen" -> 1;
            case "ubermorgen" -> 2;
            case "yesterday", "gestern" -> -1;
            case "vorgestern" -> -2;
            default -> Integer.MIN_VALUE;
        };
    }

    private static int spanOf(String name) {
        return switch (name) {
            case "week", "woche" -> 1;
            case "month", "monat" -> 2;
            case "year", "jahr" -> 3;
            default -> 0;
        };
    }

    private static LocalDate span(String name, int direction, LocalDate today) {
        return switch (spanOf(name)) {
            case 1 ->
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(direction);
            case 2 -> today.withDayOfMonth(1).plusMonths(direction);
            default -> today.withDayOfYear(1).plusYears(direction);
        };
    }

    private boolean set(LocalDate day, @Nullable LocalTime moment, int consumed) {
        date = day;
        time = moment;
        at += consumed;
        return true;
    }

    private boolean isoDate(String key) {
        Matcher iso = ISO.matcher(key);
        if (!iso.matches()) {
            return false;
        }
        LocalTime moment = iso.group(4) == null ? time : LocalTime.parse(iso.group(4));
        return set(LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3)), moment, 1);
    }

    private boolean dottedDate(String key) {
        Matcher dotted = DOTTED.matcher(key);
        boolean clock = at + 1 < to
                && (words.key(at + 1).equals("uhr") || words.key(at + 1).matches("[ap]m"));
        if (clock || !dotted.matches() || number(dotted, 2) > 12 || number(dotted, 2) < 1) {
            return false;
        }
        String year = dotted.group(3);
        return set(onDay(number(dotted, 1), number(dotted, 2), year == null ? 0 : Integer.parseInt(year)), time, 1);
    }

    /// `december 24th 2026`, `24 december`, `24th of december`, `24. dezember 2026`.
    private boolean monthDate() {
        boolean monthFirst = MONTHS.contains(words.key(at));
        int month = monthFirst ? at : at + 1;
        int day = monthFirst ? at + 1 : at;
        if (!monthFirst && month < to && words.key(month).equals("of")) {
            month++;
        }
        if (Math.max(month, day) >= to || !MONTHS.contains(words.key(month))) {
            return false;
        }
        Matcher ordinal = ORDINAL.matcher(words.key(day));
        if (!ordinal.matches()) {
            return false;
        }
        int end = Math.max(month, day) + 1;
        boolean hasYear = end < to && words.key(end).matches("20\\d\\d");
        int year = hasYear ? Integer.parseInt(words.key(end)) : 0;
        int number = MONTHS.indexOf(words.key(month)) % 12 + 1;
        return set(onDay(number(ordinal, 1), number, year), time, end - at + (hasYear ? 1 : 0));
    }

    private LocalDate onDay(int day, int month, int year) {
        if (year > 0) {
            return LocalDate.of(year < 100 ? 2000 + year : year, month, day);
        }
        LocalDate thisYear = LocalDate.of(now.getYear(), month, day);
        return thisYear.isBefore(now.toLocalDate()) ? thisYear.plusYears(1) : thisYear;
    }

    private boolean readTime() {
        String key = words.key(at);
        LocalTime named = partOfDay(key);
        if (named != null && part == null) {
            part = named;
            at++;
            return true;
        }
        return time == null && (past() || clock(key));
    }

    private static @Nullable LocalTime partOfDay(String key) {
        return switch (key) {
            case "morning", "fruh", "vormittag", "morgens" -> LocalTime.of(9, 0);
            case "noon", "midday", "mittag", "mittags" -> LocalTime.NOON;
            case "afternoon", "nachmittag", "nachmittags" -> LocalTime.of(15, 0);
            case "evening", "abend", "abends" -> LocalTime.of(19, 0);
            case "night", "nachts" -> LocalTime.of(21, 0);
            case "midnight", "mitternacht" -> LocalTime.MIDNIGHT;
            default -> null;
        };
    }

    /// `half past five`, `quarter to six`, `halb sechs`, `viertel nach drei`.
    private boolean past() {
        String key = words.key(at);
        if (key.equals("halb") && at + 1 < to) {
            return pastHour(at + 1, -30);
        }
        boolean half = key.equals("half");
        if ((!half && !key.equals("quarter") && !key.equals("viertel")) || at + 2 >= to) {
            return false;
        }
        String direction = words.key(at + 1);
        int minutes = half ? 30 : 15;
        return switch (direction) {
            case "past", "after", "nach" -> pastHour(at + 2, minutes);
            case "to", "before", "vor" -> pastHour(at + 2, -minutes);
            default -> false;
        };
    }

    private boolean pastHour(int place, int minutes) {
        OptionalDouble hour = NumberWords.read(words, place, place + 1);
        if (hour.isEmpty() || hour.getAsDouble() > 24) {
            return false;
        }
        int counted = (int) hour.getAsDouble();
        assumed = counted >= 1 && counted <= 6 && !waking;
        time = LocalTime.of(assumed ? counted + 12 : counted % 24, 0).plusMinutes(minutes);
        at = place + 1;
        return true;
    }

    private boolean clock(String key) {
        Matcher clock = CLOCK.matcher(key);
        boolean digits = clock.matches();
        OptionalDouble spoken = digits ? OptionalDouble.of(number(clock, 1)) : NumberWords.read(words, at, at + 1);
        if (spoken.isEmpty() || spoken.getAsDouble() > 24 || spoken.getAsDouble() != Math.rint(spoken.getAsDouble())) {
            return false;
        }
        String suffix = digits && clock.group(3) != null ? clock.group(3) : "";
        int minutes = digits && clock.group(2) != null ? number(clock, 2) : 0;
        at++;
        if (suffix.isEmpty() && at < to && Set.of("am", "pm", "uhr", "o'clock").contains(words.key(at))) {
            suffix = words.key(at++);
        }
        if (suffix.equals("uhr")
                && at < to
                && NumberWords.read(words, at, at + 1).orElse(99) < 60) {
            minutes = (int) NumberWords.read(words, at, at + 1).getAsDouble();
            at++;
        }
        boolean exact = minutes > 0 || key.contains(":") || key.startsWith("0");
        time = LocalTime.of(hour((int) spoken.getAsDouble(), suffix, exact), minutes);
        return true;
    }

    private int hour(int counted, String suffix, boolean exact) {
        boolean inGerman = german || suffix.equals("uhr");
        return switch (suffix) {
            case "am" -> counted % 12;
            case "pm" -> counted % 12 + 12;
            default -> {
                assumed = counted >= 1 && counted <= 6 && !exact && !inGerman && !waking;
                yield assumed ? counted + 12 : counted % 24;
            }
        };
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
