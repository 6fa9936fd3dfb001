package dev.errand.os.ssh;

import java.nio.file.Path;

/// A path as people write it into a configuration, where `~/` is their home.
final class HomePath {
    private HomePath() {}

    /// @throws java.nio.file.InvalidPathException if it cannot be one
    static Path of(String text) {
        return text.startsWith("~/") ? Path.of(System.getProperty("user.home"), text.substring(2)) : Path.of(text);
    }
}
