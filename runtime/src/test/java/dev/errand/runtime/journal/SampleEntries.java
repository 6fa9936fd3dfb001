package dev.errand.runtime.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Entries of every type that there is, made from the sealed hierarchy itself, so that a new type cannot be forgotten:
/// each once with all members present, once with nothing that may be absent.
final class SampleEntries {
    private final boolean complete;
    private int counter;

    private SampleEntries(boolean complete) {
        this.complete = complete;
    }

    static List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        for (Class<?> type : Entry.class.getPermittedSubclasses()) {
            entries.add((Entry) new SampleEntries(true).record(type));
            entries.add((Entry) new SampleEntries(false).record(type));
        }
        return entries;
    }

    private Object record(Class<?> type) {
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            values.add(nullable && !complete ? null : value(component.getGenericType()));
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw new AssertionError(type + " refuses " + values, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type + " cannot be made", e);
        }
    }

    private Object value(Type type) {
        counter++;
        return switch (type) {
            case ParameterizedType generic -> container(generic);
            case Class<?> plain -> plainValue(plain);
            default -> throw new AssertionError("No sample of " + type);
        };
    }

    private Object container(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        Object element = value(arguments[arguments.length - 1]);
        Class<?> raw = (Class<?>) type.getRawType();
        if (raw == List.class) {
            return complete ? List.of(element, value(arguments[0])) : List.of();
        } else if (raw == Set.class) {
            return complete ? Set.of(element) : Set.of();
        } else if (raw == Map.class) {
            return complete ? Map.of("/key" + counter, element) : Map.of();
        } else if (raw == Optional.class) {
            return complete ? Optional.of(element) : Optional.empty();
        }
        throw new AssertionError("No sample of " + type);
    }

    private Object plainValue(Class<?> type) {
        if (type == String.class) {
            return "text %d “ü” \n\u0001 \uD83D\uDE80".formatted(counter);
        } else if (type == int.class || type == Integer.class) {
            return counter;
        } else if (type == long.class || type == Long.class) {
            return Long.MAX_VALUE - counter;
        } else if (type == boolean.class || type == Boolean.class) {
            return complete;
        } else if (type == Instant.class) {
            return Instant.parse("2026-03-02T09:00:00.123456789Z").plusSeconds(counter);
        } else if (type == ObjectNode.class || type == JsonNode.class) {
            return complete ? object() : JsonNodeFactory.instance.objectNode();
        } else if (type == BigDecimal.class) {
            return new BigDecimal("0.000001" + counter);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[complete ? type.getEnumConstants().length - 1 : 0];
        } else if (type.isSealed()) {
            return record(type.getPermittedSubclasses()[counter % type.getPermittedSubclasses().length]);
        } else if (type.isRecord()) {
            return record(type);
        }
        throw new AssertionError("No sample of " + type);
    }

    private ObjectNode object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("text", "x" + counter).put("number", 1.5).put("none", (String) null);
        object.putArray("list").add(true).addNull().add(counter);
        return object;
    }
}
