package dev.errand.os.contacts;

import dev.errand.os.device.DeviceFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts details into a card; all properties that they do not name stay.
final class CardWriter {
    private static final DateTimeFormatter REVISION =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private CardWriter() {}

    static Vcard fresh(String uid) {
        return new Vcard(List.of(VcardLine.of("VERSION", "3.0"), VcardLine.of("UID", VcardLine.escape(uid))));
    }

    static Vcard with(Vcard card, ContactDetails details, Instant now) {
        Vcard changed = card;
        String name = details.name();
        if (name != null) {
            changed = named(changed, name);
        }
        changed = list(changed, "EMAIL", details.emails(), CardWriter::email, v -> v.toLowerCase(Locale.ROOT));
        changed = list(changed, "TEL", details.phones(), CardWriter::phone, v -> v.replaceAll("[^\\d+]", ""));
        changed = text(changed, "ORG", details.organization());
        changed = nicknames(changed, details.nicknames());
        changed = categories(changed, details.categories());
        String birthday = details.birthday();
        if (birthday != null) {
            changed = changed.with("BDAY", birthday.isBlank() ? List.of() : List.of(date(birthday)));
        }
        String address = details.address();
        if (address != null) {
            String street = VcardLine.escape(CardReader.oneLine(address));
            changed = changed.with("ADR", street.isEmpty() ? List.of() : List.of(";;" + street + ";;;;"));
        }
        return changed.with("REV", List.of(REVISION.format(now)));
    }

    private static Vcard named(Vcard card, String name) {
        String line = CardReader.oneLine(name);
        if (line.isEmpty()) {
            throw DeviceFailure.invalid("A contact needs a name.", "Give the name of the person or organisation.");
        }
        int space = line.lastIndexOf(' ');
        String family = VcardLine.escape(line.substring(space + 1));
        String given = VcardLine.escape(line.substring(0, Math.max(space, 0)));
        return card.with("FN", List.of(VcardLine.escape(line)))
                .with("N", List.of(space < 0 ? ";" + family + ";;;" : family + ";" + given + ";;;"));
    }

    private static Vcard list(
            Vcard card,
            String property,
            @Nullable List<String> values,
            Function<String, String> checked,
            Function<String, String> sameValue) {
        if (values == null) {
            return card;
        }
        List<String> written = values.stream()
                .map(value -> VcardLine.escape(checked.apply(value)))
                .distinct()
                .toList();
        return card.with(property, written, sameValue);
    }

    private static Vcard text(Vcard card, String property, @Nullable String value) {
        if (value == null) {
            return card;
        }
        String written = VcardLine.escape(CardReader.oneLine(value));
        return card.with(property, written.isEmpty() ? List.of() : List.of(written));
    }

    private static Vcard categories(Vcard card, @Nullable List<String> categories) {
        if (categories == null) {
            return card;
        }
        String joined = categories.stream()
                .map(category -> VcardLine.escape(CardReader.oneLine(category)))
                .filter(category -> !category.isEmpty())
                .distinct()
                .collect(Collectors.joining(","));
        return card.with("CATEGORIES", joined.isEmpty() ? List.of() : List.of(joined));
    }

    /// A property stays as it is where all its names stay. Others get one each: a list in one property is allowed,
    /// too, but servers keep only the first of it (Radicale), and address books show it as a single name.
    private static Vcard nicknames(Vcard card, @Nullable List<String> nicknames) {
        if (nicknames == null) {
            return card;
        }
        Set<String> left = new LinkedHashSet<>();
        nicknames.stream()
                .map(CardReader::oneLine)
                .filter(name -> !name.isEmpty())
                .forEach(left::add);
        Set<String> wanted = Set.copyOf(left);
        List<String> written = new ArrayList<>();
        for (VcardLine line : card.all("NICKNAME")) {
            List<String> names = CardReader.nicknames(new Vcard(List.of(line)));
            if (!names.isEmpty() && wanted.containsAll(names)) {
                written.add(line.value());
                names.forEach(left::remove);
            }
        }
        left.forEach(name -> written.add(VcardLine.escape(name)));
        return card.with("NICKNAME", written);
    }

    private static String email(String text) {
        Address address = new Address(text);
        if (!address.isValid()) {
            throw DeviceFailure.invalid(
                    "\"" + CardReader.oneLine(text) + "\" is not an e-mail address.",
                    "Give one such as jane@example.org.");
        }
        return address.email();
    }

    private static String phone(String text) {
        String number = CardReader.oneLine(text);
        if (number.chars().filter(Character::isDigit).count() < 2) {
            throw DeviceFailure.invalid(
                    "\"" + number + "\" is not a phone number.", "Give one such as +49 30 1234567.");
        }
        return number;
    }

    private static String date(String text) {
        try {
            return text.startsWith("--")
                    ? MonthDay.parse(text).toString()
                    : LocalDate.parse(text).toString();
        } catch (DateTimeException e) {
            throw DeviceFailure.invalid(
                    "\"" + CardReader.oneLine(text) + "\" is not a day.",
                    "Give the birthday as 1980-02-03, or as --02-03.");
        }
    }
}
