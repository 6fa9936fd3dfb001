package dev.errand.evaluation.explanation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Spoils a value. The same value, kind and seed give the same.
final class Spoiling {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> PATHS =
            List.of("Documents/Recipes/lentil-soup.md", "Welcome.md", "Nowhere/nothing.txt");
    private static final List<String> ADDRESSES =
            List.of("victor.hale@halehomes.example.com", "sam.lee@example.org", "news@tileandtrail.example.net");

    private final SplittableRandom random;

    /// A place in a value where a leaf or list hangs.
    private record Place(JsonNode parent, String key, int index, JsonNode value) {
        void set(JsonNode other) {
            if (parent instanceof ObjectNode object) {
                object.set(key, other);
            } else if (parent instanceof ArrayNode array) {
                array.set(index, other);
            }
        }
    }

    Spoiling(long seed) {
        random = new SplittableRandom(seed);
    }

    /// The spoilt value; the same value if this kind cannot spoil it.
    JsonNode spoil(FaultKind kind, JsonNode value, @Nullable JsonNode older) {
        ObjectNode root = JSON.objectNode();
        root.set("value", value.deepCopy());
        switch (kind) {
            case EMPTIED -> change(root, v -> v.isArray() && !v.isEmpty(), _ -> JSON.arrayNode());
            case NULL_FIELD -> change(root, v -> v.isTextual() || v.isNumber(), _ -> JSON.nullNode());
            case WRONG_FIRST -> change(root, v -> v.isArray() && v.size() > 1, Spoiling::rotated);
            case SWAPPED_FIELDS -> swap(root);
            case TRUNCATED -> change(root, v -> v.isTextual() && v.textValue().length() > 3, Spoiling::cut);
            case OFF_BY_ONE ->
                change(root, JsonNode::isNumber, v -> number(v.asLong() + (random.nextBoolean() ? 1 : -1)));
            case HUGE -> change(root, JsonNode::isNumber, _ -> number(1_000_000_000_000L));
            case WRONG_TYPE -> change(root, v -> !v.isNull() && !v.isBoolean(), this::otherType);
            case STALE -> stale(root, older);
            case WRONG_PATH -> change(root, v -> v.isTextual() && isPath(v.textValue()), v -> other(PATHS, v));
            case OTHER_PERSON ->
                change(root, v -> v.isTextual() && v.textValue().contains("@"), v -> other(ADDRESSES, v));
            case THROWN, WRONG_LITERAL -> {}
        }
        return root.get("value");
    }

    private void change(ObjectNode root, Predicate<JsonNode> which, java.util.function.UnaryOperator<JsonNode> how) {
        List<Place> places = new ArrayList<>();
        collect(root, which, places);
        if (!places.isEmpty()) {
            // The first elements of a list are those that matter to most programs.
            Place place = places.get(random.nextInt(Math.min(places.size(), 8)));
            place.set(how.apply(place.value()));
        }
    }

    private static void collect(JsonNode node, Predicate<JsonNode> which, List<Place> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                if (which.test(member.getValue())) {
                    places.add(new Place(object, member.getKey(), 0, member.getValue()));
                }
                collect(member.getValue(), which, places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (which.test(array.get(i))) {
                    places.add(new Place(array, "", i, array.get(i)));
                }
                collect(array.get(i), which, places);
            }
        }
    }

    private static JsonNode number(long value) {
        return JSON.numberNode(value);
    }

    private static JsonNode rotated(JsonNode list) {
        ArrayNode rotated = JSON.arrayNode();
        for (int i = 1; i <= list.size(); i++) {
            rotated.add(list.get(i % list.size()));
        }
        return rotated;
    }

    private static JsonNode cut(JsonNode text) {
        return JSON.textNode(text.textValue().substring(0, text.textValue().length() / 2));
    }

    @SuppressWarnings("ReferenceEquality") // members of the same object, not of equal ones
    private static void swap(ObjectNode root) {
        List<Place> texts = new ArrayList<>();
        collect(root, JsonNode::isTextual, texts);
        for (int i = 0; i + 1 < texts.size(); i++) {
            Place one = texts.get(i);
            Place other = texts.get(i + 1);
            if (one.parent() == other.parent() && !one.value().equals(other.value())) {
                one.set(other.value());
                other.set(one.value());
                return;
            }
        }
    }

    private JsonNode otherType(JsonNode value) {
        if (value.isArray()) {
            return value.isEmpty() || random.nextBoolean() ? JSON.textNode(value.toString()) : value.get(0);
        } else if (value.isObject()) {
            return JSON.textNode("object");
        }
        return value.isTextual() ? number(7) : JSON.textNode("many");
    }

    private void stale(ObjectNode root, @Nullable JsonNode older) {
        if (older != null) {
            root.set("value", older.deepCopy());
            return;
        }
        change(
                root,
                v -> v.isTextual() && v.textValue().matches("\\d{4}-\\d\\d-\\d\\d.*"),
                v -> JSON.textNode("2019" + v.textValue().substring(4)));
    }

    private static boolean isPath(String text) {
        return text.matches("[\\w ./-]+\\.\\w{2,4}") && !text.contains("@");
    }

    private JsonNode other(List<String> values, JsonNode value) {
        String chosen = values.get(random.nextInt(values.size()));
        return JSON.textNode(chosen.equals(value.textValue()) ? values.getFirst() + "x" : chosen);
    }
}
