package dev.errand.os.spi;

import dev.errand.os.operation.Readers;

/// Who may know what an operation returns, unless its records say better themselves ([Sourced]).
public enum Audience {
    /// The person alone.
    PERSON,
    /// Whoever asks gets the same answer, such as a page that needs no password.
    EVERYBODY;

    Readers readers() {
        return switch (this) {
            case PERSON -> Readers.person();
            case EVERYBODY -> Readers.everybody();
        };
    }
}
