package dev.errand.os.operation;

/// What a parameter means for safety. Policy looks at marks and provenance, never at operation names.
public enum Mark {
    /// Neither chooses nor carries anything that matters.
    PLAIN,
    /// Who receives, or where something goes.
    DESTINATION,
    /// What is changed.
    TARGET,
    /// What is put there, said or sent.
    CONTENT,
    /// What is executed.
    COMMAND
}
