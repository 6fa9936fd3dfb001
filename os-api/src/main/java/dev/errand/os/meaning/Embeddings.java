package dev.errand.os.meaning;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The model of this installation. It is loaded when it is first asked for, once a process, and stays until that
/// ends. Thread-safe.
public final class Embeddings {
    private static final String CLASS = "dev.errand.os.meaning.onnx.OnnxEmbedding";
    private static @Nullable Embedding loaded;
    private static @Nullable String trouble;

    /// Looked for once, by whoever asks first.
    private static final class Jars {
        static final Optional<ModelJars> HERE = ModelJars.here();
    }

    private Embeddings() {}

    /// Which model is installed, without loading it; empty if none is.
    public static Optional<String> model() {
        return Jars.HERE.map(ModelJars::name);
    }

    /// The model, loaded: the first call of a process takes about a second and 200 MB. Empty where none is installed,
    /// and where it cannot be loaded, which is tried once.
    public static synchronized Optional<Embedding> installed() {
        if (loaded == null && trouble == null) {
            Jars.HERE.ifPresent(Embeddings::load);
        }
        return Optional.ofNullable(loaded);
    }

    /// Why an installed model could not be loaded, in a sentence, if that was tried.
    public static synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /// Works out what texts mean, which may depend on the model, and keeps it beside the model, for all later
    /// processes. Nothing happens where no model is installed.
    ///
    /// @throws EmbeddingFailure if the model cannot be loaded or the file cannot be written
    public static void keep(Function<Embedding, List<String>> texts) {
        Jars.HERE.ifPresent(jars -> {
            Embedding model = open(jars);
            KeptVectors.write(jars.vectors(), model, texts.apply(model));
        });
    }

    private static void load(ModelJars jars) {
        try {
            loaded = KeptVectors.over(open(jars), jars.vectors());
        } catch (EmbeddingFailure e) {
            trouble = String.valueOf(e.getMessage());
            System.getLogger(Embeddings.class.getName())
                    .log(System.Logger.Level.DEBUG, "Nothing is found by meaning in this process", e);
        }
    }

    /// Loads a model of its own.
    ///
    /// @throws EmbeddingFailure if it cannot be loaded
    static Embedding open(ModelJars jars) {
        try {
            // Never closed: what runs the model loads further classes when something goes wrong.
            @SuppressWarnings("resource")
            ModelClasses classes = new ModelClasses(jars);
            return (Embedding)
                    classes.loadClass(CLASS).getConstructor(String.class).newInstance(jars.name());
        } catch (IOException | ReflectiveOperationException | LinkageError e) {
            Throwable cause = e.getCause() instanceof EmbeddingFailure inner ? inner : e;
            throw new EmbeddingFailure(
                    "The model " + jars.name() + " could not be loaded: " + cause.getMessage(), cause);
        }
    }
}
