package dev.errand.os.files;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.StringJoiner;

/// The text of a mail that is kept as a file: who, to whom, when, about what, and the body.
final class MailText {
    private static final int DEEPEST = 20;

    private MailText() {}

    static String of(InputStream file) throws FileText.Unreadable {
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), file);
            StringJoiner text = new StringJoiner("\n");
            for (String header : new String[] {"From", "To", "Cc", "Date"}) {
                String value = mail.getHeader(header, ", ");
                if (value != null) {
                    text.add(header + ": " + jakarta.mail.internet.MimeUtility.decodeText(value));
                }
            }
            if (mail.getSubject() != null) {
                text.add("Subject: " + mail.getSubject());
            }
            return text.add("").add(body(mail, 0)).toString().strip();
        } catch (MessagingException | IOException e) {
            throw new FileText.Unreadable("it is a damaged mail");
        }
    }

    /// The first plain text, else the first HTML as text, then the names of what is attached.
    private static String body(Part part, int depth) throws MessagingException, IOException {
        if (part.getFileName() != null) {
            return "[Attached: " + jakarta.mail.internet.MimeUtility.decodeText(part.getFileName()) + "]";
        } else if (part.isMimeType("text/html")) {
            return PageText.of(String.valueOf(part.getContent()));
        } else if (part.isMimeType("text/*")) {
            return String.valueOf(part.getContent());
        } else if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts && depth < DEEPEST) {
            return part.isMimeType("multipart/alternative") ? alternative(parts, depth) : all(parts, depth);
        }
        return "";
    }

    private static String alternative(Multipart parts, int depth) throws MessagingException, IOException {
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart each = parts.getBodyPart(i);
            if (each.isMimeType("text/plain")) {
                return body(each, depth + 1);
            }
        }
        return all(parts, depth);
    }

    private static String all(Multipart parts, int depth) throws MessagingException, IOException {
        StringJoiner text = new StringJoiner("\n");
        for (int i = 0; i < parts.getCount(); i++) {
            text.add(body(parts.getBodyPart(i), depth + 1));
        }
        return text.toString();
    }
}
