package dev.errand.os.spi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Shape;
import dev.errand.os.operation.When;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Java types as [Shape]s.
final class Shapes {
    private Shapes() {}

    static Shape of(Type type) {
        return switch (type) {
            case ParameterizedType list
            when list.getRawType() == List.class -> new Shape.ListOf(of(list.getActualTypeArguments()[0]));
            case Class<?> plain -> ofClass(plain);
            default -> throw new IllegalArgumentException("A skill cannot use the type " + type.getTypeName());
        };
    }

    private static Shape ofClass(Class<?> type) {
        if (type == String.class) {
            return new Shape.Text();
        } else if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return new Shape.Whole();
        } else if (type == double.class || type == Double.class) {
            return new Shape.Decimal();
        } else if (type == boolean.class || type == Boolean.class) {
            return new Shape.Truth();
        } else if (type == Instant.class || type == When.class) {
            return new Shape.Time();
        } else if (type == void.class) {
            return new Shape.Nothing();
        } else if (type.isEnum()) {
            return new Shape.Choice(
                    Arrays.stream(type.getEnumConstants()).map(Shapes::word).toList());
        } else if (JsonNode.class.isAssignableFrom(type)) {
            return new Shape.Any();
        } else if (type.isRecord()) {
            return ofRecord(type);
        }
        throw new IllegalArgumentException("A skill cannot use the type " + type.getName());
    }

    static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Shape ofRecord(Class<?> type) {
        Keyed keyed = type.getAnnotation(Keyed.class);
        return keyed != null
                ? new Shape.Reference(keyed.kind(), List.of(keyed.members()))
                : new Shape.Structure(
                        type.getSimpleName(),
                        Arrays.stream(type.getRecordComponents())
                                .map(Shapes::field)
                                .toList());
    }

    private static Shape.Field field(RecordComponent component) {
        return new Shape.Field(
                component.getName(),
                of(component.getGenericType()),
                isNullable(component),
                component.isAnnotationPresent(Content.class),
                mark(component),
                description(component));
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    static Mark mark(AnnotatedElement element) {
        Param param = element.getAnnotation(Param.class);
        return param == null ? Mark.PLAIN : param.mark();
    }

    static String description(AnnotatedElement element) {
        Param param = element.getAnnotation(Param.class);
        return param == null ? "" : param.value();
    }
}
