package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.Settings;
import dev.errand.os.spi.SettingSpecs;
import dev.errand.runtime.home.Configuration;
import dev.errand.runtime.home.ConfigurationFile;
import dev.errand.runtime.home.ConfigurationKey;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.home.Secrets;
import dev.errand.runtime.home.SettingValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Settings as they would be: those of a home, and what was answered on top of them. Nothing is written until
/// [#keep]; secrets that were typed are only in memory until then.
final class Candidate implements Settings {
    /// No variable of an environment has such a name.
    private static final String TYPED = "typed=";

    private final Home home;
    private final Configuration written;
    private final SettingSpecs specs;
    private final Map<String, List<String>> answers = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();

    Candidate(Home home, SettingSpecs specs) {
        this.home = home;
        this.written = Configuration.read(home.configuration());
        this.specs = specs;
    }

    /// An answer without any text takes nothing away; an answer like what holds anyway changes nothing.
    void answer(String key, List<String> values) {
        if (!values.isEmpty() && !values.equals(written.texts(key))) {
            SettingValue.of(ConfigurationKey.parse(key), values, specs); // says at once what does not fit
            answers.put(key, List.copyOf(values));
        }
    }

    void answerSecret(String key, String secret) {
        answers.put(key, List.of("env:" + TYPED + key));
        secrets.put(key, secret);
    }

    boolean isChanged() {
        return !answers.isEmpty();
    }

    /// Writes the answers: all of them at once, secrets to their safe places first.
    void keep() {
        Map<ConfigurationKey, JsonNode> values = new LinkedHashMap<>();
        answers.forEach((name, texts) -> {
            ConfigurationKey key = ConfigurationKey.parse(name);
            String secret = secrets.get(name);
            List<String> value =
                    secret == null ? texts : List.of(new Secrets(home.configuration(), written).keep(key, secret));
            values.put(key, SettingValue.of(key, value, specs));
        });
        ConfigurationFile.of(home).set(values);
    }

    @Override
    public List<String> texts(String key) {
        List<String> answer = answers.get(key);
        return answer == null ? written.texts(key) : answer;
    }

    @Override
    public Optional<String> text(String key) {
        return texts(key).stream().findFirst();
    }

    @Override
    public Set<String> names(String table) {
        Set<String> names = new TreeSet<>(written.names(table));
        List<String> keys = new ArrayList<>(answers.keySet());
        keys.removeIf(key -> !key.startsWith(table + "."));
        keys.forEach(key -> names.add(key.substring(table.length() + 1)));
        return names;
    }

    @Override
    public Optional<String> variable(String name) {
        return name.startsWith(TYPED)
                ? Optional.ofNullable(secrets.get(name.substring(TYPED.length())))
                : written.variable(name);
    }

    @Override
    public Set<Path> guarded() {
        return written.guarded();
    }
}
