package dev.errand.os.media;

import dev.errand.os.spi.Keyed;

/// A track as an argument: its path, a Track that was found, or its exact title.
@Keyed(kind = "track", members = "path")
public record TrackRef(String path) {}
