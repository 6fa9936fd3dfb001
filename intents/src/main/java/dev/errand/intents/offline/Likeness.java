package dev.errand.intents.offline;

import dev.errand.os.meaning.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// How near in meaning words are to the sentences of each frame, by an embedding model. It only ever adds to what the
/// words themselves tell, see [Gist]. Thread-safe.
final class Likeness {
    private static final Pattern QUOTED = Pattern.compile("\"(\\w+)\"");
    /// So many ways to say a sentence tell nearly as much as all of them.
    private static final int WAYS = 4;
    /// A frame is as near as so many of its sentences are on average: one may be near by chance.
    private static final int NEAREST = 3;
    /// What has nothing to do with each other is about so near, with the model that is shipped.
    private static final double UNLIKE = 0.6;
    private static final double LIKE = 0.95;

    private final Embedding model;
    private final Map<Frame, List<float[]>> vectors = new HashMap<>();

    Likeness(Frames frames, Embedding model) {
        this.model = model;
        for (Frame frame : frames.all()) {
            if (understands(frame.language())) {
                vectors.put(frame, model.of(sentences(frame)));
            }
        }
    }

    boolean understands(String language) {
        return model.understands(Locale.forLanguageTag(language));
    }

    /// What a frame is known by: some ways to say each of its sentences, with the names of slots in place of values.
    static List<String> sentences(Frame frame) {
        List<String> sentences = new ArrayList<>();
        for (Template template : frame.templates()) {
            List<String> ways = Examples.withoutValues(template);
            int step = Math.max(1, ways.size() / WAYS);
            for (int i = 0; i < ways.size(); i += step) {
                sentences.add(QUOTED.matcher(ways.get(i)).replaceAll("$1"));
            }
        }
        return sentences;
    }

    /// 0 for what is as near as anything, 1 for what says the same.
    Map<Frame, Double> to(String words) {
        float[] said = model.of(words);
        Map<Frame, Double> likeness = new HashMap<>();
        vectors.forEach((frame, known) -> {
            double[] near = known.stream()
                    .mapToDouble(vector -> Embedding.likeness(said, vector))
                    .sorted()
                    .toArray();
            double mean = Arrays.stream(near, Math.max(0, near.length - NEAREST), near.length)
                    .average()
                    .orElse(0);
            likeness.put(frame, Math.clamp((mean - UNLIKE) / (LIKE - UNLIKE), 0, 1));
        });
        return likeness;
    }
}
