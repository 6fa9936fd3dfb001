package dev.errand.os.contacts;

import dev.errand.os.vobject.FoldedLines;
import ezvcard.Ezvcard;
import ezvcard.VCardVersion;
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
    Vcard {
        lines = List.copyOf(lines);
    }

    /// All cards of a file; a file that holds none gives none.
    static List<Vcard> parse(String text) {
        List<Vcard> cards = new ArrayList<>();
        List<VcardLine> open = new ArrayList<>();
        boolean inside = false;
        for (String raw : FoldedLines.unfold(text)) {
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

    /// The text of a file with these cards.
    static String write(List<Vcard> cards) {
        List<String> text = new ArrayList<>();
        for (Vcard card : cards) {
            text.add("BEGIN:VCARD");
            card.lines.forEach(line -> text.add(line.raw()));
            text.add("END:VCARD");
        }
        return FoldedLines.fold(text);
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
