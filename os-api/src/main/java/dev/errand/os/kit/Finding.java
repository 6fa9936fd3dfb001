package dev.errand.os.kit;

/// Something about a skill that its author should know.
///
/// @param operation the operation's full name, or the skill's where it is about the whole
/// @param what      what was done and what was found, in a sentence
/// @param remedy    what to change
public record Finding(Severity severity, String operation, String what, String remedy) {
    /// How bad it is.
    public enum Severity {
        /// The skill breaks what the device promises to its person.
        ERROR,
        /// Allowed, but it costs the person something, such as a question each time.
        WARNING
    }

    /// An error.
    public static Finding error(String operation, String what, String remedy) {
        return new Finding(Severity.ERROR, operation, what, remedy);
    }

    /// A warning.
    public static Finding warning(String operation, String what, String remedy) {
        return new Finding(Severity.WARNING, operation, what, remedy);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
