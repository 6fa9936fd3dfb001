package dev.errand.os.shell;

import dev.errand.os.files.PlaceRef;
import dev.errand.os.operation.Mark;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// Where a command runs and for how long.
public record ShellOptions(
        @Nullable @Param(value = "default: the files root", mark = Mark.TARGET)
        PlaceRef folder,

        @Nullable @Param("seconds, default 120, at most 3600")
        Integer timeout) {}
