package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.network.Patience;
import dev.errand.os.network.ThisMachine;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// A mail server and how it is reached.
///
/// @param protocol `smtp` or `imap`
///
/// @param patience how long it may keep silent
record Server(String protocol, String host, int port, Security security, Duration patience) {
    private static final Duration TO_CONNECT = Duration.ofSeconds(15);
    private static final int USUAL_SECONDS = 60;
    private static final int MOST_SECONDS = 600;
    private static final Map<String, Integer> USUAL_PORTS = Map.of(
            "smtp tls",
            465,
            "smtp starttls",
            587,
            "smtp none",
            25,
            "imap tls",
            993,
            "imap starttls",
            143,
            "imap none",
            143);

    /// How the connection is kept from being read by others.
    enum Security {
        TLS,
        STARTTLS,
        /// Not at all: for servers on this machine.
        NONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The server in the table `mail.smtp` or `mail.imap` of the configuration.
    ///
    /// @throws DeviceFailure (not configured) if it is not there, or makes no sense
    static Server named(String protocol, Settings settings) {
        String table = "mail." + protocol;
        String host = settings.text(table + ".host")
                .map(String::strip)
                .filter(text -> text.matches("[\\w.:\\[\\]-]+"))
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "No mail server is configured in " + table + ".host.",
                        "Write a table [" + table + "] with host = \"" + protocol
                                + ".example.org\" into the configuration."));
        Security security = security(table, settings);
        if (security == Security.NONE && !ThisMachine.isNamed(host)) {
            throw DeviceFailure.notConfigured(
                    table + ".security is \"none\", but the server is not on this machine: others could read along.",
                    "Use \"tls\" or \"starttls\".");
        }
        Duration patience = Patience.of("mail.timeout", USUAL_SECONDS, MOST_SECONDS, settings);
        return new Server(protocol, host, port(table, protocol, security, settings), security, patience);
    }

    private static Security security(String table, Settings settings) {
        String word = settings.text(table + ".security").orElse("tls").strip().toLowerCase(Locale.ROOT);
        for (Security each : Security.values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        throw DeviceFailure.notConfigured(
                table + ".security is none of tls, starttls and none.", "Use \"tls\" unless the server wants another.");
    }

    private static int port(String table, String protocol, Security security, Settings settings) {
        String port = settings.text(table + ".port")
                .orElseGet(() -> String.valueOf(USUAL_PORTS.get(protocol + " " + security.word())));
        if (!port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > 65_535) {
            throw DeviceFailure.notConfigured(
                    table + ".port is no port.", "Use a number from 1 to 65535, or leave it out.");
        }
        return Integer.parseInt(port);
    }

    /// A session with this server, in the vocabulary of the mail library. It never waits without an end.
    Session session(Account account) {
        Properties properties = new Properties();
        set(properties, "host", host);
        set(properties, "port", port);
        set(properties, "connectiontimeout", Math.min(TO_CONNECT.toMillis(), patience.toMillis()));
        set(properties, "timeout", patience.toMillis());
        set(properties, "writetimeout", patience.toMillis());
        set(properties, "auth", account.proves());
        set(properties, "auth.mechanisms", account.proof() == Account.Proof.TOKEN ? "XOAUTH2" : "PLAIN LOGIN");
        set(properties, "ssl.enable", security == Security.TLS);
        set(properties, "starttls.enable", security == Security.STARTTLS);
        set(properties, "starttls.required", security == Security.STARTTLS);
        set(properties, "ssl.checkserveridentity", account.certificate().isEmpty());
        account.certificate().ifPresent(file -> trust(properties, file));
        set(properties, "localhost", "[127.0.0.1]"); // the name of this machine is nobody's business
        set(properties, "sendpartial", false);
        set(properties, "peek", true); // reading marks nothing as read
        return Session.getInstance(properties);
    }

    private void trust(Properties properties, String file) {
        if (security != Security.NONE) {
            properties.put("mail." + protocol + ".ssl.socketFactory", OneCertificate.socketFactory(file));
        }
    }

    private void set(Properties properties, String name, Object value) {
        properties.setProperty("mail." + protocol + "." + name, String.valueOf(value));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
