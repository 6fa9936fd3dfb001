package dev.errand.runtime.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.errand.runtime.home.TomlScanner.Pair;
import dev.errand.runtime.home.TomlScanner.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Changes single values of a TOML text and leaves every other character as it is. Each change is checked by parsing
/// the text anew: what is not exactly the old content with that one difference is refused.
final class TomlEdit {
    private final String text;
    private final ObjectNode content;
    private final List<Statement> statements;

    /// @throws JsonProcessingException if the text is no TOML
    TomlEdit(String text) throws JsonProcessingException {
        this.text = text;
        this.content = parsed(text);
        this.statements = new TomlScanner(text).statements();
    }

    private static ObjectNode parsed(String text) throws JsonProcessingException {
        return new TomlMapper().readTree(text) instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode();
    }

    ObjectNode content() {
        return content;
    }

    /// The text in which the setting has this value.
    ///
    /// @throws ConfigurationError if it cannot be put there without changing anything else
    String with(ConfigurationKey key, JsonNode value) {
        ObjectNode wanted = content.deepCopy();
        place(wanted, key, value);
        return checked(key, written(key, value), wanted);
    }

    /// The text without the setting, or the table, of that name.
    ///
    /// @throws ConfigurationError if it cannot be taken out without changing anything else
    String without(ConfigurationKey key) {
        ObjectNode wanted = content.deepCopy();
        remove(wanted, key.names());
        StringBuilder left = new StringBuilder(text);
        for (Statement each : statements.reversed()) {
            if (ConfigurationKey.isBelow(each.path(), key.names())) {
                left.delete(each.from(), each.to());
            } else if (each instanceof Pair pair && key.liesIn(pair.path())) {
                ObjectNode inline = inline(pair);
                remove(
                        inline,
                        key.names().subList(pair.path().size(), key.names().size()));
                left.replace(pair.valueFrom(), pair.valueTo(), TomlValue.written(inline));
            }
        }
        return checked(key, left.toString(), wanted);
    }

    private String written(ConfigurationKey key, JsonNode value) {
        for (Statement each : statements) {
            if (each instanceof Pair pair && !pair.inList() && key.liesIn(pair.path())) {
                return replaced(pair, key, value);
            }
        }
        List<String> table = key.table();
        String name = ConfigurationKey.written(
                key.names().subList(table.size(), key.names().size()));
        String line = name + " = " + TomlValue.written(value);
        Optional<Statement> last = lastOf(table);
        if (last.isPresent()) {
            return insertedAfter(last.get(), line);
        }
        Optional<Pair> dotted = dotted(table);
        if (dotted.isPresent()) {
            List<String> header = dotted.get().table();
            return insertedAfter(
                    dotted.get(),
                    ConfigurationKey.written(key.names()
                                    .subList(header.size(), key.names().size()))
                            + " = "
                            + TomlValue.written(value));
        }
        return table.isEmpty() ? insertedFirst(line) : insertedTable(table, line);
    }

    private String replaced(Pair pair, ConfigurationKey key, JsonNode value) {
        JsonNode fresh = value;
        if (pair.path().size() < key.names().size()) {
            ObjectNode inline = inline(pair);
            List<String> rest =
                    key.names().subList(pair.path().size(), key.names().size());
            place(inline, new ConfigurationKey(rest), value);
            fresh = inline;
        }
        return text.substring(0, pair.valueFrom()) + TomlValue.written(fresh) + text.substring(pair.valueTo());
    }

    private ObjectNode inline(Pair pair) {
        JsonNode there = content;
        for (String name : pair.path()) {
            there = there.path(name);
        }
        return there instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
    }

    /// The last line of the table that has a header of its own, or of the outermost one.
    private Optional<Statement> lastOf(List<String> table) {
        Optional<Statement> last = Optional.empty();
        for (Statement each : statements) {
            boolean header = each instanceof TomlScanner.Header && each.path().equals(table);
            boolean member =
                    each instanceof Pair pair && !pair.inList() && pair.table().equals(table);
            if (header || member) {
                last = Optional.of(each);
            }
        }
        return last;
    }

