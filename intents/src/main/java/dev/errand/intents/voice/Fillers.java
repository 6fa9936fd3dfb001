package dev.errand.intents.voice;

import dev.errand.intents.offline.ExampleSentences;
import dev.errand.os.operation.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What people may say to the device, as a recogniser should expect it: the skills' sentences, with the person's own
/// names and everyday values in their slots.
final class Fillers {
    private static final Set<String> PEOPLE =
            Set.of("person", "address", "contact", "phone", "to", "from", "with", "who");

    private final Map<String, List<String>> values;
    private final List<String> names;

    private Fillers(Map<String, List<String>> values, List<String> names) {
        this.values = values;
        this.names = names;
    }

    /// @param names of contacts
    static List<String> sentences(Catalogue catalogue, List<String> names) {
        Fillers fillers = new Fillers(read(), names);
        List<String> sentences = new ArrayList<>(ExampleSentences.of(catalogue, "en", fillers::of));
        sentences.addAll(Consent.phrases());
        return sentences;
    }

    /// The values for a slot of that name, else of that kind.
    private List<String> of(String slot, String kind) {
        List<String> own = values.getOrDefault(slot, values.getOrDefault(kind, List.of()));
        if (!PEOPLE.contains(slot) && !PEOPLE.contains(kind)) {
            return own;
        }
        List<String> all = new ArrayList<>(own);
        all.addAll(names);
        return all;
    }

    private static Map<String, List<String>> read() {
        try (InputStream in = Objects.requireNonNull(Fillers.class.getResourceAsStream("fillers.en.txt"))) {
            Map<String, List<String>> values = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(":", 2))
                    .forEach(parts -> values.put(
                            parts[0].strip(), List.of(parts[1].strip().split("\\s*\\|\\s*"))));
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
