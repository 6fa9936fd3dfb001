package dev.errand.os.spi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.Times;
import dev.errand.os.operation.When;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Canonical arguments to Java values, and Java values to results.
final class Conversion {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Conversion() {}

    static @Nullable Object toJava(@Nullable JsonNode value, Type type, ZoneId zone) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (type instanceof ParameterizedType list) {
            List<@Nullable Object> elements = new ArrayList<>();
            value.forEach(element -> elements.add(toJava(element, list.getActualTypeArguments()[0], zone)));
            return elements;
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return value.asText();
        } else if (plain == int.class || plain == Integer.class) {
            return value.intValue();
        } else if (plain == long.class || plain == Long.class) {
            return value.longValue();
        } else if (plain == double.class || plain == Double.class) {
            return value.doubleValue();
        } else if (plain == boolean.class || plain == Boolean.class) {
            return value.booleanValue();
        } else if (plain == Instant.class) {
            return Times.parse(value.textValue(), zone);
        } else if (plain == When.class) {
            return Times.when(value.textValue(), zone);
        } else if (plain.isEnum()) {
            return constant(plain, value.textValue());
        } else if (JsonNode.class.isAssignableFrom(plain)) {
            return value;
        }
        return plain.isAnnotationPresent(Keyed.class) ? newRecord(plain, value.asText()) : record(plain, value, zone);
    }

    private static Object constant(Class<?> type, String word) {
        for (Object constant : type.getEnumConstants()) {
            if (Shapes.word(constant).equals(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(type.getSimpleName() + " has no " + word);
    }

    static Object record(Class<?> type, JsonNode members, ZoneId zone) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = toJava(members.get(components[i].getName()), components[i].getGenericType(), zone);
        }
        return newRecord(type, values);
    }

    private static Object newRecord(Class<?> type, @Nullable Object... values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            for (Constructor<?> each : type.getDeclaredConstructors()) {
                constructor = each.getParameterCount() == type.getRecordComponents().length ? each : constructor;
            }
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw unchecked(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " cannot be created; is it public?", e);
        }
    }

    static RuntimeException unchecked(@Nullable Throwable thrown) {
        switch (thrown) {
            case Error error -> throw error;
            case RuntimeException runtime -> throw runtime;
            case null, default -> throw new IllegalStateException("A skill threw a checked exception", thrown);
        }
    }

    /// A Java value as a result; content fields of records are listed as closed.
    static Result toResult(@Nullable Object value, Origin origin) {
        Map<JsonPointer, Origin> closed = new LinkedHashMap<>();
        JsonNode json = toJson(value, JsonPointer.empty(), origin, closed);
        return new Result(json, origin, closed);
    }

    private static JsonNode toJson(
            @Nullable Object value, JsonPointer at, Origin origin, Map<JsonPointer, Origin> closed) {
        return switch (value) {
            case null -> JSON.nullNode();
            case String text -> JSON.textNode(text);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case Boolean truth -> JSON.booleanNode(truth);
            case Instant instant -> JSON.textNode(instant.toString());
            case When when -> JSON.textNode(when.toString());
            case Enum<?> constant -> JSON.textNode(Shapes.word(constant));
            case JsonNode node -> node;
            case List<?> list -> {
                ArrayNode array = JSON.arrayNode();
                for (int i = 0; i < list.size(); i++) {
                    array.add(toJson(list.get(i), at.appendIndex(i), origin, closed));
                }
                yield array;
            }
            case Record each -> ofRecord(each, at, origin, closed);
            default ->
                throw new IllegalArgumentException(
                        "A skill cannot return a " + value.getClass().getName());
        };
    }

    private static ObjectNode ofRecord(Record value, JsonPointer at, Origin outer, Map<JsonPointer, Origin> closed) {
        Origin origin = value instanceof Sourced sourced ? sourced.origin() : outer;
        ObjectNode object = JSON.objectNode();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            JsonPointer place = at.appendProperty(component.getName());
            object.set(component.getName(), toJson(read(component, value), place, origin, closed));
            if (component.isAnnotationPresent(Content.class)) {
                closed.put(place, origin);
            }
        }
        return object;
    }

    private static @Nullable Object read(RecordComponent component, Record value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (InvocationTargetException e) {
            throw unchecked(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(value.getClass().getName() + " must be public", e);
        }
    }
}
