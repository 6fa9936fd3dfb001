package dev.errand.intents;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What a person said.
///
/// @param text     their words, trimmed; between 1 and [#MAX_CHARACTERS] characters
/// @param language the language the device speaks with them
/// @param before   what they said before in the same conversation, oldest first: "and tomorrow?" means nothing alone
public record Intent(String text, Channel channel, Locale language, Instant at, List<String> before) {
    /// Longer than anything a person says or types; what is longer is a document and belongs into a file.
    public static final int MAX_CHARACTERS = 10_000;

    /// Of a conversation no more is remembered.
    public static final int MOST_BEFORE = 5;

    /// Said first in a conversation, or outside of one.
    public Intent(String text, Channel channel, Locale language, Instant at) {
        this(text, channel, language, at, List.of());
    }

    /// @throws IllegalArgumentException with a message for the person if the text is empty or too long
    public Intent {
        text = text.strip();
        before = List.copyOf(before.subList(Math.max(0, before.size() - MOST_BEFORE), before.size()));
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "The intent is empty. Say what you want, for example: \"what time is it\".");
        }
        if (text.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException(
                    "The intent has %,d characters; at most %,d are taken. Put long texts into a"
                                    .formatted(text.length(), MAX_CHARACTERS)
                            + " file on the device and name the file.");
        }
    }
}
