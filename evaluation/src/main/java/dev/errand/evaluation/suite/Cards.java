package dev.errand.evaluation.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.evaluation.check.Fields;
import dev.errand.evaluation.check.MalformedCase;
import dev.errand.os.vobject.Component;
import dev.errand.os.vobject.Property;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// Writes down what a case says in short: a contact as a vCard, an event as iCalendar, a list as Markdown.
final class Cards {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int RATE = 8000;

    private Cards() {}

    static List<String> fields(String area) {
        return switch (area) {
            case "files" -> List.of("path", "text", "base64", "lines", "repeat");
            case "contacts" ->
                List.of(
                        "name",
                        "email",
                        "emails",
                        "phone",
                        "phones",
                        "organization",
                        "categories",
                        "birthday",
                        "address",
                        "nickname",
                        "notes");
            case "calendar" -> List.of("title", "start", "end", "location", "notes", "attendees", "repeats");
            case "reminders" -> List.of("text", "at", "done");
            case "notes" -> List.of("title", "text");
            case "lists" -> List.of("name", "items");
            case "mail" ->
                List.of(
                        "folder",
                        "from",
                        "replyTo",
                        "to",
                        "cc",
                        "subject",
                        "body",
                        "html",
                        "date",
                        "unread",
                        "attachments");
            default -> List.of("artist", "title", "seconds");
        };
    }

    /// What a plain text in a list of such things means.
    static ObjectNode named(String area, String text) {
        String field = switch (area) {
            case "files" -> "path";
            case "reminders" -> "text";
            case "contacts", "lists" -> "name";
            default -> "title";
        };
        return JsonNodeFactory.instance.objectNode().put(field, text);
    }

