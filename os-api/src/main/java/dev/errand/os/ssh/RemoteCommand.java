package dev.errand.os.ssh;

import dev.errand.os.operation.Mark;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// What is to run where. Port and user choose among configured accounts and reach nothing else.
public record RemoteCommand(
        @Param(value = "a configured account, or its host", mark = Mark.DESTINATION)
        String host,

        @Nullable Integer port,
        @Nullable String user,
        @Param(mark = Mark.COMMAND) String command,

        @Nullable @Param("seconds, default 120, at most 3600")
        Integer timeout) {}
