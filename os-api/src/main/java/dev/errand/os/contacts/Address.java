package dev.errand.os.contacts;

import dev.errand.os.spi.Keyed;

/// Where mail goes, as an argument: an address (`jane@example.org` or `Jane <jane@example.org>`), or a Contact, whose
/// first address is meant.
@Keyed(
        kind = "address",
        members = {"address", "email", "emails"})
public record Address(String address) {}
