package dev.errand.os.mail;

import dev.errand.os.contacts.Address;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// Hands letters to a mail server (RFC 5321, 6409). It goes to all of its recipients or to none.
///
/// Servers do not notice a letter that is handed over twice, though its `Message-ID` is the same for the same step.
record SmtpPost(Server server, Account account) {
    /// @param message as [Composer] writes it
    /// @throws DeviceFailure that says why it was not sent, or that nobody knows
    void send(Letter letter, byte[] message) {
        MailTrouble trouble = new MailTrouble(server, account);
        Session session = server.session(account);
        SMTPTransport transport = new SMTPTransport(session, null);
        try {
            connect(transport);
            requireRoom(transport, message.length, trouble);
            handOver(transport, session, letter, message, trouble);
        } finally {
            close(transport);
        }
    }

    /// Only says hello: connects and proves who it is.
    ///
    /// @throws DeviceFailure that says why the server cannot be used
    void greet() {
        SMTPTransport transport = new SMTPTransport(server.session(account), null);
        try {
            connect(transport);
        } finally {
            close(transport);
        }
    }

    /// How the farewell goes changes nothing about what was sent.
    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException _) {
            // The server hung up first.
        }
    }

    private void connect(SMTPTransport transport) {
        account.enter(
                server,
                entering -> transport.connect(
                        server.host(),
                        server.port(),
                        entering.user().isEmpty() ? null : entering.user(),
                        entering.secret().map(Secret::reveal).orElse(null)));
    }

    private static void requireRoom(SMTPTransport transport, int size, MailTrouble trouble) {
        String most = transport.getExtensionParameter("SIZE");
        if (most != null && most.matches("[1-9]\\d{0,17}") && size > Long.parseLong(most)) {
            throw trouble.tooLarge();
        }
    }

    private static void handOver(
            SMTPTransport transport, Session session, Letter letter, byte[] message, MailTrouble trouble) {
        try {
            MimeMessage sent = new MimeMessage(session, new ByteArrayInputStream(message));
            sent.removeHeader("Bcc");
            List<InternetAddress> recipients = new ArrayList<>();
            for (Address each : Stream.of(letter.to(), letter.cc(), letter.bcc())
                    .flatMap(List::stream)
                    .toList()) {
                recipients.add(new InternetAddress(Composer.onTheWire(each.email())));
            }
            transport.sendMessage(sent, recipients.toArray(InternetAddress[]::new));
        } catch (AddressException e) {
            throw DeviceFailure.invalid(
                    "A recipient's address is none that mail can be sent to.", "Look the recipient up again.");
        } catch (MessagingException e) {
            throw trouble.sending(e);
        }
    }
}
