package dev.errand.os.mail;

import dev.errand.os.device.Settings;
import dev.errand.os.spi.Connection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The person's mail servers: the one that is read from and the one that sends.
public final class MailConnection implements Connection {
    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Optional<String> configured(Settings settings) {
        List<String> servers = new ArrayList<>();
        if (Account.receives(settings)) {
            servers.add("read at " + Server.named("imap", settings));
        }
        if (Account.sends(settings)) {
            servers.add("sent by " + Server.named("smtp", settings));
        }
        return servers.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", servers));
    }

    @Override
    public String otherwise() {
        return "mail stays in the device's own store, and nothing is sent";
    }

    @Override
    public String command() {
        return "errand setup mail";
    }

    /// Logs in at both servers and looks at the list of folders; sends nothing.
    @Override
    public void check(Settings settings, Path cache) {
        if (Account.receives(settings)) {
            try (Mailbox mailbox = ImapMailbox.open(settings, cache)) {
                mailbox.folders();
            }
        }
        if (Account.sends(settings)) {
            new SmtpPost(Server.named("smtp", settings), Account.of(settings, cache)).greet();
        }
    }
}
