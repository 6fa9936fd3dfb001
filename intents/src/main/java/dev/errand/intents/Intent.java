package dev.errand.intents;

import java.time.Instant;
import java.util.Locale;

/// What a person said.
///
/// @param text     their words, trimmed; between 1 and [#MAX_CHARACTERS] characters
/// @param language the language the device speaks with them
public record Intent(String text, Channel channel, Locale language, Instant at) {
    /// Longer than anything a person says or types; what is longer is a document and belongs into a file.
    public static final int MAX_CHARACTERS = 10_000;

    /// @throws IllegalArgumentException with a message for the person if the text is empty or too long
    public Intent {
        text = text.strip();
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
