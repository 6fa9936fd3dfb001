package dev.errand.runtime.author;

/// A skill cannot be made, compiled or installed as it is. The message is for its author: what was found, where, and
/// what to do.
public final class AuthorTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AuthorTrouble(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
