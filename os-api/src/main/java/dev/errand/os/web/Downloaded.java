package dev.errand.os.web;

import dev.errand.os.spi.Param;

/// A file that was downloaded.
public record Downloaded(
        String path,
        @Param("in bytes") long size,
        @Param("as the server says") String type,
        @Param("of its content") String sha256) {}
