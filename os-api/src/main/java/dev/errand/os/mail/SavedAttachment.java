package dev.errand.os.mail;

import dev.errand.os.spi.Param;

/// An attachment that is a file now.
public record SavedAttachment(
        String path, String name, @Param("in bytes") long size) {}
