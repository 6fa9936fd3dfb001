package dev.errand.os.mail;

import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;

/// A file that came with a mail. Name and type are what the sender says they are.
public record Attachment(
        @Content String name,
        @Param("in bytes; at a mail server about so many") long size,
        @Content @Param("such as application/pdf") String type) {}
