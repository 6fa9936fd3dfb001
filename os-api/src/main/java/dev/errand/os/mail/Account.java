package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import java.util.Optional;

/// The person's mail account, as the configuration describes it:
///
/// ```toml
/// [mail]
/// address = "jane@example.org"
/// user = "jane"                        # where it is not the address
/// password = "env:MAIL_PASSWORD"       # or file:PATH; or token = an OAuth 2 access token, in the same way
/// certificate = "/etc/ssl/own.pem"     # the one certificate to trust, where the servers have no public one
/// [mail.smtp]
/// host = "smtp.example.org"            # port and security (tls, starttls, none) where they are not the usual ones
/// [mail.imap]
/// host = "imap.example.org"
/// ```
///
/// @param user   empty where the server wants no name
/// @param secret what proves that it is the person; absent where the server wants nothing
record Account(String user, Optional<Secret> secret, Proof proof, Optional<String> certificate) {
    static final String SMTP = "mail.smtp.host";
    static final String IMAP = "mail.imap.host";

    /// What the secret is.
    enum Proof {
        PASSWORD,
        TOKEN
    }

    static boolean sends(Settings settings) {
        return settings.text(SMTP).isPresent();
    }

    static boolean receives(Settings settings) {
        return settings.text(IMAP).isPresent();
    }

    static Account of(Settings settings) {
        String user = settings.text("mail.user")
                .or(() -> settings.text("mail.address"))
                .orElse("");
        Optional<Secret> password = Secret.named("mail.password", settings);
        Optional<Secret> token = Secret.named("mail.token", settings);
        if (password.isPresent() && token.isPresent()) {
            throw DeviceFailure.notConfigured(
                    "Both mail.password and mail.token are set.", "Keep the one that your mail server wants.");
        }
        return new Account(
                user,
                password.or(() -> token),
                token.isPresent() ? Proof.TOKEN : Proof.PASSWORD,
                settings.text("mail.certificate"));
    }

    /// What somebody else wrote, such as a server's answer, in one line without the secret.
    String quote(String text) {
        String line =
                MessageHead.oneLine(secret.map(known -> known.strip(text, user)).orElse(text));
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
