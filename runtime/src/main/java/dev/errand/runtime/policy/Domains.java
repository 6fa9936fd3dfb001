package dev.errand.runtime.policy;

import dev.errand.os.contacts.Address;
import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Domains of mail and web addresses, and whether they pretend to be another.
final class Domains {
    private static final List<Set<UnicodeScript>> WRITTEN_TOGETHER = List.of(
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.LATIN),
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HANGUL, UnicodeScript.LATIN),
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.BOPOMOFO, UnicodeScript.LATIN));
    /// Letters of other scripts that most typefaces draw like Latin ones.
    private static final String LIKE_LATIN = "асеорхуіјѕһԁԛԝӏҽոսօοανικρυτχ";

    private Domains() {}

    /// The domain as the network knows it (ASCII, small letters); empty if there is none, or if it cannot be told for
    /// certain which one is meant.
    static Optional<String> of(String address) {
        String text = address.strip();
        Optional<String> domain = text.contains("://") ? host(text) : mailDomain(text);
        return domain.flatMap(Domains::ascii);
    }

    private static Optional<String> host(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getRawUserInfo() == null ? Optional.ofNullable(uri.getHost()) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> mailDomain(String text) {
        Address address = new Address(text);
        return address.isValid()
                ? Optional.of(address.email().substring(address.email().indexOf('@') + 1))
                : Optional.empty();
    }

    static Optional<String> ascii(String domain) {
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES | IDN.ALLOW_UNASSIGNED)
                    .toLowerCase(Locale.ROOT);
            return ascii.isEmpty() ? Optional.empty() : Optional.of(ascii);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// What is wrong with the way an address is written, in words; empty if nothing is.
    static Optional<String> disguise(String text) {
        if (text.codePoints().anyMatch(Domains::reorders)) {
            return Optional.of("holds characters that change the order in which it is read");
        }
        if (!text.contains("://") && text.indexOf('@') < 0) {
            return Optional.empty();
        }
        String domain = text.contains("://")
                ? text.substring(text.indexOf("://") + 3).split("[/?#]", 2)[0]
                : text.substring(text.lastIndexOf('@') + 1);
        for (String label : IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED).split("[.:>\\s]")) {
            Set<UnicodeScript> scripts = scripts(label);
            boolean together = scripts.size() < 2 || WRITTEN_TOGETHER.stream().anyMatch(s -> s.containsAll(scripts));
            if (!together) {
                return Optional.of("“" + label + "” mixes letters of " + scripts + ", some of which look alike");
            }
            if (looksLatin(label)) {
                return Optional.of("“" + label + "” is written in " + scripts + " letters that look like Latin ones");
            }
        }
        return Optional.empty();
    }

    private static boolean reorders(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x61C;
    }

    private static Set<UnicodeScript> scripts(String label) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        label.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        scripts.removeAll(EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED));
        return scripts;
    }

    private static boolean looksLatin(String label) {
        List<Integer> letters = label.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetter)
                .boxed()
                .toList();
        return !letters.isEmpty() && letters.stream().allMatch(c -> LIKE_LATIN.indexOf(c) >= 0);
    }
}
