package dev.errand.os.contacts;

import dev.errand.os.spi.Keyed;

/// A contact as an argument: its id, or a Contact that was found.
@Keyed(kind = "contact", members = "id")
public record ContactRef(String id) {}
