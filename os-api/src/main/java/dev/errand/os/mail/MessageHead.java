package dev.errand.os.mail;

import dev.errand.os.contacts.Address;
import dev.errand.os.device.DeviceFailure;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeUtility;
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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The header of a message, read without its body. What cannot be decoded is given as it stands there: a broken
/// message is still listed.
///
/// @param fields lower-case name → values in order, unfolded, still encoded
record MessageHead(Map<String, List<String>> fields) {
    private static final int USUAL = 8 * 1024;
    private static final int LONGEST = 256 * 1024;
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,200}>");
    private static final Pattern REMARK = Pattern.compile("\\([^)]*\\)");
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\s\\u2028\\u2029]+");

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
        for (String line : header(message).split("\n")) {
            String plain = line.replace("\r", "");
            if (plain.isBlank()) {
                break;
            }
            if (!Character.isWhitespace(plain.charAt(0))) {
                keep(field, fields);
                field.setLength(0);
            }
            field.append(plain);
        }
        keep(field, fields);
        return new MessageHead(fields);
    }

    /// The beginning of a message, as much of it as holds the header of all but very odd ones.
    private static String header(InputStream message) {
        try (InputStream in = message) {
            String start = new String(in.readNBytes(USUAL), StandardCharsets.UTF_8);
            return start.contains("\n\n") || start.contains("\r\n\r\n")
                    ? start
                    : start + new String(in.readNBytes(LONGEST - USUAL), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw DeviceFailure.failed("Reading a mail failed: " + e.getMessage(), "Check the disk and try again.");
        }
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

    /// The ids of the messages before this one that it names, oldest first.
    List<String> earlier() {
        List<String> ids = new ArrayList<>(ids(raw("references")));
        ids(raw("in-reply-to")).stream().filter(id -> !ids.contains(id)).forEach(ids::add);
        return ids;
    }

    /// Its own id and those of the messages before it.
    List<String> conversation() {
        List<String> ids = new ArrayList<>(earlier());
        ids.addAll(ids(raw("message-id")));
        return ids;
    }

    static List<String> ids(Optional<String> field) {
        return MESSAGE_ID
                .matcher(field.orElse(""))
                .results()
                .map(MatchResult::group)
                .toList();
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

    /// Whom it names as those that it went to, with their names.
    List<String> recipients() {
        return Stream.of("to", "cc")
                .flatMap(field -> parties(field).stream())
                .map(party -> party.asAddress().address())
                .toList();
    }

    Optional<Instant> date() {
        return raw("date").flatMap(MessageHead::date);
    }

    private static Optional<Instant> date(String text) {
        try {
            String plain = REMARK.matcher(text).replaceAll("").strip();
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
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }
}
