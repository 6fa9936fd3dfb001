package dev.errand.runtime.cli;

import java.util.List;

/// Contributes subcommands to the command line; found through
/// `META-INF/services/dev.errand.runtime.cli.CommandProvider`.
public interface CommandProvider {
    /// Objects annotated for picocli, one a command.
    List<Object> commands();
}
