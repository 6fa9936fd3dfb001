package dev.errand.os.ssh;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The accounts of the configuration. What a call says chooses among them; nothing that it says is tried as it is.
record Accounts(Settings settings) {
    private static final Pattern WITH_PORT = Pattern.compile("([^:\\s]+|\\[[^\\]\\s]+]):(\\d{1,5})");

    /// @param host the name of an account, or a host; with its port behind a colon, if none is given apart
    /// @throws DeviceFailure (not configured) if no account is for that host, (invalid) if those that are have
    ///                       another port or user, (conflict) if several fit
    Account chosen(String host, @Nullable Integer port, @Nullable String user) {
        Matcher withPort = WITH_PORT.matcher(host.strip());
        if (port == null && withPort.matches()) {
            String name = withPort.group(1).replaceAll("^\\[|]$", "");
            return chosen(name, Integer.valueOf(withPort.group(2)), user);
        }
        String wanted = host.strip();
        List<Account> there = names().stream()
                .filter(name -> name.equals(wanted) || host(name).equalsIgnoreCase(wanted))
                .map(name -> Account.of(name, settings))
                .toList();
        if (there.isEmpty()) {
            throw notConfigured();
        }
        List<Account> fitting = there.stream()
                .filter(account -> port == null || account.port() == port)
                .filter(account -> user == null || account.user().equals(user.strip()))
                .toList();
        if (fitting.isEmpty()) {
            throw DeviceFailure.invalid(
                    "For that host there is no SSH account with that port or user. Configured: " + words(there) + ".",
                    "Leave out port and user; accounts come from the configuration alone.");
        }
        List<Account> named = fitting.stream()
                .filter(account -> account.name().equals(wanted))
                .toList();
        List<Account> meant = named.isEmpty() ? fitting : named;
        if (meant.size() > 1) {
            throw DeviceFailure.conflict(
                    "Several SSH accounts are for that host: " + words(meant) + ".",
                    "Give the account's name as host.");
        }
        return meant.getFirst();
    }

    private List<String> names() {
        return settings.names("ssh").stream()
                .filter(name -> name.contains("."))
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .distinct()
                .toList();
    }

    private String host(String name) {
        return settings.text(Account.setting(name, "host")).map(String::strip).orElse(name);
    }

    /// Quotes nothing of the call, so that no made-up host is taken for one to be configured.
    private DeviceFailure notConfigured() {
        List<String> names = names();
        return DeviceFailure.notConfigured(
                "No SSH account is configured for that host."
                        + (names.isEmpty() ? "" : " Configured: " + String.join(", ", names) + "."),
                "Write [ssh.NAME] with host = \"…\", user = \"…\" and key = \"file:PATH\" (or password = \"env:NAME\")"
                        + " into the configuration.");
    }

    private static String words(List<Account> accounts) {
        return accounts.stream()
                .map(account -> account.name() + " (" + account + ")")
                .collect(Collectors.joining(", "));
    }
}
