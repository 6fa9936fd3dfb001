package dev.errand.sandbox.syntax;

/// A text is not TypeScript either; or it is TypeScript that says more than types, and then there is something to
/// say.
final class NotTypeScript extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String remedy;

    NotTypeScript(int offset) {
        this(offset, "", "");
    }

    /// @param message what is not accepted
    NotTypeScript(int offset, String message, String remedy) {
        super(message, null, false, false);
        this.offset = offset;
        this.remedy = remedy;
    }

    int offset() {
        return offset;
    }

    String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    String remedy() {
        return remedy;
    }
}
