package dev.errand.os.home;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.spi.Param;

/// What became of a device.
///
/// @param earlier all that is needed to bring the earlier state back
public record Changed(
        String id,
        String name,
        String property,
        JsonNode before,
        JsonNode after,
        @Param("for undo") JsonNode earlier) {}
