package dev.errand.os.kit;

import dev.errand.os.device.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Settings that remember what a skill asked for, and whose secrets are known, so that they are found wherever a
/// skill leaves them.
final class Surroundings implements Settings {
    /// What the device is told.
    enum Kind {
        /// Nothing at all, as on the first day.
        NOTHING,
        /// Every service is connected, and down: its address is a port of this machine where nobody listens. Secrets
        /// are references, as they should be.
        DOWN,
        /// The same, with the secrets themselves in the configuration.
        DOWN_WITH_SECRETS
    }

    static final String CANARY = "k4n4ry-7f3a9c51e8";
    private static final String VARIABLE = "SKILL_KIT_SECRET";
    private static final List<String> SECRETS = List.of("password", "token", "secret", "key");
    private static final List<String> ADDRESSES = List.of("url", "endpoint", "address", "server");

    private final Kind kind;
    private final Set<String> asked = new TreeSet<>();

    Surroundings(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Optional<String> text(String key) {
        asked.add(key);
        String last = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (kind) {
            case NOTHING -> Optional.empty();
            case DOWN -> Optional.ofNullable(isSecret(last) ? "env:" + VARIABLE : service(last));
            case DOWN_WITH_SECRETS -> Optional.ofNullable(isSecret(last) ? CANARY : service(last));
        };
    }

    private static boolean isSecret(String last) {
        return SECRETS.stream().anyMatch(last::endsWith);
    }

    private static @Nullable String service(String last) {
        if (ADDRESSES.stream().anyMatch(last::endsWith)) {
            return "http://127.0.0.1:9/";
        }
        return switch (last) {
            case "host" -> "127.0.0.1";
            case "port" -> "9";
            case "user", "username", "account" -> "ada";
            default -> null;
        };
    }

    @Override
    public List<String> texts(String key) {
        return text(key).map(List::of).orElse(List.of());
    }

    @Override
    public Optional<String> variable(String name) {
        return name.equals(VARIABLE) ? Optional.of(CANARY) : Optional.empty();
    }

    /// Whether the skill asked where a service is, and was told.
    boolean namedAService() {
        return kind != Kind.NOTHING
                && asked.stream()
                        .map(key -> key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
                        .anyMatch(last -> ADDRESSES.stream().anyMatch(last::endsWith) || last.equals("host"));
    }
}
