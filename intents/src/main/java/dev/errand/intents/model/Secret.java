package dev.errand.intents.model;

import java.util.regex.Pattern;

/// Keeps an API key out of text that others wrote: servers like to quote the key they refuse, whole or in part.
final class Secret {
    private static final String MARK = "[key]";
    private static final Pattern LOOKS_LIKE_A_KEY = Pattern.compile("\\b(?:sk|pk)-[\\w*.-]{4,}");
    /// Shorter ones (`x`, `-`) are placeholders for servers that want none; they are found in every text.
    private static final int SECRET = 4;
    /// From this length on, words that only begin like the key are taken for parts of it.
    private static final int LONG = 12;

    private static final int TELLING = 7;

    private final String key;

    Secret(String key) {
        this.key = key.strip();
    }

    /// The text without the key, and without words that look like a key or begin like this one.
    String strip(String text) {
        String stripped = LOOKS_LIKE_A_KEY.matcher(withoutKey(text)).replaceAll(MARK);
        return key.length() < LONG
                ? stripped
                : stripped.replaceAll(Pattern.quote(key.substring(0, TELLING)) + "[^\\s\"'<>,;)}\\]]*", MARK);
    }

    /// The text without the key itself; nothing else is changed.
    String withoutKey(String text) {
        return key.length() < SECRET ? text : text.replace(key, MARK);
    }

    /// The text in one line of at most so many characters, without the key and control characters.
    String quote(String text, int characters) {
        String line = strip(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= characters ? line : line.substring(0, characters) + "…";
    }
}
