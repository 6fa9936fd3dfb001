package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.spi.SettingSpec;
import dev.errand.os.spi.SettingSpecs;

/// The settings as a JSON Schema (2020-12) of `config.toml`, for editors. What it does not describe is allowed: added
/// skills have settings of their own.
final class ConfigSchema {
    private ConfigSchema() {}

    static ObjectNode of(SettingSpecs specs) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "config.toml of Errand");
        schema.put("type", "object");
        for (SettingSpec spec : specs.all()) {
            ObjectNode table = schema;
            for (String name : spec.key().subList(0, spec.key().size() - 1)) {
                table = within(table, name);
                table.put("type", "object");
            }
            describe(within(table, spec.key().getLast()), spec);
        }
        return schema;
    }

    private static ObjectNode within(ObjectNode table, String name) {
        return name.equals("*")
                ? table.withObject("/additionalProperties")
                : table.withObjectProperty("properties").withObjectProperty(name);
    }

    private static void describe(ObjectNode node, SettingSpec spec) {
        node.put("description", spec.about());
        switch (spec.kind()) {
            case TEXT -> node.put("type", "string");
            case SECRET -> node.put("type", "string").put("pattern", "^(env|file|keyring):");
            case WHOLE -> node.put("type", "integer").put("minimum", 0);
            case DECIMAL -> node.put("type", "number");
            case TRUTH -> node.put("type", "boolean");
            case TEXTS -> node.put("type", "array").putObject("items").put("type", "string");
            case CHOICE -> spec.allowed().forEach(node.put("type", "string").withArray("/enum")::add);
        }
        if (!spec.fallback().isEmpty()) {
            switch (spec.kind()) {
                case WHOLE -> node.put("default", Long.parseLong(spec.fallback()));
                case TRUTH -> node.put("default", Boolean.parseBoolean(spec.fallback()));
                case TEXT, SECRET, DECIMAL, TEXTS, CHOICE -> node.put("default", spec.fallback());
            }
        }
    }
}
