package dev.errand.evaluation.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The settings of a case's device: what the case says, over those of the device it was copied from.
///
/// Of a home's own settings only those are taken over that name the person and places on the device. No account, key
/// or address of a service is: what a case does must not leave this machine.
final class CaseSettings implements Settings {
    private static final List<String> HARMLESS = List.of("mail.address", "mail.name", "media.folder", "location.place");
    private static final Map<String, List<String>> STANDARD =
            Map.of("media.output", List.of("none"), "mail.address", List.of("alex.morgan@example.org"));

    /// What settings of cases refer to that must refer to a secret.
    private static final Map<String, String> SECRETS = Map.of("CASE_SECRET", "sesame");

    private final Map<String, List<String>> own;
    private final Map<String, String> environment;
    private final @Nullable Settings below;

    private CaseSettings(Map<String, List<String>> own, Map<String, String> environment, @Nullable Settings below) {
        this.own = own;
        this.environment = environment;
        this.below = below;
    }

    /// What every case's device is told, and the harmless part of what another one was told.
    static CaseSettings from(Settings home) {
        Map<String, List<String>> own = new LinkedHashMap<>(STANDARD);
        HARMLESS.forEach(key -> home.text(key).ifPresent(value -> own.put(key, List.of(value))));
        return new CaseSettings(own, SECRETS, null);
    }

    /// A device that was made for evaluations: all of its settings count.
    static CaseSettings over(Settings device) {
        return new CaseSettings(Map.of("media.output", List.of("none")), SECRETS, device);
    }

    /// The same with more.
    ///
    /// @param fill puts the addresses of the case's servers into texts
    CaseSettings with(JsonNode settings, UnaryOperator<String> fill) {
        Map<String, List<String>> all = new LinkedHashMap<>(own);
        flatten("", settings, fill, all);
        return new CaseSettings(all, environment, below);
    }

    CaseSettings with(Map<String, String> settings) {
        Map<String, List<String>> all = new LinkedHashMap<>(own);
        settings.forEach((key, value) -> all.put(key, List.of(value)));
        return new CaseSettings(all, environment, below);
    }

    CaseSettings knowing(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new CaseSettings(own, more, below);
    }

    private static void flatten(
            String prefix, JsonNode node, UnaryOperator<String> fill, Map<String, List<String>> values) {
        if (node.isObject()) {
            node.properties()
                    .forEach(each -> flatten(
                            prefix.isEmpty() ? each.getKey() : prefix + "." + each.getKey(),
                            each.getValue(),
                            fill,
                            values));
        } else if (node.isArray()) {
            values.put(
                    prefix,
                    node.valueStream().map(each -> fill.apply(each.asText())).toList());
        } else {
            values.put(prefix, List.of(fill.apply(node.asText())));
        }
    }

    @Override
    public Optional<String> text(String key) {
        return Optional.ofNullable(own.get(key))
                .filter(list -> !list.isEmpty())
                .map(List::getFirst)
                .or(() -> below == null ? Optional.empty() : below.text(key));
    }

    @Override
    public List<String> texts(String key) {
        List<String> found = own.get(key);
        return found != null ? found : below == null ? List.of() : below.texts(key);
    }

    @Override
    public Set<String> names(String table) {
        Set<String> names = new TreeSet<>(below == null ? Set.of() : below.names(table));
        own.keySet().stream()
                .filter(key -> key.startsWith(table + "."))
                .forEach(key -> names.add(key.substring(table.length() + 1)));
        return names;
    }

    /// Nothing of the environment that the evaluation runs in.
    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public Set<Path> guarded() {
        return below == null ? Set.of() : new LinkedHashSet<>(below.guarded());
    }
}