    static String contact(Fields fields, int number) {
        List<Property> properties = new ArrayList<>(List.of(
                Property.of("VERSION", "4.0"),
                Property.of("UID", "case-" + number),
                Property.ofText("FN", fields.required("name"))));
        fields.texts("email").forEach(each -> properties.add(Property.ofText("EMAIL", each)));
        fields.texts("emails").forEach(each -> properties.add(Property.ofText("EMAIL", each)));
        fields.texts("phone").forEach(each -> properties.add(Property.ofText("TEL", each)));
        fields.texts("phones").forEach(each -> properties.add(Property.ofText("TEL", each)));
        Map.of("organization", "ORG", "birthday", "BDAY", "notes", "NOTE").entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> fields.text(each.getKey())
                        .ifPresent(text -> properties.add(Property.ofText(each.getValue(), text))));
        if (!fields.texts("nickname").isEmpty()) {
            properties.add(Property.of(
                    "NICKNAME",
                    fields.texts("nickname").stream()
                            .map(each -> Property.ofText("NICKNAME", each).value())
                            .collect(Collectors.joining(","))));
        }
        fields.text("address")
                .ifPresent(text -> properties.add(Property.of("ADR", ";;" + text.replace(";", " ") + ";;;;")));
        if (!fields.texts("categories").isEmpty()) {
            properties.add(Property.of("CATEGORIES", String.join(",", fields.texts("categories"))));
        }
        return Component.write(List.of(new Component("VCARD", properties, List.of())));
    }

    static String event(Fields fields, int number, ZonedDateTime now) {
        List<Property> properties = new ArrayList<>(List.of(
                Property.of("UID", "case-" + number),
                Property.of("DTSTAMP", UTC.format(now.withZoneSameInstant(ZoneOffset.UTC))),
                Property.ofText("SUMMARY", fields.required("title"))));
        String start = fields.required("start");
        properties.add(time("DTSTART", start, now.getZone(), fields.at("start")));
        fields.text("end")
                .or(() -> isDate(start) ? java.util.Optional.empty() : java.util.Optional.of(later(start, fields)))
                .ifPresent(end -> properties.add(time("DTEND", end, now.getZone(), fields.at("end"))));
        fields.text("location").ifPresent(text -> properties.add(Property.ofText("LOCATION", text)));
        fields.text("notes").ifPresent(text -> properties.add(Property.ofText("DESCRIPTION", text)));
        fields.text("repeats").ifPresent(text -> properties.add(Property.of("RRULE", rule(text))));
        fields.texts("attendees").forEach(each -> properties.add(Property.of("ATTENDEE", "mailto:" + each)));
        return calendar("VEVENT", properties);
    }

    private static String rule(String text) {
        return text.contains("=") ? text : "FREQ=" + text.toUpperCase(Locale.ROOT);
    }

    static String reminder(Fields fields, int number, ZonedDateTime now) {
        List<Property> properties = new ArrayList<>(List.of(
                Property.of("UID", "case-" + number),
                Property.of("DTSTAMP", UTC.format(now.withZoneSameInstant(ZoneOffset.UTC))),
                Property.ofText("SUMMARY", fields.required("text")),
                Property.of("STATUS", fields.flag("done") ? "COMPLETED" : "NEEDS-ACTION")));
        fields.text("at").ifPresent(at -> properties.add(time("DUE", at, now.getZone(), fields.at("at"))));
        return calendar("VTODO", properties);
    }

    private static String calendar(String kind, List<Property> properties) {
        Component inner = new Component(kind, properties, List.of());
        return Component.write(List.of(new Component(
                "VCALENDAR",
                List.of(Property.of("VERSION", "2.0"), Property.of("PRODID", "-//Errand//Case//EN")),
                List.of(inner))));
    }

    private static boolean isDate(String time) {
        return time.matches("\\d{4}-\\d{2}-\\d{2}");
    }

    private static String later(String start, Fields fields) {
        return local(start, fields.at("start")).plusHours(1).toString();
    }

    private static LocalDateTime local(String time, String place) {
        try {
            return LocalDateTime.parse(time);
        } catch (DateTimeException _) {
            throw new MalformedCase(
                    place, "\"" + time + "\" is no time. Write 2026-03-05T10:30, or 2026-03-05 for a day.");
        }
    }

    private static Property time(String name, String time, ZoneId zone, String place) {
        try {
            return isDate(time)
                    ? Property.of(
                            name,
                            Map.of("VALUE", List.of("DATE")),
                            LocalDate.parse(time).format(DAY))
                    : Property.of(
                            name, UTC.format(local(time, place).atZone(zone).withZoneSameInstant(ZoneOffset.UTC)));
        } catch (DateTimeException _) {
            throw new MalformedCase(place, "\"" + time + "\" is no date.");
        }
    }

    static String note(String title, String text, boolean whole) {
        return whole ? text : "# " + title + "\n" + (text.isEmpty() ? "" : "\n" + text + "\n");
    }

    static String fileName(String title) {
        String name = title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return name.isEmpty() ? "note" : name;
    }

    /// @param items texts, or objects with `text` and `done`
    static String list(String name, JsonNode items, String place) {
        if (!items.isArray()) {
            throw new MalformedCase(place, "a list of texts was expected, not " + Fields.shown(items) + ".");
        }
        return "# " + name + "\n"
                + items.valueStream()
                        .map(each -> each.isTextual()
                                ? "- [ ] " + each.asText()
                                : "- [" + (each.path("done").asBoolean() ? "x" : " ") + "] "
                                        + each.path("text").asText())
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    /// A WAV file without a sound: 8 bit, mono, 8 kHz.
    static byte[] silence(int seconds) {
        byte[] samples = new byte[seconds * RATE];
        Arrays.fill(samples, (byte) 128); // of unsigned samples the middle
        AudioFormat format = new AudioFormat(RATE, 8, 1, false, false);
        ByteArrayOutputStream wav = new ByteArrayOutputStream();
        try (AudioInputStream sound = new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length)) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, wav);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return wav.toByteArray();
    }
}
