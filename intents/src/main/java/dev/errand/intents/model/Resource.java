package dev.errand.intents.model;

import dev.errand.sandbox.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Texts that come with the program.
final class Resource {
    private Resource() {}

    /// The language in the names of the texts, and behind the fence of a block of code.
    static String word(Language language) {
        return switch (language) {
            case JAVASCRIPT -> "javascript";
            case PYTHON -> "python";
        };
    }

    static String text(String name) {
        try (InputStream stream = Resource.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + name + " is missing from the jar.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
