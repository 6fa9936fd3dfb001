package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.vobject.Component;
import dev.errand.os.vobject.Property;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads events, reminders and contacts.
final class CardReading {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    private final DeviceImage image;

    CardReading(DeviceImage image) {
        this.image = image;
    }

    List<Thing> all(Kind kind) {
        List<Thing> things = new ArrayList<>();
        boolean cards = kind == Kind.CONTACT;
        String area = cards ? "contacts" : kind == Kind.EVENT ? "calendar" : "reminders";
        for (Path file : image.in(area)) {
            if (file.toString().endsWith(cards ? ".vcf" : ".ics")) {
                for (Component part : parts(kind, Component.parse(DeviceImage.text(file)))) {
                    things.add(image.thing(file, fields(kind, part, file)));
                }
            }
        }
        return things;
    }

    private static List<Component> parts(Kind kind, List<Component> components) {
        return kind == Kind.CONTACT
                ? components
                : components.stream()
                        .flatMap(each -> each.parts(kind == Kind.EVENT ? "VEVENT" : "VTODO").stream())
                        .toList();
    }

    private ObjectNode fields(Kind kind, Component part, Path file) {
        return switch (kind) {
            case EVENT -> event(part);
            case REMINDER ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("text", part.text("SUMMARY").orElse(""))
                        .put("at", part.first("DUE").map(this::time).orElse(""))
                        .put(
                                "done",
                                part.text("STATUS").filter("COMPLETED"::equals).isPresent());
            default -> contact(part).put("file", file.getFileName().toString());
        };
    }

    private ObjectNode event(Component part) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("title", part.text("SUMMARY").orElse(""));
        event.put("start", part.first("DTSTART").map(this::time).orElse(""));
        event.put("end", part.first("DTEND").map(this::time).orElse(""));
        event.put("allDay", part.first("DTSTART").filter(CardReading::isDate).isPresent());
        event.put("location", part.text("LOCATION").orElse(""));
        event.put("notes", part.text("DESCRIPTION").orElse(""));
        event.put("recurring", part.first("RRULE").isPresent());
        ArrayNode attendees = event.putArray("attendees");
        part.all("ATTENDEE").forEach(each -> attendees.add(each.text().replaceFirst("(?i)^mailto:", "")));
        return event;
    }

    private static ObjectNode contact(Component card) {
        ObjectNode contact = JsonNodeFactory.instance.objectNode();
        contact.put("name", card.text("FN").orElse(""));
        contact.set("email", texts(card, "EMAIL"));
        contact.set("phone", texts(card, "TEL"));
        contact.put("organization", card.text("ORG").orElse(""));
        contact.set("categories", split(card.text("CATEGORIES")));
        contact.put("birthday", card.text("BDAY").orElse(""));
        contact.put(
                "address",
                card.all("ADR").stream()
                        .map(Property::text)
                        .map(each -> each.replaceAll(";+", ", ").replaceAll("^, ", ""))
                        .collect(Collectors.joining("\n")));
        ArrayNode nicknames = contact.putArray("nickname");
        card.all("NICKNAME").forEach(each -> each.texts().forEach(nicknames::add));
        return contact.put("notes", card.text("NOTE").orElse(""));
    }

    private static ArrayNode texts(Component card, String property) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        card.all(property).forEach(each -> all.add(each.text().replaceFirst("(?i)^tel:", "")));
        return all;
    }

    private static ArrayNode split(Optional<String> text) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        text.ifPresent(each -> Arrays.stream(each.split(",")).map(String::strip).forEach(all::add));
        return all;
    }

    private static boolean isDate(Property property) {
        return property.value().matches("\\d{8}");
    }

    /// `2026-03-05` or `2026-03-05T10:30`, as a clock in the device's zone shows it.
    private String time(Property property) {
        String value = property.value().strip();
        if (isDate(property)) {
            return value.substring(0, 4) + "-" + value.substring(4, 6) + "-" + value.substring(6);
        } else if (!value.matches("\\d{8}T\\d{6}Z?")) {
            return value;
        }
        LocalDateTime local = LocalDateTime.parse(value.replace("Z", ""), STAMP);
        ZoneId zone = value.endsWith("Z")
                ? ZoneOffset.UTC
                : property.parameter("TZID")
                        .filter(name -> ZoneId.getAvailableZoneIds().contains(name))
                        .map(ZoneId::of)
                        .orElse(image.zone());
        return local.atZone(zone)
                .withZoneSameInstant(image.zone())
                .toLocalDateTime()
                .toString();
    }
}
