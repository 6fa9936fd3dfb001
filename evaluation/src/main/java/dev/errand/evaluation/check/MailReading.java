package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Hash;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the mail store of a device: a Maildir++.
final class MailReading {
    private final Path store;
    private final DeviceImage image;

    MailReading(Path store, DeviceImage image) {
        this.store = store;
        this.image = image;
    }

    List<Thing> all() {
        List<Thing> mails = new ArrayList<>();
        if (!Files.isDirectory(store)) {
            return mails;
        }
        folder("INBOX", store, mails);
        try (Stream<Path> folders = Files.list(store)) {
            folders.filter(each -> each.getFileName().toString().startsWith(".") && Files.isDirectory(each))
                    .sorted()
                    .forEach(each ->
                            folder(each.getFileName().toString().substring(1).replace('.', '/'), each, mails));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mails;
    }

    private void folder(String name, Path folder, List<Thing> mails) {
        for (String part : List.of("new", "cur")) {
            for (Path file :
                    image.in(image.home().relativize(folder.resolve(part)).toString())) {
                mails.add(image.thing(file, fields(name, file)));
            }
        }
    }

    private ObjectNode fields(String folder, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage((Session) null, in);
            ObjectNode mail = JsonNodeFactory.instance.objectNode();
            mail.put("folder", folder);
            mail.set("from", addresses(message.getFrom()));
            mail.set("to", addresses(message.getRecipients(Message.RecipientType.TO)));
            mail.set("cc", addresses(message.getRecipients(Message.RecipientType.CC)));
            mail.set("bcc", addresses(message.getRecipients(Message.RecipientType.BCC)));
            mail.put("subject", message.getSubject() == null ? "" : message.getSubject());
            mail.put(
                    "unread",
                    !file.getFileName().toString().replaceFirst("^.*:2,", "").contains("S"));
            mail.put("inReplyTo", message.getHeader("In-Reply-To", " "));
            mail.put(
                    "date",
                    message.getSentDate() == null
                            ? ""
                            : message.getSentDate()
                                    .toInstant()
                                    .atZone(image.zone())
                                    .toOffsetDateTime()
                                    .toString());
            StringBuilder body = new StringBuilder();
            parts(message, body, mail.putArray("attachments"));
            return mail.put("body", body.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException("The mail " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ArrayNode addresses(Address @Nullable [] addresses) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Address each : addresses == null ? new Address[0] : addresses) {
            all.add(each instanceof InternetAddress internet ? internet.getAddress() : each.toString());
        }
        return all;
    }

    private static void parts(Part part, StringBuilder body, ArrayNode attachments)
            throws MessagingException, IOException {
        // Asking for the content decodes it anew each time, and files are wanted as bytes.
        if (part.getFileName() != null && !part.isMimeType("multipart/*") && !part.isMimeType("message/rfc822")) {
            try (InputStream in = part.getInputStream()) {
                attachments
                        .addObject()
                        .put("name", MimeUtility.decodeText(part.getFileName()))
                        .put("sha256", Hash.of(in));
            }
            return;
        }
        Object content = part.getContent();
        if (content instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                parts(several.getBodyPart(i), body, attachments);
            }
        } else if (content instanceof Part inner) {
            parts(inner, body, attachments);
        } else if (part.isMimeType("text/*")) {
            body.append(content);
        }
    }
}
