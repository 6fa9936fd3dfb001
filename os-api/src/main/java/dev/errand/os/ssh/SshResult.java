package dev.errand.os.ssh;

import dev.errand.os.command.CapturedOutput;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// What became of a command. All but the account is the other machine's word and stays closed until it is read.
public record SshResult(
        @Param("user@host:port") String account,

        @Content @Nullable @Param("0 = fine") Integer exitCode,
        @Content @Nullable String stdout,
        @Content @Nullable String stderr,

        @Content @Nullable @Param("whether the middle of a long output was left out")
        Boolean truncated) {
    /// Of a command that has not run yet.
    static SshResult unknown(Account account) {
        return new SshResult(account.toString(), null, null, null, null);
    }

    static SshResult of(Account account, int exitCode, CapturedOutput out, CapturedOutput err) {
        return new SshResult(account.toString(), exitCode, out.text(), err.text(), out.isCut() || err.isCut());
    }
}
