package dev.errand.os.contacts;

import ezvcard.Ezvcard;
import ezvcard.VCardVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A card as the lines between BEGIN and END. Reading and writing it back keeps every line, known or not.
///
/// This reader exists because loading ez-vcard takes longer than answering most questions; ez-vcard still translates
/// cards of version 2.1, which are rare.
record Vcard(List<VcardLine> lines) {
    private static final int LONGEST_LINE = 75;

    Vcard {
        lines = List.copyOf(lines);
    }

    /// All cards of a file; a file that holds none gives none.
    static List<Vcard> parse(String text) {
        List<Vcard> cards = new ArrayList<>();
        List<VcardLine> open = new ArrayList<>();
        boolean inside = false;
        for (String raw : unfold(text)) {
            String word = raw.replace("\uFEFF", "").strip().toUpperCase(Locale.ROOT);
            if (word.equals("BEGIN:VCARD")) {
                inside = true;
                open.clear();
            } else if (word.equals("END:VCARD") && inside) {
                inside = false;
                cards.add(new Vcard(open));
            } else if (inside && !raw.isBlank()) {
                open.add(VcardLine.parse(raw));
            }
        }
        boolean old = cards.stream().anyMatch(card -> card.text("VERSION").equals(Optional.of("2.1")));
        return old ? parse(translated(text)) : cards;
    }

    private static String translated(String old) {
        return Ezvcard.write(Ezvcard.parse(old).all())
                .version(VCardVersion.V3_0)
                .prodId(false)
                .go();
    }

    private static List<String> unfold(String text) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> {
            boolean continues = !lines.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"));
            lines.add(continues ? lines.removeLast() + line.substring(1) : line);
        });
        return lines;
    }

    /// The text of a file with these cards.
    static String write(List<Vcard> cards) {
        StringBuilder text = new StringBuilder();
        for (Vcard card : cards) {
            text.append("BEGIN:VCARD\r\n");
            card.lines.forEach(line -> fold(line.raw(), text));
            text.append("END:VCARD\r\n");
        }
        return text.toString();
    }

    /// Lines end after 75 octets at most, never inside a character.
    private static void fold(String line, StringBuilder text) {
        int octets = 0;
        for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
            String character = Character.toString(line.codePointAt(at));
            int width = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + width > LONGEST_LINE) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(character);
            octets += width;
        }
        text.append("\r\n");
    }

    /// The properties of a name, preferred ones first.
    List<VcardLine> all(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .sorted(Comparator.comparingInt(VcardLine::preference))
                .toList();
    }

    Optional<VcardLine> first(String name) {
        return all(name).stream().findFirst();
    }

    Optional<String> text(String name) {
        return all(name).stream()
                .map(VcardLine::text)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    List<String> texts(String name) {
        return all(name).stream()
                .map(VcardLine::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /// The card with these values for a property, in this order, and no others. A line whose value stays keeps its
    /// parameters; the label of a line that goes, goes with it.
    ///
    /// @param values    with escapes
    /// @param sameValue what makes two values the same
    Vcard with(String name, List<String> values, Function<String, String> sameValue) {
        List<VcardLine> old =
                lines.stream().filter(line -> line.name().equals(name)).toList();
        List<VcardLine> fresh = new ArrayList<>();
        for (String value : values) {
            fresh.add(old.stream()
                    .filter(line -> sameValue.apply(line.value()).equals(sameValue.apply(value)))
                    .findFirst()
                    .orElseGet(() -> VcardLine.of(name, value)));
        }
        Set<String> goneGroups = new HashSet<>();
        old.stream().filter(line -> !fresh.contains(line)).forEach(line -> goneGroups.add(line.group()));
        goneGroups.remove("");
        List<VcardLine> rest = new ArrayList<>(lines);
        int place = old.isEmpty() ? rest.size() : rest.indexOf(old.getFirst());
        rest.addAll(place, fresh);
        List<VcardLine> result = new ArrayList<>();
        for (int i = 0; i < rest.size(); i++) {
            VcardLine line = rest.get(i);
            boolean replaced = line.name().equals(name) && (i < place || i >= place + fresh.size());
            boolean orphan = line.name().equals("X-ABLABEL") && goneGroups.contains(line.group());
            if (!replaced && !orphan) {
                result.add(line);
            }
        }
        return new Vcard(result);
    }

    Vcard with(String name, List<String> values) {
        return with(name, values, Function.identity());
    }
}
