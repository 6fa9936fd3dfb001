package dev.errand.os.mail;

import dev.errand.os.contacts.Address;
import dev.errand.os.device.DeviceFailure;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The header of a message, read without its body. What cannot be decoded is given as it stands there: a broken message
/// is still listed.
///
/// @param fields lower-case name → values in order, unfolded, still encoded
record MessageHead(Map<String, List<String>> fields) {
    private static final int LONGEST = 256 * 1024;

    MessageHead {
        fields = Map.copyOf(fields);
    }

    /// A person in a header.
    ///
    /// @param name    as it is written there, or the address
    /// @param address may be anything if the sender wrote nonsense
    record Party(String name, String address) {
        Address asAddress() {
            return new Address(name.equals(address) ? address : name.replaceAll("[<>]", "") + " <" + address + ">");
        }
    }

    static MessageHead read(InputStream message) {
        Map<String, List<String>> fields = new HashMap<>();
        StringBuilder field = new StringBuilder();
        try (InputStream in = new BufferedInputStream(message)) {
            int budget = LONGEST;
            for (String line = line(in, budget); !line.isBlank() && budget > 0; line = line(in, budget)) {
                budget -= line.length() + 1;
                if (!Character.isWhitespace(line.charAt(0))) {
                    keep(field, fields);
                    field.setLength(0);
                }
                field.append(line);
            }
        } catch (IOException e) {
            throw DeviceFailure.failed("Reading a mail failed: " + e.getMessage(), "Check the disk and try again.");
        }
        keep(field, fields);
        return new MessageHead(fields);
    }

    private static String line(InputStream in, int budget) throws IOException {
        java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n' && line.size() < budget; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).replace("\r", "");
    }

    private static void keep(CharSequence field, Map<String, List<String>> fields) {
        String text = field.toString();
        int colon = text.indexOf(':');
        if (colon > 0) {
            fields.computeIfAbsent(text.substring(0, colon).strip().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(text.substring(colon + 1).strip());
        }
    }

    Optional<String> raw(String name) {
        return fields.getOrDefault(name, List.of()).stream().findFirst();
    }

    String subject() {
        return decoded(raw("subject").orElse(""));
    }

    Optional<Party> from() {
        return parties("from").stream()
                .findFirst()
                .or(() -> parties("sender").stream().findFirst());
    }

    /// Everybody in the fields of a name, such as `to`.
    List<Party> parties(String name) {
        List<Party> parties = new ArrayList<>();
        for (String value : fields.getOrDefault(name, List.of())) {
            try {
                for (InternetAddress each : InternetAddress.parseHeader(value, false)) {
                    String address = each.getAddress() == null ? "" : each.getAddress();
                    String personal = each.getPersonal();
                    parties.add(new Party(personal == null ? address : decoded(personal), address));
                }
            } catch (AddressException e) {
                parties.add(new Party(decoded(value), ""));
            }
        }
        return parties;
    }

    Optional<Instant> date() {
        return raw("date").flatMap(MessageHead::date);
    }

    private static Optional<Instant> date(String text) {
        try {
            String plain = text.replaceAll("\\([^)]*\\)", "").strip();
            return Optional.of(OffsetDateTime.parse(plain, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return oldDate(text);
        }
    }

    private static Optional<Instant> oldDate(String text) {
        try {
            return Optional.of(new MailDateFormat().parse(text).toInstant());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /// Readable text on one line.
    static String decoded(String text) {
        String decoded = text;
        try {
            decoded = text.contains("=?") ? MimeUtility.decodeText(text) : text;
        } catch (UnsupportedEncodingException e) {
            decoded = text;
        }
        return oneLine(decoded);
    }

    /// Without line ends and other control characters, so that a header of it is one header.
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s\\u2028\\u2029]+", " ").strip();
    }
}
