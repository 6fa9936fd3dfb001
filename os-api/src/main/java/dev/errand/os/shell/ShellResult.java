package dev.errand.os.shell;

import dev.errand.os.command.CapturedOutput;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// What became of a command. All but where it ran is the command's word and stays closed until it is read.
public record ShellResult(
        @Param("where it ran") String directory,

        @Content @Nullable @Param("0 = fine") Integer exitCode,
        @Content @Nullable String stdout,
        @Content @Nullable String stderr,

        @Content @Nullable @Param("whether the middle of a long output was left out")
        Boolean truncated) {
    /// Of a command that has not run yet.
    static ShellResult unknown(String directory) {
        return new ShellResult(directory, null, null, null, null);
    }

    static ShellResult of(String directory, int exitCode, CapturedOutput out, CapturedOutput err) {
        return new ShellResult(directory, exitCode, out.text(), err.text(), out.isCut() || err.isCut());
    }
}
