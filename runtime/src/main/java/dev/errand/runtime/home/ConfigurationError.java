package dev.errand.runtime.home;

/// `config.toml` is wrong. The message names the file, the place and the fault.
public final class ConfigurationError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigurationError(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
