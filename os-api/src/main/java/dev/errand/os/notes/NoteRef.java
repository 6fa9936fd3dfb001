package dev.errand.os.notes;

import dev.errand.os.spi.Keyed;

/// A note as an argument: its id or its title, or a Note that was found.
@Keyed(kind = "note", members = "id")
public record NoteRef(String id) {}
