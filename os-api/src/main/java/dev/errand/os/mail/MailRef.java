package dev.errand.os.mail;

import dev.errand.os.spi.Keyed;

/// A mail as an argument: its id, or a Mail that was found.
@Keyed(kind = "mail", members = "id")
public record MailRef(String id) {}
