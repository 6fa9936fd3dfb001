package dev.errand.os.device;

import java.util.Optional;

/// One change that a step makes to the device's data. Hashes are SHA-256 in hex over the content.
///
/// A change is done when the world looks as after it, undone when the world looks as before it, and in conflict
/// otherwise; [Changes] decides that, completes and reverts.
public sealed interface Change {
    String path();

    /// A file was created (no `before`) or replaced.
    record Written(String path, Optional<String> before, String after) implements Change {}

    /// A file was moved; its content is unchanged.
    record Moved(String from, String path, String hash) implements Change {}

    record Deleted(String path, String before) implements Change {}

    record FolderMade(String path) implements Change {}

    record FolderRemoved(String path) implements Change {}
}
