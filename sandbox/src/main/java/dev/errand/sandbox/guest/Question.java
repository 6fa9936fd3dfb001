package dev.errand.sandbox.guest;

/// What guest code asks the host, as the prelude wrote it.
///
/// @param subject a call's operation; the number of the call whose closed field is opened
/// @param text    a call's positional arguments as JSON; the pointer of the field
/// @param named   a call's arguments by name as JSON; empty if it has none
/// @param places  the closed fields inside the arguments, as JSON; empty if there are none
/// @param offset  where in the guest's source the question stands, counted from 0 in characters; -1 if unknown
public record Question(Kind kind, String subject, String text, String named, String places, int offset) {
    public enum Kind {
        CALL,
        OPEN
    }
}
