package dev.errand.os.operation;

/// Whether a person may have calls of an operation allowed for good ("always allow").
public enum Remember {
    /// As its class says: what removes something for good or spends money never; a command only by its parsed words.
    BY_CLASS,
    /// Never: each call is to be looked at.
    NEVER
}
