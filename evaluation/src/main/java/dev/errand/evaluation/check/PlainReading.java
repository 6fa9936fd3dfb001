package dev.errand.evaluation.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads notes, lists, timers, alarms, playlists, the player, and where deleted files came from.
final class PlainReading {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ITEM = Pattern.compile("(?m)^\\s*[-*] \\[([ xX])] (.*)$");
    private static final Pattern HEADING = Pattern.compile("(?m)^# (.+)$");
    private static final Pattern ORIGIN = Pattern.compile("(?m)^Path=(.+)$");

    private final DeviceImage image;

    PlainReading(DeviceImage image) {
        this.image = image;
    }

    List<Thing> all(Kind kind) {
        List<Thing> things = new ArrayList<>();
        for (Path file : image.in(folder(kind))) {
            if (kind != Kind.PLAYER || file.endsWith("player.json")) {
                things.add(image.thing(file, fields(kind, file, DeviceImage.text(file))));
            }
        }
        return things;
    }

    private static String folder(Kind kind) {
        return switch (kind) {
            case NOTE -> "notes";
            case LIST -> "lists";
            case TIMER -> "clock/timers";
            case ALARM -> "clock/alarms";
            case PLAYLIST -> "media/playlists";
            case PLAYER -> "state/cache/media";
            default -> "trash/info";
        };
    }

    private ObjectNode fields(Kind kind, Path file, String text) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        String name = file.getFileName().toString().replaceFirst("[.][^.]*$", "");
        switch (kind) {
            case NOTE -> {
                Matcher heading = HEADING.matcher(text);
                fields.put("title", heading.find() ? heading.group(1).strip() : name)
                        .put("text", text);
            }
            case LIST -> list(fields.put("name", name), text);
            case TIMER, ALARM -> {
                JsonNode kept = json(text);
                fields.put("label", kept.path("label").asText())
                        .put(
                                "at",
                                Instant.parse(kept.path("at").asText())
                                        .atZone(image.zone())
                                        .toLocalDateTime()
                                        .toString());
            }
            case PLAYLIST -> {
                ArrayNode tracks = fields.put("name", name).putArray("tracks");
                text.lines()
                        .filter(line -> !line.startsWith("#") && !line.isBlank())
                        .forEach(tracks::add);
            }
            case PLAYER -> {
                JsonNode kept = json(text);
                fields.put("state", kept.path("mode").asText().toLowerCase(Locale.ROOT))
                        .put("track", kept.path("track").asText(""))
                        .put("volume", kept.path("volume").asInt());
            }
            default -> {
                Matcher origin = ORIGIN.matcher(text);
                fields.put("file", origin.find() ? URLDecoder.decode(origin.group(1), StandardCharsets.UTF_8) : "");
            }
        }
        return fields;
    }

    private static void list(ObjectNode list, String text) {
        ArrayNode items = list.putArray("items");
        ArrayNode open = list.putArray("open");
        ArrayNode done = list.putArray("done");
        Matcher each = ITEM.matcher(text);
        while (each.find()) {
            String item = each.group(2).strip();
            items.add(item);
            (each.group(1).isBlank() ? open : done).add(item);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
