package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How many things of a kind are there that have certain fields: at least one, unless the check says otherwise.
///
/// @param wanted the fields that must fit
/// @param fresh  whether only things count that were not there before
record ThingCheck(Kind kind, ObjectNode wanted, int least, int most, boolean fresh) implements WorldCheck {
    private static final List<String> HOW_MANY = List.of("count", "atLeast", "atMost", "absent", "exists", "new");
    private static final int SHOWN = 3;

    /// The field that a plain text stands for.
    static String naming(Kind kind) {
        return switch (kind) {
            case MAIL -> "subject";
            case REMINDER, PROMPT -> "text";
            case EVENT, NOTE -> "title";
            case TIMER, ALARM -> "label";
            case PLAYER -> "state";
            case TRASHED -> "file";
            case REQUEST -> "path";
            case COMMAND -> "command";
            case CONTACT, LIST, PLAYLIST -> "name";
        };
    }

    static ThingCheck parse(Kind kind, Fields fields) {
        List<String> known = new ArrayList<>(kind.fields());
        known.addAll(HOW_MANY);
        fields.only(known);
        ObjectNode wanted = fields.node().deepCopy();
        wanted.remove(HOW_MANY);
        wanted.properties().forEach(each -> Match.require(each.getValue(), fields.at(each.getKey())));
        boolean absent = fields.flag("absent")
                || fields.get("exists")
                        .map(JsonNode::booleanValue)
                        .filter(is -> !is)
                        .isPresent();
        Optional<Integer> count = absent ? Optional.of(0) : fields.number("count");
        int least = count.or(() -> fields.number("atLeast"))
                .orElse(fields.get("atMost").isPresent() ? 0 : 1);
        int most = count.or(() -> fields.number("atMost")).orElse(Integer.MAX_VALUE);
        return new ThingCheck(kind, wanted, least, most, fields.flag("new"));
    }

    @Override
    public Finding look(DeviceImage before, DeviceImage after, List<JsonNode> requests) {
        ObjectNode exact = resolved(before);
        List<Thing> all = new ArrayList<>(after.things(kind));
        requests.stream()
                .filter(each -> each.path("kind").asText().equals(kind.field()))
                .forEach(each -> all.add(new Thing("", (ObjectNode) each)));
        if (fresh) {
            Set<Thing> known = new HashSet<>(before.things(kind));
            all.removeIf(known::contains);
        }
        List<Thing> fitting = all.stream().filter(thing -> fits(exact, thing)).toList();
        Set<String> covers = fitting.stream().map(Thing::path).collect(Collectors.toCollection(HashSet::new));
        before.things(kind).stream()
                .filter(thing -> fits(exact, thing))
                .map(Thing::path)
                .forEach(covers::add);
        sidecars(covers);
        before.things(kind).stream()
                .map(Thing::path)
                .filter(path -> kind == Kind.MAIL
                        && covers.stream().anyMatch(each -> unique(each).equals(unique(path))))
                .toList()
                .forEach(covers::add);
        boolean enough = fitting.size() >= least && fitting.size() <= most;
        return Finding.of(enough ? Optional.empty() : Optional.of(fault(fitting.size(), all)), covers);
    }

    /// The part of a mail's file name that stays when it is moved or marked.
    private static String unique(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst(":2,.*$", "");
    }

    /// What is moved to the trash with a note beside it is one thing.
    private void sidecars(Set<String> covers) {
        if (kind == Kind.TRASHED) {
            for (String note : List.copyOf(covers)) {
                covers.add(note.replace("trash/info/", "trash/files/").replaceFirst("[.]trashinfo$", ""));
            }
            wanted.path("file").valueStream().forEach(each -> covers.add("files/" + each.asText()));
            covers.add("files/" + wanted.path("file").asText());
        }
    }

    private boolean fits(ObjectNode exact, Thing thing) {
        return exact.properties().stream().allMatch(each -> {
            JsonNode found = thing.fields().path(each.getKey());
            boolean beginning = Kind.isTime(each.getKey()) && each.getValue().isTextual();
            return beginning
                    ? found.asText().startsWith(each.getValue().asText())
                            && found.asText().isEmpty()
                                    == each.getValue().asText().isEmpty()
                    : Match.fits(each.getValue(), found, kind.isLoose(each.getKey()));
        });
    }

    /// Attachments that are to be the same as a file of the device are compared by their content.
    private ObjectNode resolved(DeviceImage before) {
        ObjectNode exact = wanted.deepCopy();
        for (JsonNode each : exact.path("attachments")) {
            if (each instanceof ObjectNode attachment
                    && attachment.path("sameAs").isTextual()) {
                Path file = before.file(attachment.remove("sameAs").asText());
                attachment.put("sha256", hash(file));
            }
        }
        return exact;
    }

    private static String hash(Path file) {
        try {
            return Hash.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String fault(int found, List<Thing> all) {
        String many =
                least == most ? "" + least : most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
        Set<String> fields = new HashSet<>();
        wanted.fieldNames().forEachRemaining(fields::add);
        String others = all.stream()
                .skip(Math.max(0, all.size() - SHOWN))
                .map(thing -> Fields.shown(part(thing.fields(), fields)))
                .collect(Collectors.joining("; "));
        return "%s %s: %s expected, %d found%s"
                .formatted(
                        kind.field(),
                        Fields.shown(wanted),
                        many,
                        found,
                        others.isEmpty()
                                ? "; there is none at all"
                                : "; of %d there are: %s".formatted(all.size(), others));
    }

    private static ObjectNode part(ObjectNode whole, Set<String> fields) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        fields.stream().sorted().forEach(name -> part.set(name, whole.path(name)));
        return part;
    }
}
