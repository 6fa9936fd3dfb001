package dev.errand.os.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.operation.Mark;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// How a page is asked for.
public record WebOptions(
        @Nullable @Param(value = "name → text; no cookies and no authorization", mark = Mark.CONTENT)
        JsonNode headers) {}
