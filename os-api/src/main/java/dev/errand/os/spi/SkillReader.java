package dev.errand.os.spi;

import dev.errand.os.device.Settings;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Question;
import dev.errand.os.operation.Raise;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.Sentence;
import dev.errand.os.operation.Shape;
import dev.errand.os.operation.StepContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the annotations of skills.
///
/// What is wrong with a skill is an [IllegalArgumentException] that names the class and the method: a skill that
/// cannot be read is a programming error of its author, found when the device starts.
public final class SkillReader {

    private SkillReader() {}

    private enum Unconnected implements Settings {
        DEVICE;

        @Override
        public Optional<String> text(String key) {
            return Optional.empty();
        }

        @Override
        public List<String> texts(String key) {
            return List.of();
        }
    }

    /// All skills on the class path, as they are on a device of which nothing is connected to a service.
    public static Catalogue installed() {
        return installed(Unconnected.DEVICE);
    }

    /// All skills on the class path, as they are with the person's settings.
    public static Catalogue installed(Settings settings) {
        List<Catalogue.SkillEntry> entries = new ArrayList<>();
        for (Skill skill : ServiceLoader.load(Skill.class)) {
            entries.add(read(skill, settings));
        }
        entries.sort(Comparator.comparing(Catalogue.SkillEntry::name));
        return new Catalogue(entries);
    }

    public static Catalogue.SkillEntry read(Skill skill) {
        return read(skill, Unconnected.DEVICE);
    }

