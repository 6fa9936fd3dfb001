package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.StoragePath;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Remember;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes conditions out of a call that a person looked at: the same again, or something wider.
public record Widening(Operation operation, ObjectNode arguments, People people) {
    private static final Set<String> ANYBODYS = Set.of(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "yahoo.com",
            "icloud.com",
            "me.com",
            "aol.com",
            "gmx.de",
            "gmx.net",
            "web.de",
            "t-online.de",
            "mail.com",
            "mail.ru",
            "proton.me",
            "protonmail.com",
            "posteo.de",
            "qq.com",
            "163.com");

    /// How much of what was looked at a rule covers from then on.
    public enum Width {
        /// The same destination, target or command, and the same things going along.
        NARROW,
        /// The same recipients with other words and nothing going along, the same folder, the same first words.
        MEDIUM,
        /// Everybody of the group, organisation or domain; any target; any command of the program.
        WIDE
    }

    /// Why an operation cannot be allowed for good.
    static String whyNever(Operation operation) {
        return operation.remember() == Remember.NEVER
                ? "its skill wants each call looked at"
                : switch (operation.effect()) {
                    case DESTROY -> "what removes something for good is always asked";
                    case SPEND -> "what spends money is always asked";
                    case PURE, READ, ASK, SAY, WAIT, FETCH, WRITE, SEND, EXECUTE -> "it is not asked about";
                };
    }

    /// The conditions of a rule of this width; empty if there is none that is wider than the narrower ones, or none at
    /// all, as for a command that needs a shell.
    Optional<List<Condition>> conditions(Width width) {
        List<Condition> conditions = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            boolean encloses = Coverage.enclosing(operation).contains(parameter);
            if (Coverage.decides(parameter) || encloses) {
                Optional<Condition> condition = condition(parameter, width, encloses);
                if (condition.isEmpty()) {
                    return Optional.empty();
                }
                conditions.add(condition.get());
            }
        }
        return Optional.of(conditions);
    }

    private Optional<Condition> condition(Parameter parameter, Width width, boolean encloses) {
        String name = parameter.name();
        JsonNode value = arguments.get(name);
        if (value == null || !Coverage.isPresent(value)) {
            return Optional.of(new Condition.Absent(name));
        }
        if (parameter.mark() == Mark.COMMAND) {
            return CommandWords.of(value).map(words -> command(name, words, width));
        }
        return switch (width) {
            case NARROW -> Optional.of(new Condition.Is(name, value));
            case MEDIUM -> medium(name, value);
            case WIDE -> encloses ? medium(name, value) : Optional.of(wide(name, value));
        };
    }

    private static Condition command(String name, List<String> words, Width width) {
        return switch (width) {
            case NARROW -> new Condition.CommandIs(name, words);
            case MEDIUM -> new Condition.CommandBegins(name, words.subList(0, Math.min(2, words.size())));
            case WIDE -> new Condition.CommandBegins(name, words.subList(0, 1));
        };
    }

    private Optional<Condition> medium(String name, JsonNode value) {
        return Optional.of(isPath(name) ? inFolder(name, value) : new Condition.Is(name, value));
    }

    private Condition inFolder(String name, JsonNode value) {
        return folder(value)
                .<Condition>map(folder -> new Condition.Under(name, folder))
                .orElse(new Condition.Is(name, value));
    }

    private boolean isPath(String name) {
        return Set.of("path", "place").contains(Fits.kind(operation, name));
    }

    /// The folder in which all of the paths lie; the root is none.
    private Optional<String> folder(JsonNode value) {
        Set<String> folders = each(value).stream()
                .map(path -> StoragePath.parent(StoragePath.in("files", path)))
                .collect(Collectors.toSet());
        return folders.size() == 1
                ? folders.stream()
                        .filter(f -> f.contains("/"))
                        .map(StoragePath::relative)
                        .findFirst()
                : Optional.empty();
    }

    private Condition wide(String name, JsonNode value) {
        Mark mark = operation.parameter(name).map(Parameter::mark).orElse(Mark.PLAIN);
        if (mark == Mark.TARGET) {
            return new Condition.Anything(name);
        }
        if (isPath(name)) {
            return inFolder(name, value);
        }
        return common(value, address -> people.at(address).groups())
                .<Condition>map(group -> new Condition.InGroup(name, group))
                .or(() -> common(value, address -> people.at(address).organizations())
                        .map(organization -> new Condition.OfOrganization(name, organization)))
                .or(() -> common(
                                value,
                                address -> Domains.of(address)
                                        .filter(domain -> !ANYBODYS.contains(domain))
                                        .map(Set::of)
                                        .orElse(Set.of()))
                        .map(domain -> new Condition.AtDomain(name, domain)))
                .orElse(new Condition.Is(name, value));
    }

    /// What all of the addresses have in common.
    private static Optional<String> common(JsonNode value, Function<String, Set<String>> of) {
        List<String> addresses = each(value);
        Set<String> common = new HashSet<>(of.apply(addresses.getFirst()));
        addresses.forEach(address -> common.retainAll(of.apply(address)));
        return common.stream().sorted().findFirst();
    }

    private static List<String> each(JsonNode value) {
        List<String> each = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> each.add(element.asText()));
        } else {
            each.add(value.asText());
        }
        return each;
    }
}
