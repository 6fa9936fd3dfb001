package dev.errand.os.ssh;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;

/// An account on another machine, as the configuration describes it:
///
/// ```toml
/// [ssh.backup]
/// host = "backup.example"
/// port = 2222                        # 22 where it is left out
/// user = "jane"
/// key = "file:~/.ssh/id_ed25519"     # or password = "env:NAME" or "file:PATH"
/// passphrase = "env:NAME"            # of the key, if it has one
/// fingerprint = "SHA256:…" # of the host's key, where ~/.ssh/known_hosts (ssh.known_hosts) does not have it
/// ```
///
/// @param name of its table
record Account(String name, String host, int port, String user) {
    private static final int USUAL_PORT = 22;

    static Account of(String name, Settings settings) {
        String host = settings.text(setting(name, "host")).map(String::strip).orElse(name);
        String user = settings.text(setting(name, "user"))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "The SSH account " + name + " has no user.",
                        "Write user = \"…\" under [ssh." + name + "] in the configuration."));
        return new Account(name, host, port(name, settings), user);
    }

    private static int port(String name, Settings settings) {
        String text = settings.text(setting(name, "port")).orElse(String.valueOf(USUAL_PORT));
        try {
            int port = Integer.parseInt(text.strip());
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw DeviceFailure.notConfigured(
                "The setting " + setting(name, "port") + " is no port.", "Write a number from 1 to 65535.");
    }

    static String setting(String account, String key) {
        return "ssh." + account + "." + key;
    }

    String setting(String key) {
        return setting(name, key);
    }

    String hostAndPort() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return user + "@" + hostAndPort();
    }
}
