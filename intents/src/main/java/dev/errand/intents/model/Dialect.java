package dev.errand.intents.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which optional parts of the protocol a server takes. Begins with all and learns from what it refuses.
///
/// @param temperature models that reason take only their own
/// @param usage       older servers do not know `stream_options`
/// @param streaming   some gateways, and some accounts, may not stream
record Dialect(boolean temperature, boolean usage, boolean streaming) {
    /// Not the "upstream" that gateways complain about.
    private static final Pattern STREAMING = Pattern.compile("\\bstream");

    static final Dialect FULL = new Dialect(true, true, true);

    /// The dialect without the part that this refusal is about; empty if it is about something else.
    Optional<Dialect> without(String refusal) {
        String words = refusal.toLowerCase(Locale.ROOT);
        if (temperature && words.contains("temperature")) {
            return Optional.of(new Dialect(false, usage, streaming));
        }
        if (usage && streaming && (words.contains("stream_options") || words.contains("include_usage"))) {
            return Optional.of(new Dialect(temperature, false, streaming));
        }
        if (streaming && STREAMING.matcher(words).find()) {
            return Optional.of(new Dialect(temperature, usage, false));
        }
        return Optional.empty();
    }

    /// What this dialect lacks that the other has, in words.
    String lacks(Dialect other) {
        if (other.temperature && !temperature) {
            return "a temperature";
        }
        return other.usage && !usage ? "stream options" : "streaming";
    }
}
