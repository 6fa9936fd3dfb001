package dev.errand.os.sample;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Turns the mail resource into messages in a Maildir: the inbox at its root, sent mail in `.Sent`.
final class SampleMail {
    private static final String OWNER = "Alex Morgan <alex.morgan@example.org>";
    private static final String BOUNDARY = "=_sample_part";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH);

    private final Section section;
    private final int number;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final String body;

    SampleMail(Section section, int number) {
        this.section = section;
        this.number = number;
        int end = section.text().indexOf("\n\n");
        section.text().substring(0, end).lines().forEach(line -> {
            String[] field = line.split(": ", 2);
            fields.put(field[0], field[1]);
        });
        body = section.text().substring(end + 2);
    }

    /// Where the message lies in the home; its name carries time and flags as Maildir wants it.
    String path() {
        String name = ZonedDateTime.parse(field("Date"), DATE).toEpochSecond() + ".M" + number + "P1.sample";
        return switch (section.title()) {
            case "inbox unread" -> "mail/new/" + name;
            case "inbox read" -> "mail/cur/" + name + ":2,S";
            case "sent" -> "mail/.Sent/cur/" + name + ":2,S";
            default -> throw new IllegalArgumentException("No such mail folder: " + section.title());
        };
    }

    /// @param files what attachments are taken from
    byte[] message(Map<String, byte[]> files) {
        StringBuilder message = new StringBuilder();
        header("Date", field("Date"), message);
        header("From", address(fields.getOrDefault("From", OWNER)), message);
        header("To", address(fields.getOrDefault("To", OWNER)), message);
        header("Subject", encoded(field("Subject")), message);
        header("Message-ID", "<sample-" + number + "@example.org>", message);
        header("MIME-Version", "1.0", message);
        String attached = fields.get("Attach");
        if (attached == null) {
            text(message);
        } else {
            header("Content-Type", "multipart/mixed; boundary=\"" + BOUNDARY + "\"", message);
            message.append("\n--" + BOUNDARY + "\n");
            text(message);
            message.append("\n--" + BOUNDARY + "\n");
            attachment(attached, Objects.requireNonNull(files.get(attached), attached), message);
            message.append("\n--" + BOUNDARY + "--\n");
        }
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void text(StringBuilder message) {
        String type = fields.containsKey("Html") ? "html" : "plain";
        header("Content-Type", "text/" + type + "; charset=utf-8", message);
        header("Content-Transfer-Encoding", "8bit", message);
        message.append('\n').append(body);
    }

    private static void attachment(String path, byte[] content, StringBuilder message) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String type = path.endsWith(".pdf")
                ? "application/pdf"
                : path.endsWith(".html") ? "text/html" : "application/octet-stream";
        header("Content-Type", type + "; name=\"" + name + "\"", message);
        header("Content-Disposition", "attachment; filename=\"" + name + "\"", message);
        header("Content-Transfer-Encoding", "base64", message);
        message.append('\n')
                .append(Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content))
                .append('\n');
    }

    private static void header(String name, String value, StringBuilder message) {
        message.append(name).append(": ").append(value).append('\n');
    }

    private String field(String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    private static String address(String address) {
        int bracket = address.indexOf(" <");
        String name = address.substring(0, bracket);
        String shown = encoded(name);
        boolean plain = name.chars().allMatch(c -> c == ' ' || Character.isLetterOrDigit(c));
        return (shown.equals(name) && !plain ? "\"" + name + "\"" : shown) + address.substring(bracket);
    }

    private static String encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length == text.length()
                ? text
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }
}
