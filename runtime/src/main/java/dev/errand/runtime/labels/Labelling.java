package dev.errand.runtime.labels;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.StoragePath;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What one step of an operation opened and wrote, turned into labels of its result and of what it wrote.
public final class Labelling {
    private static final String FLAGS = ":2,";
    private static final int TELLING_ID = 8;

    private final Operation operation;
    private final WatchedStorage watched;

    public Labelling(Operation operation, WatchedStorage watched) {
        this.operation = operation;
        this.watched = watched;
    }

    // ---- what was read

    /// The labels of all contents that were opened; empty if none has one.
    public Optional<Origin> opened() {
        return all().map(StoredLabel::origin);
    }

    /// The result, with the labels of the contents it was read from. Where its records name what they stand for, each
    /// gets the labels of that alone; otherwise everything gets the labels of all that was opened. In a record the
    /// texts are closed then, other than those by which it is named: whoever passes it on has not read it.
    public Result labelled(Result result) {
        if (watched.opened().isEmpty()) {
            return result;
        }
        Labelled labelled = new Labelled(result);
        labelled.label(result.value(), operation.result(), JsonPointer.empty());
        return new Result(result.value(), labelled.origin, labelled.closed);
    }

    private final class Labelled {
        private final Map<JsonPointer, Origin> closed;
        private Origin origin;

        Labelled(Result result) {
            closed = new HashMap<>(result.closed());
            origin = result.origin();
        }

        void label(JsonNode value, Shape shape, JsonPointer at) {
            if (shape instanceof Shape.ListOf(Shape element) && isRecord(element)) {
                for (int i = 0; i < value.size(); i++) {
                    label(value.get(i), element, at.appendIndex(i));
                }
            } else if (shape instanceof Shape.Structure structure && value.isObject()) {
                label((ObjectNode) value, structure, at);
            } else if (!(shape instanceof Shape.Nothing)) {
                all().ifPresent(label -> origin = origin.join(label.origin()));
            }
        }

        private void label(ObjectNode value, Shape.Structure structure, JsonPointer at) {
            Optional<StoredLabel> label = isHandle(structure) ? ofThing(value) : all();
            label.ifPresent(found -> {
                if (found.named()) {
                    origin = origin.join(found.origin());
                }
                close(value, structure, at, found.origin());
            });
        }

        private void close(ObjectNode value, Shape.Structure structure, JsonPointer at, Origin label) {
            for (Shape.Field field : structure.fields()) {
                JsonNode member = value.get(field.name());
                JsonPointer place = at.appendProperty(field.name());
                if (closed.containsKey(place)) {
                    closed.computeIfPresent(place, (_, known) -> known.join(label));
                } else if (member != null && !isName(field.name(), member)) {
                    close(member, field.shape(), place, label);
                }
            }
        }

        private void close(JsonNode value, Shape shape, JsonPointer at, Origin label) {
            switch (shape) {
                case Shape.Structure inner when value.isObject() -> close((ObjectNode) value, inner, at, label);
                case Shape.ListOf(Shape.Structure inner) -> {
                    for (int i = 0; i < value.size(); i++) {
                        close(value.get(i), inner, at.appendIndex(i), label);
                    }
                }
                case Shape.Text _, Shape.Any _, Shape.ListOf _, Shape.Reference _ -> closed.put(at, label);
                case Shape.Structure _,
                        Shape.Whole _,
                        Shape.Decimal _,
                        Shape.Truth _,
                        Shape.Time _,
                        Shape.Choice _,
                        Shape.Nothing _ -> {}
            }
        }
    }

    private static boolean isRecord(Shape shape) {
        return shape instanceof Shape.Structure || (shape instanceof Shape.ListOf(Shape element) && isRecord(element));
    }

    /// Whether records of this kind say which thing they stand for.
    private static boolean isHandle(Shape.Structure structure) {
        return structure.fields().stream()
                .anyMatch(field -> Set.of("id", "path").contains(field.name()) && field.shape() instanceof Shape.Text);
    }

    private Optional<StoredLabel> all() {
        return watched.opened().values().stream().reduce(StoredLabel::join);
    }

