package dev.errand.runtime.home;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.os.device.Secret;
import dev.errand.os.spi.SettingSpec;
import dev.errand.os.spi.SettingSpecs;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/// What somebody typed for a setting, as the value that belongs into the configuration.
public final class SettingValue {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> SECRET_NAMES =
            Set.of("password", "token", "api_key", "key", "secret", "passphrase");

    private SettingValue() {}

    /// Whether the setting wants a reference to a secret: its description says so or, where there is none, its name.
    public static boolean isSecret(ConfigurationKey key, SettingSpecs specs) {
        return specs.of(key.names())
                .map(spec -> spec.kind() == SettingSpec.Kind.SECRET)
                .orElseGet(() -> SECRET_NAMES.contains(key.names().getLast()));
    }

    /// @param typed one text, or the elements of a list
    /// @throws IllegalArgumentException with a message for the person if it does not fit; a secret is not quoted
    public static JsonNode of(ConfigurationKey key, List<String> typed, SettingSpecs specs) {
        if (isSecret(key, specs)) {
            return reference(key, typed);
        }
        return specs.of(key.names()).map(spec -> fitting(key, spec, typed)).orElseGet(() -> guessed(typed));
    }

    private static JsonNode reference(ConfigurationKey key, List<String> typed) {
        if (typed.size() == 1 && Secret.isReference(typed.getFirst())) {
            return NODES.textNode(typed.getFirst());
        }
        throw new IllegalArgumentException(
                ("%s says where a secret is and does not hold it. Let `errand config set %s --secret` ask for it, or give"
                                + " env:NAME, file:PATH or keyring:NAME.")
                        .formatted(key, key));
    }

    private static JsonNode fitting(ConfigurationKey key, SettingSpec spec, List<String> typed) {
        if (spec.kind() == SettingSpec.Kind.TEXTS) {
            return list(typed);
        }
        String text = String.join(" ", typed).strip();
        return switch (spec.kind()) {
            case TEXT, TEXTS, SECRET -> NODES.textNode(text);
            case CHOICE -> {
                if (!spec.allowed().contains(text)) {
                    throw unfit(key, text, "one of " + String.join(", ", spec.allowed()));
                }
                yield NODES.textNode(text);
            }
            case TRUTH -> {
                if (!text.equals("true") && !text.equals("false")) {
                    throw unfit(key, text, "true or false");
                }
                yield NODES.booleanNode(text.equals("true"));
            }
            case WHOLE -> {
                if (!text.matches("\\d{1,15}")) {
                    throw unfit(key, text, "a whole number");
                }
                yield NODES.numberNode(Long.parseLong(text));
            }
            case DECIMAL -> {
                if (!text.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
                    throw unfit(key, text, "a number such as 0.5");
                }
                yield NODES.numberNode(new BigDecimal(text));
            }
        };
    }

    private static IllegalArgumentException unfit(ConfigurationKey key, String text, String wanted) {
        return new IllegalArgumentException("%s is %s, not \"%s\".".formatted(key, wanted, text));
    }

    private static ArrayNode list(List<String> typed) {
        ArrayNode list = NODES.arrayNode();
        typed.stream().map(String::strip).filter(each -> !each.isEmpty()).forEach(list::add);
        return list;
    }

    /// Of a setting that nobody describes.
    private static JsonNode guessed(List<String> typed) {
        if (typed.size() != 1) {
            return list(typed);
        }
        String text = typed.getFirst();
        if (text.equals("true") || text.equals("false")) {
            return NODES.booleanNode(text.equals("true"));
        }
        return text.matches("0|[1-9]\\d{0,14}") ? NODES.numberNode(Long.parseLong(text)) : NODES.textNode(text);
    }
}
