package dev.errand.os.meaning;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// A model together with what some texts are known to mean to it, so that they need not be worked out again.
///
/// The file: a line with the model and its dimensions, then for each text 128 bits of a digest and its vector.
final class KeptVectors implements Embedding {
    private static final String FORMAT = "errand vectors 1 ";

    private final Embedding model;
    private final Map<UUID, float[]> known;

    private KeptVectors(Embedding model, Map<UUID, float[]> known) {
        this.model = model;
        this.known = known;
    }

    /// The model alone if there is no such file, or if it is another model's or damaged: it only saves time.
    static Embedding over(Embedding model, Path file) {
        if (!Files.isReadable(file)) {
            return model;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (!in.readUTF().equals(head(model))) {
                return model;
            }
            int count = in.readInt();
            Map<UUID, float[]> known = new HashMap<>();
            for (int i = 0; i < count; i++) {
                UUID text = new UUID(in.readLong(), in.readLong());
                float[] vector = new float[model.dimensions()];
                for (int d = 0; d < vector.length; d++) {
                    vector[d] = in.readFloat();
                }
                known.put(text, vector);
            }
            return new KeptVectors(model, known);
        } catch (IOException _) {
            return model;
        }
    }

    /// @throws EmbeddingFailure if it cannot be written; a file that was there before stays then
    static void write(Path file, Embedding model, List<String> texts) {
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream to = Files.newOutputStream(draft);
                    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to))) {
                List<String> each = texts.stream().distinct().toList();
                out.writeUTF(head(model));
                out.writeInt(each.size());
                for (String text : each) {
                    UUID digest = digest(text);
                    out.writeLong(digest.getMostSignificantBits());
                    out.writeLong(digest.getLeastSignificantBits());
                    for (float value : model.of(text)) {
                        out.writeFloat(value);
                    }
                }
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EmbeddingFailure("What the sentences mean could not be kept in " + file + ".", e);
        }
    }

    private static String head(Embedding model) {
        return FORMAT + model.model() + " " + model.dimensions();
    }

    private static UUID digest(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public float[] of(String text) {
        float[] vector = known.get(digest(text));
        return vector == null ? model.of(text) : Arrays.copyOf(vector, vector.length);
    }

    @Override
    public String model() {
        return model.model();
    }

    @Override
    public int dimensions() {
        return model.dimensions();
    }

    @Override
    public boolean understands(Locale language) {
        return model.understands(language);
    }

    @Override
    public int mostWords() {
        return model.mostWords();
    }

    @Override
    public float[] ofQuestion(String question) {
        return model.ofQuestion(question);
    }
}
