package dev.errand.os.home;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.spi.Param;
import org.jspecify.annotations.Nullable;

/// Something at home that can be looked at or controlled.
public record Device(
        @Param("such as light.kitchen") String id,
        String name,

        @Param("light, switch, climate, cover, lock, sensor, …")
        String kind,

        @Nullable String area,
        @Param("on, off, locked, 21.5, …") String state,

        @Param("those that home.set takes, with their values")
        JsonNode properties,

        @Nullable @Param("how well it fits, 0 to 1; only from devices")
        Double score) {}