    /// What was sent goes by a name of its own: it was made of all that was opened for it.
    private Optional<StoredLabel> ofThing(ObjectNode value) {
        Optional<StoredLabel> named = ofNamed(value);
        return named.isEmpty() && operation.effect() == EffectClass.SEND ? all() : named;
    }

    private Optional<StoredLabel> ofNamed(ObjectNode value) {
        return watched.opened().entrySet().stream()
                .filter(each -> names(value, each.getKey()))
                .map(Map.Entry::getValue)
                .reduce(StoredLabel::join);
    }

    /// A record names a place by its path or name, or by an id that stands in what lies there, as a contact's does.
    private boolean names(ObjectNode value, String place) {
        Set<String> names = names(place);
        String id = value.path("id").asText();
        return names.contains(value.path("path").asText())
                || names.contains(id)
                || (id.length() >= TELLING_ID
                        && watched.exists(place)
                        && watched.readText(place).contains(id));
    }

    private boolean isName(String field, JsonNode value) {
        return Set.of("id", "path").contains(field)
                || (field.equals("name")
                        && watched.opened().keySet().stream()
                                .anyMatch(place -> names(place).contains(value.asText())));
    }

    private static Set<String> names(String place) {
        Set<String> names = new HashSet<>();
        for (String name : List.of(StoragePath.relative(place), StoragePath.name(place))) {
            int flags = name.indexOf(FLAGS);
            String plain = flags < 0 ? name : name.substring(0, flags);
            names.add(plain);
            int dot = plain.lastIndexOf('.');
            names.add(dot > plain.lastIndexOf('/') + 1 ? plain.substring(0, dot) : plain);
        }
        return names;
    }

    // ---- what was written

    /// Labels what the step wrote.
    ///
    /// @param arguments  canonical
    /// @param provenance of the arguments
    /// @param course     of all arguments, and of what decided that the step is done
    /// @param key        of the step
    public void labelWritten(
            ObjectNode arguments, Map<String, Origin> provenance, Origin course, Result result, String key) {
        if (watched.written().isEmpty()) {
            return;
        }
        Origin origin = course;
        for (StoredLabel opened : watched.opened().values()) {
            origin = origin.join(opened.origin());
        }
        if (result.origin().provenance() == Provenance.OUTSIDE) {
            origin = origin.join(result.origin());
        }
        for (Origin closed : result.closed().values()) {
            origin = closed.provenance() == Provenance.OUTSIDE ? origin.join(closed) : origin;
        }
        if (origin.provenance() != Provenance.OUTSIDE && !isWidened(origin, result)) {
            return;
        }
        Set<String> trusted = trustedNames(arguments, provenance);
        for (String place : List.copyOf(watched.written())) {
            if (watched.entry(place).filter(entry -> !entry.folder()).isPresent()) {
                boolean named = origin.provenance() == Provenance.OUTSIDE
                        && watched.made().contains(place)
                        && names(place).stream().noneMatch(trusted::contains);
                watched.labels().put(place, new StoredLabel(origin, named), key);
            }
        }
    }

    /// Whether what was written will be read as if more people knew it than those who may: as a draft is by those
    /// whom it is addressed to, before anybody has agreed that they get it.
    private boolean isWidened(Origin written, Result result) {
        return operation.effect() == EffectClass.WRITE
                && result.closed().values().stream()
                        .anyMatch(
                                read -> !written.readers().meet(read.readers()).equals(read.readers()));
    }

    /// Names that nobody outside chose; none if somebody outside chose where anything goes.
    private Set<String> trustedNames(ObjectNode arguments, Map<String, Origin> provenance) {
        Set<String> trusted = new HashSet<>();
        for (Parameter parameter : operation.parameters()) {
            Origin origin = provenance.get(parameter.name());
            boolean isOutside = origin != null && origin.provenance() == Provenance.OUTSIDE;
            if (isOutside && (parameter.mark() == Mark.TARGET || parameter.mark() == Mark.DESTINATION)) {
                return Set.of();
            } else if (!isOutside) {
                texts(arguments.path(parameter.name())).forEach(text -> trusted.addAll(names("area/" + text)));
            }
        }
        return trusted;
    }

    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(Objects.requireNonNull(value.textValue()));
        }
        value.forEach(each -> texts.addAll(texts(each)));
        return texts;
    }
}
