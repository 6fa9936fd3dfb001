package dev.errand.os.operation;

/// A call does not fit the operation's parameters. The message names the operation, the parameter, what was found and
/// what is expected; it quotes no more of the value than its kind.
public final class InvalidArguments extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidArguments(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
