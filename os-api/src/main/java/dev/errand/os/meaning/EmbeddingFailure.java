package dev.errand.os.meaning;

/// A model could not be loaded or run. Whoever asks for meanings goes on by words then.
public final class EmbeddingFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EmbeddingFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