    /// @param settings decide for operations that are [Connected] how their steps are settled
    public static Catalogue.SkillEntry read(Skill skill, Settings settings) {
        Class<?> type = skill.getClass();
        SkillSpec spec = type.getAnnotation(SkillSpec.class);
        if (spec == null) {
            throw new IllegalArgumentException(type.getName() + " needs @SkillSpec");
        }
        SentenceFiles files = SentenceFiles.of(type, spec.name(), names(type));
        List<Operation> operations = Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(OperationSpec.class))
                .map(method -> operation(skill, spec.name(), method, settings, files))
                .sorted(Comparator.comparing(Operation::name))
                .toList();
        return new Catalogue.SkillEntry(
                spec.name(), spec.summary(), operations, both(sentences(type), files.workflows()));
    }

    private static Set<String> names(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(OperationSpec.class))
                .map(SkillReader::name)
                .collect(Collectors.toSet());
    }

    private static String name(Method method) {
        OperationSpec spec = method.getAnnotation(OperationSpec.class);
        return spec == null || spec.name().isEmpty() ? method.getName() : spec.name();
    }

    private static List<Sentence> both(List<Sentence> some, List<Sentence> others) {
        List<Sentence> both = new ArrayList<>(some);
        both.addAll(others);
        return both;
    }

    private static Operation operation(
            Skill skill, String skillName, Method method, Settings settings, SentenceFiles files) {
        OperationSpec spec = method.getAnnotation(OperationSpec.class);
        if (spec == null) {
            throw new IllegalArgumentException(method + " needs @OperationSpec");
        }
        String name = name(method);
        if (spec.effect().isEffect() && spec.headline().isEmpty()) {
            throw new IllegalArgumentException(method + " has an effect and needs a headline for approvals");
        }
        Class<?> type = skill.getClass();
        MethodBody body = new MethodBody(
                skill,
                skillName + "." + name,
                method,
                marked(type, PreviewOf.class, PreviewOf::value, name),
                marked(type, UndoOf.class, UndoOf::value, name),
                new Origin(
                        spec.provenance(),
                        skillName + "." + name,
                        spec.readers().readers()));
        return new Operation(
                skillName,
                name,
                spec.version(),
                spec.summary(),
                spec.headline().isEmpty() ? spec.summary() : spec.headline(),
                spec.effect(),
                spec.effect().isEffect() ? recovery(spec, method, settings) : Recovery.REPEATABLE,
                spec.provenance(),
                parameters(method, settings),
                resultShape(spec.effect(), method),
                both(sentences(method), files.byOperation().getOrDefault(name, List.of())),
                body,
                spec.remember());
    }

    private static Recovery recovery(OperationSpec spec, Method method, Settings settings) {
        return connected(method, "", settings).orElse(spec.recovery());
    }

    private static <A extends Annotation> Optional<Method> marked(
            Class<?> type, Class<A> mark, Function<A, String> operation, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Optional.ofNullable(method.getAnnotation(mark))
                        .map(operation)
                        .filter(name::equals)
                        .isPresent())
                .findFirst();
    }

    /// What the guest gets: an ASK method returns the question, its guest the answer.
    private static Shape resultShape(EffectClass effect, Method method) {
        return switch (effect) {
            case ASK -> method.getName().equals("confirm") ? new Shape.Truth() : new Shape.Text();
            case SAY, WAIT -> new Shape.Nothing();
            case PURE, READ, FETCH, WRITE, SEND, EXECUTE, DESTROY, SPEND -> {
                if (method.getReturnType() == Question.class) {
                    throw new IllegalArgumentException(method + " returns a question and must be of class ASK");
                }
                yield Shapes.of(method.getGenericReturnType());
            }
        };
    }

    static boolean spreads(Type type) {
        return type instanceof Class<?> plain
                && plain.isRecord()
                && !plain.isAnnotationPresent(Keyed.class)
                && plain != StepContext.class;
    }

    private static List<dev.errand.os.operation.Parameter> parameters(Method method, Settings settings) {
        List<dev.errand.os.operation.Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getType() == StepContext.class) {
                continue;
            }
            if (!parameter.isNamePresent()) {
                throw new IllegalArgumentException(method + ": compile skills with -parameters");
            }
            if (spreads(parameter.getParameterizedType())) {
                for (RecordComponent component : parameter.getType().getRecordComponents()) {
                    boolean required = !Shapes.isNullable(component);
                    parameters.add(parameter(
                            component.getName(),
                            component.getGenericType(),
                            component,
                            false,
                            required,
                            raise(component, component.getName(), method, settings)));
                }
            } else {
                boolean required = !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
                parameters.add(parameter(
                        parameter.getName(),
                        parameter.getParameterizedType(),
                        parameter,
                        true,
                        required,
                        raise(parameter, parameter.getName(), method, settings)));
            }
        }
        return parameters;
    }

    private static dev.errand.os.operation.Parameter parameter(
            String name,
            Type type,
            AnnotatedElement element,
            boolean positional,
            boolean required,
            Optional<Raise> raises) {
        return new dev.errand.os.operation.Parameter(
                name, Shapes.of(type), Shapes.mark(element), positional, required, raises, Shapes.description(element));
    }

    /// What giving the parameter does besides, and how the step is settled then.
    private static Optional<Raise> raise(AnnotatedElement element, String name, Method method, Settings settings) {
        Param param = element.getAnnotation(Param.class);
        return param == null
                ? Optional.empty()
                : Arrays.stream(param.raises())
                        .findFirst()
                        .map(effect -> new Raise(effect, connected(method, name, settings), Set.of(param.raisesFor())));
    }

    /// @param with the parameter that the connection is for; empty for all calls
    private static Optional<Recovery> connected(Method method, String with, Settings settings) {
        return Arrays.stream(method.getAnnotationsByType(Connected.class))
                .filter(each -> each.with().equals(with)
                        && settings.text(each.setting()).isPresent())
                .map(Connected::recovery)
                .findFirst();
    }

    private static List<Sentence> sentences(AnnotatedElement element) {
        List<Sentence> sentences = new ArrayList<>();
        for (Sentences each : element.getAnnotationsByType(Sentences.class)) {
            for (String pattern : each.value()) {
                sentences.add(new Sentence(each.language(), pattern, each.code(), SentenceFiles.slots(pattern)));
            }
        }
        return sentences;
    }
}
