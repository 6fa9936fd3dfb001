package dev.errand.os.mcp;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import dev.errand.os.network.ThisMachine;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the table `[mcp.NAME]` says about one server.
///
/// @param timeout for each thing that is asked of it
/// @param trusted tools that the person trusts, and what each of them was then ([Tool#fingerprint])
record ServerSettings(String name, Reach reach, Duration timeout, Map<String, String> trusted) {
    private static final int USUAL_SECONDS = 60;
    private static final int MOST_SECONDS = 3600;
    private static final char PIN = '@';

    /// How a server is reached.
    sealed interface Reach {
        /// A program that is started, and spoken to through its input and output.
        ///
        /// @param environment values or references to secrets, by variable
        record Program(String command, List<String> arguments, Map<String, String> environment) implements Reach {}

        /// An address of the web.
        record Address(URI url, Optional<String> tokenSetting) implements Reach {}
    }

    /// The names of all servers that are configured, whether they can be used or not.
    static Set<String> names(Settings settings) {
        return settings.names("mcp").stream()
                .filter(key -> key.contains("."))
                .map(key -> key.substring(0, key.indexOf('.')))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    /// @throws DeviceFailure if the table cannot be used
    static ServerSettings of(String name, Settings settings) {
        String table = "mcp." + name;
        Optional<String> command = settings.text(table + ".command").filter(c -> !c.isBlank());
        Optional<String> url = settings.text(table + ".url").filter(u -> !u.isBlank());
        if (command.isPresent() == url.isPresent()) {
            throw DeviceFailure.notConfigured(
                    "[" + table + "] names "
                            + (url.isPresent() ? "both a command and a url." : "no command and no url."),
                    "Write command = \"…\" for a program of this machine, or url = \"https://…\".");
        }
        Reach reach = command.<Reach>map(program ->
                        new Reach.Program(program, settings.texts(table + ".arguments"), environment(table, settings)))
                .orElseGet(() -> address(table, url.orElseThrow(), settings));
        return new ServerSettings(name, reach, timeout(table, settings), trusted(table, settings));
    }

    private static Map<String, String> environment(String table, Settings settings) {
        Map<String, String> environment = new TreeMap<>();
        for (String variable : settings.names(table + ".environment")) {
            environment.put(
                    variable, settings.text(table + ".environment." + variable).orElse(""));
        }
        return environment;
    }

    private static Reach address(String table, String url, Settings settings) {
        Optional<String> token =
                Optional.of(table + ".token").filter(key -> settings.text(key).isPresent());
        URI address;
        try {
            address = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw DeviceFailure.notConfigured(table + ".url is no web address.", "Write url = \"https://…\".");
        }
        String host = address.getHost();
        boolean isWeb = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!isWeb || host == null || address.getUserInfo() != null) {
            throw DeviceFailure.notConfigured(
                    table + ".url is no plain web address.",
                    "Write url = \"https://…\", without a name or password; a token = \"env:NAME\" goes beside it.");
        }
        if (token.isPresent() && "http".equals(address.getScheme()) && !ThisMachine.isNamed(host)) {
            throw DeviceFailure.notConfigured(
                    table + ".url would send the token where anybody on the way can read it.", "Use https.");
        }
        return new Reach.Address(address, token);
    }

    private static Duration timeout(String table, Settings settings) {
        String seconds = settings.text(table + ".timeout").orElse(String.valueOf(USUAL_SECONDS));
        boolean isNumber = seconds.matches("\\d{1,4}");
        if (!isNumber || Integer.parseInt(seconds) < 1 || Integer.parseInt(seconds) > MOST_SECONDS) {
            throw DeviceFailure.notConfigured(
                    table + ".timeout is no number of seconds.",
                    "Write 1 to " + MOST_SECONDS + ", as in timeout = 60.");
        }
        return Duration.ofSeconds(Integer.parseInt(seconds));
    }

    private static Map<String, String> trusted(String table, Settings settings) {
        Map<String, String> trusted = new HashMap<>();
        for (String each : settings.texts(table + ".trusted")) {
            int at = each.lastIndexOf(PIN);
            trusted.put(at < 0 ? each : each.substring(0, at), at < 0 ? "" : each.substring(at + 1));
        }
        return trusted;
    }

    /// How a tool is written into `trusted`.
    static String pinned(String tool, String fingerprint) {
        return tool + PIN + fingerprint;
    }

    /// Whether the person trusts the tool as it is now.
    boolean trusts(Tool tool) {
        return tool.fingerprint().equals(trusted.get(tool.original()));
    }

    boolean isHere() {
        return reach instanceof Reach.Program;
    }

    /// Changes whenever another server may be meant. Holds references to secrets, no secrets.
    String hash() {
        return Hash.of((name + reach).getBytes(StandardCharsets.UTF_8));
    }

    /// The bearer token for an address.
    ///
    /// @throws DeviceFailure (not configured) if it is named and not there
    static Optional<Secret> token(Reach.Address address, Settings settings) {
        return address.tokenSetting().flatMap(setting -> Secret.named(setting, settings));
    }

    /// A configured variable of the environment, where it refers to a secret.
    Optional<Secret> secret(String variable, String value, Settings settings) {
        return Secret.isReference(value)
                ? Secret.named("mcp." + name + ".environment." + variable, settings)
                : Optional.empty();
    }
}
