package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.StoragePath;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether calls fit a rule.
///
/// The same condition is read strictly where it allows, and widely where it asks or denies: of a list all elements or
/// any, of a domain only itself or also what lies below it, of a folder what is in it or also the folder itself.
///
/// @param strict whether the rule allows
record Fits(Operation operation, People people, boolean strict) {
    static Fit of(Rule rule, Operation operation, ObjectNode arguments, People people) {
        return new Fits(operation, people, rule.kind() == Rule.Kind.ALLOW).of(rule.where(), arguments);
    }

    private Fit of(List<Condition> where, ObjectNode arguments) {
        Fit named = Fit.all(where.stream().map(condition -> of(condition, arguments.get(condition.parameter()))));
        boolean unheardOf = strict
                && Coverage.goesAlong(operation, arguments).stream()
                        .anyMatch(
                                p -> where.stream().noneMatch(c -> c.parameter().equals(p)));
        return unheardOf ? Fit.NO : named;
    }

    private Fit of(Condition condition, @Nullable JsonNode value) {
        return switch (condition) {
            case Condition.Anything _ -> Fit.YES;
            case Condition.Absent _ -> Fit.of(!Coverage.isPresent(value));
            case Condition.Is _,
                    Condition.OneOf _,
                    Condition.InGroup _,
                    Condition.OfOrganization _,
                    Condition.AtDomain _,
                    Condition.Under _,
                    Condition.AtMost _,
                    Condition.CommandIs _,
                    Condition.CommandBegins _ ->
                value == null || !Coverage.isPresent(value) ? Fit.NO : present(condition, value);
        };
    }

    private Fit present(Condition condition, JsonNode value) {
        return switch (condition) {
            case Condition.Is is
            when is.value().isArray() ->
                Fit.of(elements(is.parameter(), is.value()).equals(elements(is.parameter(), value)));
            case Condition.CommandIs is -> command(value, is.words()::equals);
            case Condition.CommandBegins begins ->
                command(
                        value,
                        words -> words.size() >= begins.words().size()
                                && words.subList(0, begins.words().size()).equals(begins.words()));
            case Condition.Is _,
                    Condition.OneOf _,
                    Condition.Anything _,
                    Condition.Absent _,
                    Condition.InGroup _,
                    Condition.OfOrganization _,
                    Condition.AtDomain _,
                    Condition.Under _,
                    Condition.AtMost _ -> each(value, element -> element(condition, element));
        };
    }

    private Fit each(JsonNode value, Function<JsonNode, Fit> fit) {
        List<JsonNode> elements = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(elements::add);
        } else {
            elements.add(value);
        }
        Stream<Fit> fits = elements.stream().map(fit);
        return strict ? Fit.all(fits) : Fit.any(fits);
    }

    private static Fit command(JsonNode value, Predicate<List<String>> fit) {
        return CommandWords.of(value).map(words -> Fit.of(fit.test(words))).orElse(Fit.UNCLEAR);
    }

    private Fit element(Condition condition, JsonNode value) {
        return switch (condition) {
            case Condition.Is is -> Fit.of(isSame(is.parameter(), is.value(), value));
            case Condition.OneOf one ->
                Fit.of(one.values().stream().anyMatch(each -> isSame(one.parameter(), each, value)));
            case Condition.InGroup in ->
                Fit.of(contains(people.at(value.asText()).groups(), in.group()));
            case Condition.OfOrganization of ->
                Fit.of(contains(people.at(value.asText()).organizations(), of.organization()));
            case Condition.AtDomain at -> domain(at.domain(), value.asText());
            case Condition.Under under -> path(under.folder(), value.asText());
            case Condition.AtMost most ->
                value.isNumber() ? Fit.of(value.decimalValue().compareTo(most.number()) <= 0) : Fit.UNCLEAR;
            case Condition.Anything _, Condition.Absent _, Condition.CommandIs _, Condition.CommandBegins _ ->
                throw new IllegalStateException("no condition on an element: " + condition);
        };
    }

    private static boolean contains(Set<String> names, String wanted) {
        return names.stream().anyMatch(wanted::equalsIgnoreCase);
    }

    private Fit domain(String domain, String address) {
        String wanted = Domains.ascii(domain).orElse("");
        return Domains.of(address)
                .map(own -> Fit.of(own.equals(wanted) || (!strict && own.endsWith("." + wanted))))
                .orElse(Fit.UNCLEAR);
    }

    private Fit path(String folder, String path) {
        try {
            String wanted = StoragePath.in("files", folder);
            String own = StoragePath.in("files", path);
            boolean inside = own.startsWith(wanted + "/");
            boolean around = own.equals(wanted) || wanted.startsWith(own + "/");
            if (inside || strict || !around) {
                return Fit.of(inside);
            }
            return own.equals(wanted) ? Fit.YES : Fit.UNCLEAR;
        } catch (DeviceFailure e) {
            return Fit.UNCLEAR;
        }
    }

    private List<String> elements(String parameter, JsonNode list) {
        List<String> elements = new ArrayList<>();
        list.forEach(each -> elements.add(normal(parameter, each)));
        if (!list.isArray()) {
            elements.add(normal(parameter, list));
        }
        return elements.stream().sorted().toList();
    }

    private boolean isSame(String parameter, JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return normal(parameter, one).equals(normal(parameter, other));
    }

    /// One writing for what means the same: an address with and without a name, a path with and without dots.
    private String normal(String parameter, JsonNode value) {
        if (!value.isTextual()) {
            return value.toString();
        }
        String text = value.textValue();
        return switch (kind(operation, parameter)) {
            case "address" -> "\"" + People.normal(text);
            case "path" -> "\"" + normalPath(text);
            default -> "\"" + text;
        };
    }

    private static String normalPath(String path) {
        try {
            return StoragePath.in("files", path);
        } catch (DeviceFailure e) {
            return path;
        }
    }

    /// What a parameter refers to, such as `address`; empty if it refers to nothing.
    static String kind(Operation operation, String parameter) {
        Optional<Shape> shape = operation.parameter(parameter).map(Parameter::shape);
        return shape.map(s -> s instanceof Shape.ListOf(Shape element) ? element : s)
                .map(s -> s instanceof Shape.Reference reference ? reference.kind() : "")
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }
}
