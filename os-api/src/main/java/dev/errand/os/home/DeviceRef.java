package dev.errand.os.home;

import dev.errand.os.spi.Keyed;

/// A device as an argument: a Device that was found, its id, or its name.
@Keyed(kind = "device", members = "id")
public record DeviceRef(String id) {}
