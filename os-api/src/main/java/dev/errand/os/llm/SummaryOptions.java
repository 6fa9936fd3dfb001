package dev.errand.os.llm;

import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// How long a summary is to be.
public record SummaryOptions(
        @Nullable @Param("at most; default 3") Integer sentences) {}
