package dev.errand.runtime.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Device;
import dev.errand.os.device.Draft;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.StepContext;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Looks whether triggers have come true.
final class Watch {
    /// Later than this, and nobody was there at the time.
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final int MOST_MAILS = 200;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// What a look found.
    record Found(List<Occurrence> occurrences, Progress progress) {}

    private final Device device;
    private final Catalogue catalogue;

    Watch(Device device, Catalogue catalogue) {
        this.device = device;
        this.catalogue = catalogue;
    }

    /// @throws dev.errand.os.device.DeviceFailure if what is watched cannot be looked at now
    Found look(StandingIntent standing, Progress progress, Instant now) {
        return switch (standing.trigger()) {
            case Trigger.Times times -> times(standing, times, progress, now);
            case Trigger.MailArrives mail -> appeared("mail", mails(standing, mail, now), progress, now);
            case Trigger.FileAppears file -> appeared("file", files(file, progress, now), progress, now);
            case Trigger.BeforeEvent event -> events(standing, event, progress, now);
        };
    }

    /// Which are missed is decided by when they were, not by when they are found.
    private static Found times(StandingIntent standing, Trigger.Times times, Progress progress, Instant now) {
        Cron cron = Cron.parse(times.cron());
        ZoneId zone = ZoneId.of(standing.zone());
        List<Instant> missed = new ArrayList<>();
        List<Instant> due = new ArrayList<>();
        Instant at = cron.next(progress.upTo(), zone).orElse(Instant.MAX);
        while (!at.isAfter(now)) {
            (at.plus(GRACE).isBefore(now) ? missed : due).add(at);
            if (missed.size() > Attendant.MOST_AT_ONCE) {
                missed.removeFirst();
            }
            at = cron.next(at, zone).orElse(Instant.MAX);
        }
        switch (standing.missed()) {
            case SKIP -> {}
            case ONCE -> {
                if (due.isEmpty() && !missed.isEmpty()) {
                    due.add(missed.getLast());
                }
            }
            case ALL -> due.addAll(0, missed);
        }
        List<Occurrence> occurrences =
                due.stream().map(i -> occurrence("times", i.toString(), "", i)).toList();
        Instant upTo =
                now.isAfter(progress.upTo()) ? now : progress.upTo(); // a clock that was set back repeats nothing
        return new Found(occurrences, new Progress(upTo, List.of(), true));
    }

    /// What is there now and was not there at the last look.
    ///
    /// @param there what to know it by → its occurrence
    private static Found appeared(String kind, Map<String, Sighting> there, Progress progress, Instant now) {
        Set<String> seen = new HashSet<>(progress.seen());
        List<Occurrence> occurrences = new ArrayList<>();
        there.forEach((name, sighting) -> {
            if (progress.begun() && !seen.contains(name)) {
                occurrences.add(occurrence(kind, sighting.key(), sighting.id(), now));
            }
        });
        return new Found(occurrences, new Progress(now, List.copyOf(there.keySet()), true));
    }

    /// @param key tells this appearance from a later one of the same name
    private record Sighting(String id, String key) {}

    private Map<String, Sighting> mails(StandingIntent standing, Trigger.MailArrives mail, Instant now) {
        ObjectNode query = JSON.objectNode().put("limit", MOST_MAILS);
        put(query, "from", mail.from());
        put(query, "subject", mail.subject());
        put(query, "text", mail.text());
        Map<String, Sighting> found = new LinkedHashMap<>();
        for (JsonNode each : ask("mail.search", query, standing, now)) {
            String id = each.path("id").asText();
            found.put(id, new Sighting(id, id));
        }
        return found;
    }

    /// A file that was just written may still be growing; one that is there at the beginning is there all the same.
    private Map<String, Sighting> files(Trigger.FileAppears file, Progress progress, Instant now) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + file.pattern());
        Map<String, Sighting> found = new LinkedHashMap<>();
        for (Storage.Entry entry : device.storage().list(StoragePath.in("files", file.folder()))) {
            String path = entry.path().substring(entry.path().indexOf('/') + 1);
            boolean known = !progress.begun() || progress.seen().contains(path);
            boolean settled = known || !entry.modified().plus(SETTLED).isAfter(now);
            if (!entry.folder() && settled && matcher.matches(Path.of(entry.name()))) {
                found.put(path, new Sighting(path, path + " " + entry.modified()));
            }
        }
        return found;
    }

    private Found events(StandingIntent standing, Trigger.BeforeEvent event, Progress progress, Instant now) {
        ObjectNode query = JSON.objectNode();
        query.put("from", now.toString());
        query.put("to", now.plus(event.lead()).toString());
        put(query, "text", event.text());
        List<Occurrence> occurrences = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (JsonNode each : ask("calendar.events", query, standing, now)) {
            String key = each.path("id").asText() + " " + each.path("start").asText();
            boolean isAhead = begins(each, ZoneId.of(standing.zone())).isAfter(now);
            if (isAhead && !progress.seen().contains(key)) {
                occurrences.add(occurrence("event", key, each.path("id").asText(), now));
            }
            if (isAhead) {
                keys.add(key);
            }
        }
        return new Found(occurrences, new Progress(now, keys, true));
    }

    /// All-day events begin with the day.
    private static Instant begins(JsonNode event, ZoneId zone) {
        String start = event.path("start").asText();
        return start.length() == 10
                ? java.time.LocalDate.parse(start).atStartOfDay(zone).toInstant()
                : java.time.OffsetDateTime.parse(start).toInstant();
    }

    private static void put(ObjectNode query, String name, String value) {
        if (!value.isEmpty()) {
            query.put(name, value);
        }
    }

    private JsonNode ask(String name, ObjectNode query, StandingIntent standing, Instant now) {
        Operation operation = catalogue.operation(name).orElseThrow(() -> unavailable(name));
        StepContext context = new StepContext(
                standing.id(),
                now,
                ZoneId.of(standing.zone()),
                Locale.forLanguageTag(standing.locale()),
                new SplittableRandom(0),
                new Draft(device.storage(), () -> now),
                device.settings(),
                device.cache(),
                device.model(),
                true,
                JSON.objectNode());
        return operation
                .body()
                .perform(operation.bind(JSON.arrayNode(), query), context)
                .value();
    }

    private static IllegalArgumentException unavailable(String name) {
        return new IllegalArgumentException("This device has no %s, which the trigger needs.".formatted(name));
    }

    private static Occurrence occurrence(String kind, String key, String id, Instant at) {
        ObjectNode payload = JSON.objectNode().put("kind", kind).put("at", at.toString());
        if (!id.isEmpty()) {
            payload.put(kind, id);
        }
        return new Occurrence(key, payload);
    }
}
