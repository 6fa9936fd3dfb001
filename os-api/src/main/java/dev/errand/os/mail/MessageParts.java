package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.text.HtmlText;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Text and attachments of a message. Of a broken message that which can be read.
final class MessageParts {
    private static final int DEEPEST = 20;

    private static final int LARGEST = 50 * 1024 * 1024;

    /// What came with the text.
    ///
    /// @param size in bytes; of what is not here about so many
    private record Part(String name, String type, long size, Supplier<ByteBuffer> content) {
        Enclosure enclosure() {
            return new Enclosure(name, type, content.get());
        }
    }

    /// Where the bytes of attachments are before somebody wants them.
    private enum Place {
        HERE,
        AT_THE_SERVER
    }

    private final StringBuilder text = new StringBuilder();
    private final List<Part> attachments = new ArrayList<>();
    private final Place place;

    private MessageParts(Place place) {
        this.place = place;
    }

    /// A message at a mail server: of attachments no more is fetched than is asked for, as long as the connection
    /// stands.
    static MessageParts at(MimeMessage message) throws MessagingException, IOException {
        MessageParts parts = new MessageParts(Place.AT_THE_SERVER);
        parts.add(message, 0);
        return parts;
    }

    static MessageParts of(byte[] message) {
        MessageParts parts = new MessageParts(Place.HERE);
        try {
            parts.add(new MimeMessage((Session) null, new ByteArrayInputStream(message)), 0);
        } catch (MessagingException | IOException | UncheckedIOException e) {
            if (parts.text.isEmpty()) {
                parts.text.append(afterHeader(message));
            }
        }
        return parts;
    }

    /// The body as plain text.
    String text() {
        return text.toString().replace("\r\n", "\n").strip();
    }

    List<Enclosure> attachments() {
        return attachments.stream().map(Part::enclosure).toList();
    }

    Enclosure attachment(int index) {
        return attachments.get(index).enclosure();
    }

    List<Attachment> listed() {
        return attachments.stream()
                .map(each -> new Attachment(each.name(), each.size(), each.type()))
                .toList();
    }

    private static String afterHeader(byte[] message) {
        String all = new String(message, StandardCharsets.UTF_8).replace("\r\n", "\n");
        int blank = all.indexOf("\n\n");
        return blank < 0 ? all : all.substring(blank + 2);
    }

    private void add(MimePart part, int depth) throws MessagingException, IOException {
        ContentType type = type(part);
        if (type.getPrimaryType().equalsIgnoreCase("multipart") && depth < DEEPEST) {
            MimeMultipart parts = new MimeMultipart(part.getDataHandler().getDataSource());
            if (type.getSubType().equalsIgnoreCase("alternative") && parts.getCount() > 0) {
                add(plainest(parts), depth + 1);
            } else {
                for (int i = 0; i < parts.getCount(); i++) {
                    add((MimePart) parts.getBodyPart(i), depth + 1);
                }
            }
        } else if (isText(part, type)) {
            String content = content(part, type);
            boolean html = type.match("text/html");
            text.append(text.isEmpty() ? "" : "\n\n").append(html ? HtmlText.of(content) : content);
        } else if (isAttachment(part, type)) {
            attach(part, type);
        }
    }

    /// Of alternatives the plain text; without one the first that holds something else.
    private static MimePart plainest(MimeMultipart parts) throws MessagingException {
        MimePart first = (MimePart) parts.getBodyPart(0);
        for (int i = 0; i < parts.getCount(); i++) {
            MimePart part = (MimePart) parts.getBodyPart(i);
            if (type(part).match("text/plain")) {
                return part;
            }
        }
        return first;
    }

    private static ContentType type(MimePart part) throws MessagingException {
        try {
            String declared = part.getContentType();
            return new ContentType(declared == null ? "text/plain" : declared);
        } catch (MessagingException e) {
            return new ContentType(part instanceof MimeBodyPart ? "application/octet-stream" : "text/plain");
        }
    }

    private static Optional<String> name(MimePart part, ContentType type) throws MessagingException {
        String named = part.getFileName() == null ? type.getParameter("name") : part.getFileName();
        return Optional.ofNullable(named).map(MessageHead::decoded).filter(name -> !name.isEmpty());
    }

    private static boolean isText(MimePart part, ContentType type) throws MessagingException {
        boolean attached = "attachment".equalsIgnoreCase(part.getDisposition())
                || name(part, type).isPresent();
        return !attached && (type.match("text/plain") || type.match("text/html"));
    }

    /// Pictures that an HTML text shows are none.
    private static boolean isAttachment(MimePart part, ContentType type) throws MessagingException {
        boolean shown = part.getContentID() != null
                && type.getPrimaryType().equalsIgnoreCase("image")
                && !"attachment".equalsIgnoreCase(part.getDisposition());
        return !shown;
    }

    private void attach(MimePart part, ContentType type) throws MessagingException, IOException {
        String name = name(part, type).orElse("attachment-" + (attachments.size() + 1));
        String base = type.getBaseType().toLowerCase(Locale.ROOT);
        switch (place) {
            case HERE -> {
                ByteBuffer content = ByteBuffer.wrap(bytes(part));
                attachments.add(new Part(name, base, content.remaining(), () -> content));
            }
            case AT_THE_SERVER -> attachments.add(new Part(name, base, size(part), () -> fetched(part)));
        }
    }

    /// Base64, which attachments come in, makes 57 bytes a line of 78.
    private static long size(MimePart part) throws MessagingException {
        long encoded = Math.max(0, part.getSize());
        return "base64".equalsIgnoreCase(part.getEncoding()) ? encoded * 57 / 78 : encoded;
    }

    private static ByteBuffer fetched(MimePart part) {
        try {
            if (size(part) > LARGEST) {
                throw DeviceFailure.failed(
                        "The attachment is larger than " + LARGEST / 1024 / 1024 + " MB.", "Save it in another way.");
            }
            return ByteBuffer.wrap(bytes(part));
        } catch (MessagingException | IOException _) {
            throw DeviceFailure.unreachable(
                    "An attachment could not be fetched from the mail server.", "Try again later.");
        }
    }

    private static byte[] bytes(MimePart part) throws MessagingException, IOException {
        try (var in = part.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static String content(MimePart part, ContentType type) throws MessagingException, IOException {
        byte[] bytes = bytes(part);
        String declared = type.getParameter("charset");
        try {
            if (declared != null) {
                return new String(bytes, Charset.forName(MimeUtility.javaCharset(declared)));
            }
        } catch (IllegalArgumentException e) {
            return guessed(bytes);
        }
        return guessed(bytes);
    }

    private static String guessed(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
