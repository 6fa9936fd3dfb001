package dev.errand.os.contacts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a card says, as a Contact.
final class CardReader {
    private static final Pattern COMPACT_DATE = Pattern.compile("(\\d{4}|--)-?(\\d{2})-?(\\d{2})(?:T.*)?");

    private CardReader() {}

    static Contact contact(String id, Vcard card) {
        List<String> emails = card.texts("EMAIL").stream()
                .map(email -> withoutScheme(email, "mailto:"))
                .toList();
        return new Contact(
                id,
                name(card).or(() -> emails.stream().findFirst()).orElse(id),
                emails,
                card.texts("TEL").stream()
                        .map(tel -> withoutScheme(tel, "tel:"))
                        .toList(),
                organization(card).orElse(null),
                categories(card),
                birthday(card).orElse(null),
                card.first("ADR")
                        .map(CardReader::address)
                        .filter(a -> !a.isEmpty())
                        .orElse(null),
                nicknames(card),
                null);
    }

    static Optional<String> name(Vcard card) {
        return card.text("FN")
                .or(() -> card.first("N").map(CardReader::composed).filter(name -> !name.isEmpty()))
                .or(() -> organization(card));
    }

    /// A structured name is family, given, additional, prefix, suffix.
    private static String composed(VcardLine line) {
        List<String> parts = line.parts(';');
        return Stream.of(3, 1, 2, 0, 4)
                .filter(i -> i < parts.size())
                .map(parts::get)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    static Optional<String> organization(Vcard card) {
        return card.first("ORG")
                .map(line ->
                        line.parts(';').stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(", ")))
                .filter(text -> !text.isEmpty());
    }

    static List<String> categories(Vcard card) {
        return card.all("CATEGORIES").stream()
                .flatMap(line -> line.parts(',').stream())
                .filter(category -> !category.isEmpty())
                .distinct()
                .toList();
    }

    /// A property may hold several, and there may be several such properties.
    static List<String> nicknames(Vcard card) {
        return card.all("NICKNAME").stream()
                .flatMap(line -> line.parts(',').stream())
                .map(CardReader::oneLine)
                .filter(nickname -> !nickname.isEmpty())
                .distinct()
                .toList();
    }

    private static Optional<String> birthday(Vcard card) {
        return card.text("BDAY").map(CardReader::date);
    }

    /// `19800203`, `1980-02-03T00:00:00` and `--0203` as dates with dashes; anything else as it stands there.
    static String date(String text) {
        Matcher date = COMPACT_DATE.matcher(text);
        if (!date.matches()) {
            return text;
        }
        String year = date.group(1);
        return (year.equals("--") ? "--" : year + "-") + date.group(2) + "-" + date.group(3);
    }

    /// An address is post box, extension, street, town, region, code, country.
    private static String address(VcardLine line) {
        List<String> parts = line.parts(';');
        String town = part(parts, 5) + " " + part(parts, 3);
        return Stream.of(part(parts, 0), part(parts, 1), part(parts, 2), town, part(parts, 4), part(parts, 6))
                .map(part -> part.replaceAll("\\s+", " ").strip())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    private static String withoutScheme(String text, String scheme) {
        return text.toLowerCase(Locale.ROOT).startsWith(scheme) ? text.substring(scheme.length()) : text;
    }
}
