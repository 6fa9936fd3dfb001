package dev.errand.runtime.labels;

import dev.errand.os.operation.Origin;

/// What is known of a stored content.
///
/// @param named whether its name was chosen outside, too: then even a list that shows it shows words from outside
public record StoredLabel(Origin origin, boolean named) {
    StoredLabel join(StoredLabel other) {
        return new StoredLabel(origin.join(other.origin), named || other.named);
    }
}