    /// A line that makes the table without a header: it cannot have one any more.
    private Optional<Pair> dotted(List<String> table) {
        Optional<Pair> last = Optional.empty();
        for (Statement each : statements) {
            if (each instanceof Pair pair
                    && !pair.inList()
                    && pair.path().size() > table.size()
                    && pair.table().size() < table.size()
                    && ConfigurationKey.isBelow(pair.path(), table)) {
                last = Optional.of(pair);
            }
        }
        return last;
    }

    private String insertedFirst(String line) {
        return line + lineEnd() + (text.isEmpty() ? "" : lineEnd()) + text;
    }

    private String insertedAfter(Statement place, String line) {
        String before = text.substring(0, place.to());
        return ended(before) + line + lineEnd() + text.substring(place.to());
    }

    /// A table's header goes behind its relatives, else to the end.
    private String insertedTable(List<String> table, String line) {
        int to = text.length();
        for (Statement each : statements) {
            if (!each.table().isEmpty() && each.table().getFirst().equals(table.getFirst())) {
                to = each.to();
            }
        }
        String before = ended(text.substring(0, to));
        String after = text.substring(to);
        return before
                + (before.isEmpty() ? "" : lineEnd())
                + "[" + ConfigurationKey.written(table) + "]" + lineEnd() + line + lineEnd()
                + (after.isBlank() || after.startsWith(lineEnd()) ? "" : lineEnd())
                + after;
    }

    private String ended(String before) {
        return before.isEmpty() || before.endsWith("\n") ? before : before + lineEnd();
    }

    private String lineEnd() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    private String checked(ConfigurationKey key, String changed, ObjectNode wanted) {
        try {
            if (pruned(parsed(changed)).equals(pruned(asRead(wanted)))) {
                return changed;
            }
        } catch (JsonProcessingException _) {
            // Said below: what the parser finds wrong with a text that nobody wrote helps nobody.
        }
        throw new ConfigurationError(
                "%s cannot be changed without changing something else. Edit the file itself.".formatted(key));
    }

    /// As the parser gives it: there, numbers have their own types.
    private static ObjectNode asRead(ObjectNode wanted) throws JsonProcessingException {
        StringBuilder lines = new StringBuilder();
        wanted.properties()
                .forEach(each -> lines.append(ConfigurationKey.written(List.of(each.getKey())))
                        .append(" = ")
                        .append(TomlValue.written(each.getValue()))
                        .append('\n'));
        return parsed(lines.toString());
    }

    /// Tables without anything in them mean nothing.
    private static ObjectNode pruned(ObjectNode node) {
        List<String> empty = new ArrayList<>();
        node.properties().forEach(each -> {
            if (each.getValue() instanceof ObjectNode table && pruned(table).isEmpty()) {
                empty.add(each.getKey());
            }
        });
        node.remove(empty);
        return node;
    }

    private static void place(ObjectNode root, ConfigurationKey key, JsonNode value) {
        ObjectNode table = root;
        for (String name : key.table()) {
            table = switch (table.get(name)) {
                case null -> table.putObject(name);
                case ObjectNode object -> object;
                default ->
                    throw new ConfigurationError(
                            "%s is no table, so that %s cannot be set. Unset it first.".formatted(name, key));
            };
        }
        String name = key.names().getLast();
        if (table.get(name) instanceof ObjectNode there && !there.isEmpty() && !value.isObject()) {
            throw new ConfigurationError("%s is a table. Set one of its settings, or unset it first.".formatted(key));
        }
        table.set(name, value);
    }

    private static void remove(ObjectNode root, List<String> names) {
        ObjectNode table = root;
        for (String name : names.subList(0, names.size() - 1)) {
            if (!(table.get(name) instanceof ObjectNode object)) {
                return;
            }
            table = object;
        }
        table.remove(names.getLast());
    }
}
