package dev.errand.os.mail;

import dev.errand.os.contacts.Address;
import dev.errand.os.device.DeviceFailure;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Writes a letter as a standard message. The same letter gives the same bytes: nothing in them is drawn by chance.
final class Composer {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private Composer() {}

    /// A message that keeps the id it was given.
    private static final class Composed extends MimeMessage {
        private final String messageId;

        Composed(String messageId) {
            super((Session) null);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }

    private static final class Mixed extends MimeMultipart {
        /// @param boundary holds an equals sign, which neither quoted-printable nor base64 leaves before a letter
        /// that is no hexadecimal digit
        Mixed(String boundary) {
            ParameterList parameters = new ParameterList();
            parameters.set("boundary", boundary);
            contentType = new ContentType("multipart", "mixed", parameters).toString();
        }
    }

    static byte[] compose(Letter letter) {
        try {
            return write(message(letter));
        } catch (MessagingException | IOException e) {
            throw DeviceFailure.failed(
                    "Writing the mail down failed: " + e.getMessage(), "Check recipients, subject and attachments.");
        }
    }

    private static MimeMessage message(Letter letter) throws MessagingException, IOException {
        MimeMessage message = new Composed(letter.messageId());
        message.setFrom(internet(letter.from()));
        address(message, Message.RecipientType.TO, letter.to());
        address(message, Message.RecipientType.CC, letter.cc());
        address(message, Message.RecipientType.BCC, letter.bcc());
        message.setSubject(letter.subject(), UTF_8);
        message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(letter.date()));
        Letter.Earlier answer = letter.answer();
        if (answer != null) {
            message.setHeader("In-Reply-To", answer.messageId());
            message.setHeader("References", answer.references());
        }
        String body = letter.body().replaceAll("\\R", "\r\n");
        if (letter.enclosures().isEmpty()) {
            message.setText(body, UTF_8);
        } else {
            message.setContent(mixed(body, letter));
        }
        message.saveChanges();
        return message;
    }

    private static void address(MimeMessage message, Message.RecipientType type, List<Address> addresses)
            throws MessagingException, IOException {
        for (Address address : addresses) {
            message.addRecipient(type, internet(address));
        }
    }

    private static InternetAddress internet(Address address) throws IOException {
        InternetAddress internet = new InternetAddress();
        internet.setAddress(onTheWire(address.email()));
        internet.setPersonal(address.displayName().orElse(null), UTF_8);
        return internet;
    }

    /// An address as protocols carry it: the domain in ASCII.
    static String onTheWire(String email) {
        int at = email.lastIndexOf('@');
        return email.substring(0, at + 1) + IDN.toASCII(email.substring(at + 1), IDN.ALLOW_UNASSIGNED);
    }

    private static MimeMultipart mixed(String body, Letter letter) throws MessagingException {
        MimeMultipart parts = new Mixed("=_" + letter.key());
        MimeBodyPart text = new MimeBodyPart();
        text.setText(body, UTF_8);
        text.setHeader("Content-Transfer-Encoding", "quoted-printable");
        parts.addBodyPart(text);
        for (Enclosure enclosure : letter.enclosures()) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(
                    new DataHandler(new ByteArrayDataSource(enclosure.content().array(), enclosure.type())));
            part.setFileName(enclosure.name());
            part.setHeader("Content-Transfer-Encoding", "base64");
            parts.addBodyPart(part);
        }
        return parts;
    }

    /// Maildir keeps messages with the line ends of the system, which is what programs that read it expect. No part
    /// holds binary data as it is.
    private static byte[] write(MimeMessage message) throws MessagingException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
