package dev.errand.evaluation.crash;

/// Something that has to be in the world exactly once.
///
/// @param token found nowhere else
record Effect(Where where, String token) {
    /// A part of the world.
    enum Where {
        FILES("files"),
        LISTS("lists"),
        NOTES("notes"),
        CONTACTS("contacts"),
        /// In its iCalendar files.
        CALENDAR("calendar"),
        TRASH("trash"),
        /// At the mail server, or in the folder Sent where none is connected.
        SENT("mail/.Sent"),
        /// At the web server, which takes a post with a known `Idempotency-Key` for the same.
        POSTED("");

        final String folder;

        Where(String folder) {
            this.folder = folder;
        }
    }
}
