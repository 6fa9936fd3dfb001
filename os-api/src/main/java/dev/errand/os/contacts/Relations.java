package dev.errand.os.contacts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who is what to the person: "my wife", "my brother".
///
/// The person's own card names others. Another's card that names a relation to the person means the opposite one; one
/// that names nobody in the book says what that contact is to the person. What two others are to each other says
/// nothing about the person.
final class Relations {
    /// Labels that an address book translates for its user are written like this.
    private static final Pattern BUILT_IN = Pattern.compile("_\\$!<(.*)>!\\$_");

    /// The properties that name a relation, and what they say of it by themselves. The last ones are those of
    /// Evolution and KDE.
    private static final Map<String, String> PROPERTIES = Map.of(
            "RELATED", "",
            "X-ABRELATEDNAMES", "",
            "X-SPOUSE", "spouse",
            "X-MANAGER", "manager",
            "X-ASSISTANT", "assistant",
            "X-EVOLUTION-SPOUSE", "spouse",
            "X-EVOLUTION-MANAGER", "manager",
            "X-EVOLUTION-ASSISTANT", "assistant",
            "X-KADDRESSBOOK-X-SPOUSESNAME", "spouse");

    private static final Map<String, String> OPPOSITE = Map.of(
            "parent", "child",
            "mother", "child",
            "father", "child",
            "child", "parent",
            "son", "parent",
            "daughter", "parent");

    private final Map<String, Card> byName = new HashMap<>();
    private final Map<String, List<String>> words = new HashMap<>();

    Relations(List<Card> cards, String own) {
        for (Card card : cards) {
            byName.putIfAbsent(key(card.id()), card);
            CardReader.name(card.vcard()).ifPresent(name -> byName.putIfAbsent(key(name), card));
            card.vcard().texts("EMAIL").forEach(email -> byName.putIfAbsent(key(email), card));
        }
        cards.forEach(card -> related(card, own));
    }

    private static boolean isOwn(Card card, String own) {
        return !own.isEmpty() && card.vcard().texts("EMAIL").stream().anyMatch(own::equalsIgnoreCase);
    }

    List<String> of(Card card) {
        return words.getOrDefault(card.id(), List.of());
    }

    private void related(Card card, String own) {
        List<VcardLine> lines = new ArrayList<>();
        PROPERTIES.keySet().forEach(name -> lines.addAll(card.vcard().all(name)));
        for (VcardLine line : lines) {
            Optional<Card> other = Optional.ofNullable(byName.get(key(line.text())));
            String word = word(card, line);
            if (isOwn(card, own)) {
                other.ifPresent(named -> add(named, word));
            } else if (other.isEmpty()) {
                add(card, word);
            } else if (isOwn(other.get(), own)) {
                add(card, OPPOSITE.getOrDefault(word, word));
            }
        }
    }

    private void add(Card card, String word) {
        words.computeIfAbsent(card.id(), _ -> new ArrayList<>()).add(word);
    }

    private static String word(Card card, VcardLine line) {
        String label = card.vcard().all("X-ABLABEL").stream()
                .filter(l -> !line.group().isEmpty() && l.group().equals(line.group()))
                .map(VcardLine::text)
                .findFirst()
                .orElse("");
        Matcher builtIn = BUILT_IN.matcher(label);
        return (PROPERTIES.getOrDefault(line.name(), "") + " " + String.join(" ", line.types()) + " "
                        + (builtIn.matches() ? builtIn.group(1) : label))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceFirst("^(urn:uuid:|mailto:)", "")
                .strip();
    }
}
