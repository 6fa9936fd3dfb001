package dev.errand.os.mail;

import dev.errand.os.device.Hash;
import dev.errand.os.device.Storage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A copy, on the device, of a draft that lies at a mail server: with it the device remembers where the words of the
/// draft
/// came from, and whether the draft is still as it was written.
///
/// @param messageId of the draft
record DraftNote(Storage storage, String messageId) {
    /// The note of a message; empty if it is none of the drafts written here.
    static Optional<DraftNote> of(Storage storage, Optional<String> messageId) {
        return messageId.map(id -> new DraftNote(storage, id)).filter(note -> storage.exists(note.place()));
    }

    void write(byte[] message) {
        storage.write(place(), message);
    }

    /// Whether a message is the draft as it was written. Line ends are the servers' affair.
    boolean isOf(byte[] message) {
        return plain(storage.read(place())).equals(plain(message));
    }

    /// Reads the note, so that what is known of where the words came from counts for whoever reads the draft.
    void open() {
        storage.read(place());
    }

    void delete() {
        storage.delete(place());
    }

    private static String plain(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .stripTrailing();
    }

    private String place() {
        return "mail-account/drafts/" + Hash.of(messageId).substring(0, 24) + ".eml";
    }
}
