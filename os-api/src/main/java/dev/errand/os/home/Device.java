package dev.errand.os.home;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// Something at home that can be looked at or controlled.
///
/// @param kind  as Home Assistant names it: light, switch, climate, cover, lock, sensor, …
/// @param state on, off, locked, 21.5, …
/// @param score how well it fits
public record Device(
        @Param("such as light.kitchen") String id,
        String name,
        String kind,
        @Nullable String area,
        String state,

        @Param("those that home.set takes, with their values")
        JsonNode properties,

        @Nullable @Param("0 to 1; from devices alone") Double score) {}
