package dev.errand.intents.offline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Takes off what people say around a wish, and gives the ways in which the rest may be put.
final class Politeness {
    private static final List<List<String>> BEFORE = phrases("""
            please; kindly; can you; could you; would you; will you; can you please; could you please; would you please
            i would like you to; i want you to; i need you to; i would like to; i want to; i need to; i have to
            i would like; hey errand; hello errand; okay errand; errand; hey; hello; hi; okay; go ahead and; just; now
            may i suggest you; would you mind; are you able to; can i; can we; so; well; and; then; let us
            can you help me; could you help me; can you help me to; i wish to; do me a favor and; quickly
            bitte; kannst du; kannst du bitte; konntest du; konntest du bitte; wurdest du; wurdest du bitte; konnen sie
            konnten sie; konnen sie bitte; konnten sie bitte; wurden sie bitte; ich mochte dass du; ich will dass du
            ich mochte; ich will; ich mochte gern; ich wurde gern; hallo errand; hallo; he errand; und; dann; also""");
    private static final List<List<String>> AFTER = phrases("""
            please; for me; for me please; thanks; thank you; thanks a lot; thank you very much; right now; now
            if you can; if you would; can you; would you; will you; could you; immediately; asap; right away
            bitte; danke; vielen dank; danke schon; jetzt; fur mich; mal; sofort""");
    private static final List<String> VERB_PREFIXES =
            List.of("hinzu", "heraus", "herunter", "vor", "an", "auf", "aus", "ab", "ein", "weiter", "mit");
    private static final Map<String, String> STRONG_VERBS = Map.of(
            "lesen", "lies", "geben", "gib", "nehmen", "nimm", "werfen", "wirf", "sprechen", "sprich", "sehen", "sieh");

    private Politeness() {}

    private static List<List<String>> phrases(String text) {
        List<List<String>> phrases = new ArrayList<>();
        for (String phrase : text.split("[;\n]")) {
            phrases.add(List.of(phrase.strip().split(" ")));
        }
        phrases.sort(Comparator.comparingInt((List<String> p) -> p.size()).reversed());
        return phrases;
    }

    /// The wish as said, without politeness, and for German with its verb first.
    static List<Utterance> variants(Utterance said) {
        List<Utterance> variants = new ArrayList<>();
        Utterance plain = stripped(said);
        variants.add(plain);
        if (plain.size() < said.size()) {
            variants.add(said);
        }
        variants.addAll(verbFirst(plain));
        return variants;
    }

    static Utterance stripped(Utterance said) {
        int from = 0;
        int to = said.size();
        for (boolean found = true; found; ) {
            found = false;
            for (List<String> phrase : BEFORE) {
                if (to - from > phrase.size() && stands(said, from, phrase)) {
                    from += phrase.size();
                    found = true;
                    break;
                }
            }
            for (List<String> phrase : AFTER) {
                if (to - from > phrase.size() && stands(said, to - phrase.size(), phrase)) {
                    to -= phrase.size();
                    found = true;
                    break;
                }
            }
        }
        return said.part(from, to);
    }

    private static boolean stands(Utterance said, int at, List<String> phrase) {
        for (int i = 0; i < phrase.size(); i++) {
            Word word = said.words().get(at + i);
            if (word.quoted() || !word.key().equals(phrase.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// `mir alle dateien zeigen` as `zeige mir alle dateien`, `milch hinzufugen` as `fuge milch hinzu`.
    private static List<Utterance> verbFirst(Utterance said) {
        if (said.size() < 2) {
            return List.of();
        }
        Word last = said.words().getLast();
        String verb = last.key();
        boolean infinitive = !last.quoted() && verb.length() > 4 && verb.endsWith("n") && !verb.endsWith("tion");
        if (!infinitive) {
            return List.of();
        }
        List<Utterance> variants = new ArrayList<>();
        variants.add(moved(said, imperative(verb), ""));
        for (String prefix : VERB_PREFIXES) {
            if (verb.startsWith(prefix) && verb.length() > prefix.length() + 3) {
                variants.add(moved(said, imperative(verb.substring(prefix.length())), prefix));
            }
        }
        return variants;
    }

    private static String imperative(String infinitive) {
        String strong = STRONG_VERBS.get(infinitive);
        return strong != null ? strong : infinitive.substring(0, infinitive.length() - 1);
    }

    private static Utterance moved(Utterance said, String verb, String prefix) {
        Word last = said.words().getLast();
        List<Word> words = new ArrayList<>();
        words.add(new Word(verb, last.start(), last.end(), false));
        words.addAll(said.words().subList(0, said.size() - 1));
        if (!prefix.isEmpty()) {
            words.add(new Word(prefix, last.start(), last.end(), false));
        }
        return new Utterance(said.source(), words);
    }
}
