package dev.errand.os.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Body;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.StepContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A skill's method as the body of an operation.
///
/// @param previewer the method marked [PreviewOf], if any
/// @param undoer    the method marked [UndoOf], if any
record MethodBody(
        Skill skill,
        String operation,
        Method method,
        Optional<Method> previewer,
        Optional<Method> undoer,
        Origin origin)
        implements Body {
    @Override
    public Result perform(ObjectNode arguments, StepContext context) {
        return call(method, arguments, context, null);
    }

    @Override
    public Optional<Result> preview(ObjectNode arguments, StepContext context) {
        return previewer.flatMap(previewing -> {
            Result known = call(previewing, arguments, context, null);
            return previewing.getReturnType() == void.class ? Optional.empty() : Optional.of(known);
        });
    }

    @Override
    public boolean previews() {
        return previewer.isPresent();
    }

    @Override
    public boolean undoable() {
        return undoer.isPresent();
    }

    @Override
    public void undo(ObjectNode arguments, Result result, StepContext context) {
        Method undo = undoer.orElseThrow(() -> new IllegalStateException(operation + " has no undo"));
        call(undo, arguments, context, result);
    }

    private Result call(Method target, ObjectNode arguments, StepContext context, @Nullable Result result) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Parameter parameter : target.getParameters()) {
            values.add(argument(parameter, arguments, context, result));
        }
        try {
            Object returned = target.invoke(skill, values.toArray());
            return Conversion.toResult(returned, whose(returned));
        } catch (InvocationTargetException e) {
            throw Conversion.unchecked(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(target + " must be public in a public class", e);
        }
    }

    /// What is declared, but where all of it comes from outside a record says better from whom.
    private Origin whose(@Nullable Object returned) {
        return origin.provenance() == Provenance.OUTSIDE
                        && returned instanceof Sourced sourced
                        && sourced.origin().provenance() == Provenance.OUTSIDE
                ? sourced.origin()
                : origin;
    }

    private @Nullable Object argument(
            Parameter parameter, ObjectNode arguments, StepContext context, @Nullable Result result) {
        Type type = parameter.getParameterizedType();
        if (type == StepContext.class) {
            return context;
        } else if (result != null && SkillReader.spreads(type) && type.equals(method.getGenericReturnType())) {
            return Conversion.toJava(result.value(), type, context.zone());
        } else if (SkillReader.spreads(type)) {
            return Conversion.record((Class<?>) type, arguments, context.zone());
        } else if (arguments.has(parameter.getName())) {
            return Conversion.toJava(arguments.get(parameter.getName()), type, context.zone());
        }
        return result == null ? null : Conversion.toJava(result.value(), type, context.zone());
    }
}
