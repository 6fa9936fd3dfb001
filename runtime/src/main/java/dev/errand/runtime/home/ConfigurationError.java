package dev.errand.runtime.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Path;

/// `config.toml` is wrong. The message names the file, the place and the fault.
public final class ConfigurationError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigurationError(String message) {
        super(message);
    }

    static ConfigurationError notUnderstood(Path file, JsonProcessingException e) {
        return new ConfigurationError("%s cannot be understood: line %d: %s. Correct it, or move it away."
                .formatted(file, e.getLocation() == null ? 0 : e.getLocation().getLineNr(), e.getOriginalMessage()));
    }

    static ConfigurationError notRead(Path file, IOException e) {
        return new ConfigurationError(
                "%s cannot be read (%s). Check that it is a text file you may read.".formatted(file, e.getMessage()));
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
