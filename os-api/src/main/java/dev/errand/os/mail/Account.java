package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.StepContext;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.util.Optional;

/// The person's mail account, as the configuration describes it:
///
/// ```toml
/// [mail]
/// address = "jane@example.org"
/// user = "jane"                        # where it is not the address
/// password = "env:MAIL_PASSWORD"       # or file:PATH; or token = an OAuth 2 access token, in the same way
/// certificate = "/etc/ssl/own.pem"     # the one certificate to trust, where the servers have no public one
/// [mail.oauth]                         # where tokens expire, see TokenService
/// [mail.smtp]
/// host = "smtp.example.org"            # port and security (tls, starttls, none) where they are not the usual ones
/// [mail.imap]
/// host = "imap.example.org"
/// ```
///
/// @param user   empty where the server wants no name
/// @param secret what proves that it is the person; absent where the server wants nothing, or no token is there yet
/// @param tokens gives new tokens
record Account(
        String user,
        Optional<Secret> secret,
        Proof proof,
        Optional<String> certificate,
        Optional<TokenService> tokens) {
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

    /// @throws DeviceFailure (not configured) if the settings make no sense
    static Account of(StepContext context) {
        return of(context.settings(), context.cache());
    }

    /// @param cache the device's folder for what can be computed again
    /// @throws DeviceFailure (not configured) if the settings make no sense
    static Account of(Settings settings, Path cache) {
        String user = settings.text("mail.user")
                .or(() -> settings.text("mail.address"))
                .orElse("");
        Optional<Secret> password = Secret.named("mail.password", settings);
        Optional<Secret> token = Secret.named("mail.token", settings);
        if (password.isPresent() && token.isPresent()) {
            throw DeviceFailure.notConfigured(
                    "Both mail.password and mail.token are set.", "Keep the one that your mail server wants.");
        }
        Optional<TokenService> tokens = TokenService.of(settings, cache);
        if (tokens.isPresent() && password.isPresent()) {
            throw DeviceFailure.notConfigured(
                    "Both mail.password and mail.oauth are set.", "Keep the one that your mail server wants.");
        }
        Optional<Secret> kept = tokens.flatMap(TokenService::current);
        return new Account(
                user,
                password.or(() -> kept).or(() -> token),
                token.isPresent() || tokens.isPresent() ? Proof.TOKEN : Proof.PASSWORD,
                settings.text("mail.certificate"),
                tokens);
    }

    /// Somebody who knocks at a server.
    interface Entrance {
        void enter(Account account) throws MessagingException;
    }

    /// Goes in, with a new token where the one at hand has expired or there is none yet.
    ///
    /// @throws DeviceFailure if the server cannot be reached or lets nobody in; it quotes no secret
    void enter(Server server, Entrance entrance) {
        if (secret.isEmpty() && tokens.isPresent()) {
            renewed(tokens.get()).knock(server, entrance);
            return;
        }
        try {
            entrance.enter(this);
        } catch (AuthenticationFailedException refused) {
            tokens.map(this::renewed)
                    .orElseThrow(() -> new MailTrouble(server, this).connecting(refused))
                    .knock(server, entrance);
        } catch (MessagingException e) {
            throw new MailTrouble(server, this).connecting(e);
        }
    }

    private void knock(Server server, Entrance entrance) {
        try {
            entrance.enter(this);
        } catch (MessagingException e) {
            throw new MailTrouble(server, this).connecting(e);
        }
    }

    private Account renewed(TokenService service) {
        return new Account(user, Optional.of(service.renewed()), proof, certificate, tokens);
    }

    /// Whether a server gets anything that proves who asks.
    boolean proves() {
        return secret.isPresent() || tokens.isPresent();
    }

    /// What somebody else wrote, such as a server's answer, in one line without the secret.
    String quote(String text) {
        String line =
                MessageHead.oneLine(secret.map(known -> known.strip(text, user)).orElse(text));
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
