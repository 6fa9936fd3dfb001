package dev.errand.evaluation.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.evaluation.check.Fields;
import dev.errand.evaluation.check.MalformedCase;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.function.Function;

/// A mail that lies in the store of a case's device.
final class Post {
    private static final String OWNER = "Alex Morgan <alex.morgan@example.org>";

    private final String path;
    private final byte[] message;

    private Post(String path, byte[] message) {
        this.path = path;
        this.message = message;
    }

    /// Where it lies in the home.
    String path() {
        return path;
    }

    byte[] message() {
        return message;
    }

    private static final class Numbered extends MimeMessage {
        private final int number;

        Numbered(int number) {
            super((Session) null);
            this.number = number;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<case-" + number + "@example.org>");
        }
    }

    /// @param files where attachments that are files of the device lie
    static Post of(Fields fields, int number, ZonedDateTime now, Function<String, Path> files) {
        ZonedDateTime date = date(fields, number, now);
        try {
            MimeMessage mail = new Numbered(number);
            mail.setFrom(new InternetAddress(fields.text("from", OWNER)));
            mail.setRecipients(Message.RecipientType.TO, addresses(fields, "to", OWNER));
            mail.setRecipients(Message.RecipientType.CC, addresses(fields, "cc", ""));
            if (fields.get("replyTo").isPresent()) {
                mail.setReplyTo(addresses(fields, "replyTo", ""));
            }
            mail.setSubject(fields.text("subject", ""), StandardCharsets.UTF_8.name());
            mail.setSentDate(Date.from(date.toInstant()));
            content(mail, fields, files);
            mail.saveChanges();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            mail.writeTo(out);
            return new Post(path(fields, number, date), out.toByteArray());
        } catch (MessagingException | IOException e) {
            throw new MalformedCase(fields.place(), "this mail cannot be written: " + e.getMessage());
        }
    }

    private static InternetAddress[] addresses(Fields fields, String name, String otherwise) throws MessagingException {
        String all = String.join(", ", fields.texts(name));
        return InternetAddress.parse(all.isEmpty() ? otherwise : all);
    }

    /// Mails without a date are an hour apart, the first of them the latest.
    private static ZonedDateTime date(Fields fields, int number, ZonedDateTime now) {
        try {
            return fields.text("date")
                    .map(text -> text.length() == 10 ? text + "T12:00" : text)
                    .map(text -> LocalDateTime.parse(text).atZone(now.getZone()))
                    .orElse(now.minusHours(number));
        } catch (DateTimeException _) {
            throw new MalformedCase(fields.at("date"), "this is no time. Write 2026-03-01T09:30.");
        }
    }

    private static String path(Fields fields, int number, ZonedDateTime date) {
        String folder = fields.text("folder", "INBOX");
        String place = folder.equalsIgnoreCase("inbox") ? "mail" : "mail/." + folder.replace('/', '.');
        String name = date.toEpochSecond() + ".M" + number + "P1.case";
        return fields.flag("unread") ? place + "/new/" + name : place + "/cur/" + name + ":2,S";
    }

    private static void content(MimeMessage mail, Fields fields, Function<String, Path> files)
            throws MessagingException, IOException {
        String type = fields.get("html").isPresent() ? "html" : "plain";
        String text = fields.text("html").orElse(fields.text("body", ""));
        if (fields.list("attachments").isEmpty()) {
            mail.setText(text, "UTF-8", type);
            return;
        }
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart body = new MimeBodyPart();
        body.setText(text, "UTF-8", type);
        parts.addBodyPart(body);
        for (JsonNode each : fields.list("attachments")) {
            parts.addBodyPart(attachment(each, fields.at("attachments"), files));
        }
        mail.setContent(parts);
    }

    /// The path of a file of the device, or an object with `name` and `text`.
    private static MimeBodyPart attachment(JsonNode node, String place, Function<String, Path> files)
            throws MessagingException, IOException {
        MimeBodyPart part = new MimeBodyPart();
        String name = node.isTextual() ? node.asText() : Fields.of(node, place).required("name");
        byte[] content = node.isTextual()
                ? Files.readAllBytes(files.apply(name))
                : node.path("text").asText().getBytes(StandardCharsets.UTF_8);
        String type = name.endsWith(".pdf") ? "application/pdf" : "application/octet-stream";
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, type)));
        part.setFileName(name.substring(name.lastIndexOf('/') + 1));
        return part;
    }
}
