package dev.errand.os.operation;

/// Where a value came from, most trusted first.
public enum Provenance {
    /// A literal of the plan.
    CODE,
    /// Typed or answered by the person.
    USER,
    /// The person's own data.
    OWNED,
    /// Written or chosen by somebody else: mail received, web pages, invitations, and all that is derived from them.
    OUTSIDE;

    /// The less trusted of the two.
    public Provenance join(Provenance other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
