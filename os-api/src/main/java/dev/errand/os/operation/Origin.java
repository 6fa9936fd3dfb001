package dev.errand.os.operation;

/// A provenance together with the thing it was read from, in words for a person.
///
/// @param source such as `contacts.find, step 2`, `mail from claims@insurer.example`, `the plan`
public record Origin(Provenance provenance, String source) {
    /// The less trusted of the two; of equals, this one.
    public Origin join(Origin other) {
        return provenance.compareTo(other.provenance) >= 0 ? this : other;
    }
}
