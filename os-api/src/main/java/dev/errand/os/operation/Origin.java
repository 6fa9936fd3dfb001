package dev.errand.os.operation;

/// The label of a value: how far it can be trusted, the thing it was read from in words for a person, and who may know
/// it.
///
/// @param source  such as `contacts.find “Jane”`, `mail from claims@insurer.example`, `the plan`
/// @param readers who may know it beside the person
public record Origin(Provenance provenance, String source, Readers readers) {
    /// With the readers that are usual for a provenance: the plan is no secret, and what the person typed for a run was
    /// typed to be used by it; anything that was read is for the person alone until somebody says otherwise.
    public Origin(Provenance provenance, String source) {
        this(provenance, source, usualReaders(provenance));
    }

    public static Readers usualReaders(Provenance provenance) {
        return switch (provenance) {
            case CODE, USER -> Readers.everybody();
            case OWNED, OUTSIDE -> Readers.person();
        };
    }

    /// The less trusted of the two, of equals this one, for those who may know both.
    public Origin join(Origin other) {
        Origin least = provenance.compareTo(other.provenance) >= 0 ? this : other;
        return new Origin(least.provenance, least.source, readers.meet(other.readers));
    }
}
