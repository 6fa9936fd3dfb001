package dev.errand.intents.voice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts names of contacts in place of words that sound like them: recognisers write what they know, and know few
/// names. Only what is near enough and no nearer to any other name is changed, and never words that the device's
/// sentences have.
final class NearNames {
    /// How differently a name may sound at most.
    private static final double NEAR = 0.2;
    /// How much farther the next name must be.
    private static final double APART = 0.12;
    /// Names of fewer phones are found in other words too often.
    private static final int LEAST_PHONES = 4;

    private static final int MOST_WORDS = 4;

    private final Map<String, List<String>> names = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<String> changes = new ArrayList<>();

    NearNames(Hints hints) {
        for (String name : hints.names()) {
            add(name);
            Arrays.stream(name.split("\\s+")).forEach(this::add);
        }
        List<String> own = hints.names().stream().map(Sounds::plain).toList();
        for (String phrase : hints.phrases()) {
            String plain = Sounds.plain(phrase);
            for (String name : own) {
                plain = plain.replace(name, " ");
            }
            known.addAll(List.of(plain.strip().split("\\s+")));
        }
    }

    private void add(String name) {
        List<String> phones = Sounds.of(name);
        if (phones.size() >= LEAST_PHONES) {
            names.putIfAbsent(name, phones);
        }
    }

    /// A name that sounds like some words.
    ///
    /// @param worth how much of the name was heard: more of it goes before a shorter name that fits better
    private record Match(int from, int to, String name, double worth) {}

    /// The words with names in them.
    String snapped(String words) {
        List<String> all = new ArrayList<>(List.of(words.split("\\s+")));
        for (int at = 0; at < all.size(); at++) {
            Match best = null;
            for (int to = at + 1; to <= Math.min(all.size(), at + MOST_WORDS); to++) {
                Match match = match(all, at, to);
                if (match != null && (best == null || match.worth() > best.worth())) {
                    best = match;
                }
            }
            if (best != null) {
                put(all, best);
            }
        }
        return String.join(" ", all);
    }

    private void put(List<String> all, Match match) {
        List<String> place = all.subList(match.from(), match.to());
        String heard = String.join(" ", place);
        if (!heard.equals(match.name())) {
            boolean sameLetters = Sounds.plain(heard).equals(Sounds.plain(match.name()));
            if (!sameLetters) {
                changes.add("\"%s\" was taken for %s, which is in your contacts.".formatted(heard, match.name()));
            }
            place.clear();
            place.add(match.name());
        }
    }

    private @Nullable Match match(List<String> all, int from, int to) {
        List<String> window = all.subList(from, to);
        if (window.stream().anyMatch(word -> known.contains(Sounds.plain(word)) || !word.matches("[\\p{L}'’.-]+"))) {
            return null;
        }
        List<String> phones = Sounds.of(String.join(" ", window));
        String nearest = "";
        double first = 1;
        double second = 1;
        for (Map.Entry<String, List<String>> name : names.entrySet()) {
            double distance = Sounds.distance(phones, name.getValue());
            if (distance < first) {
                second = first;
                first = distance;
                nearest = name.getKey();
            } else {
                second = Math.min(second, distance);
            }
        }
        double worth = names.getOrDefault(nearest, List.of()).size() * (1 - 2 * first);
        return first <= NEAR && second - first >= APART ? new Match(from, to, nearest, worth) : null;
    }

    /// What was changed so far, a sentence each.
    List<String> changes() {
        return List.copyOf(changes);
    }
}
