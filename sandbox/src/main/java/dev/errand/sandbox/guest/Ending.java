package dev.errand.sandbox.guest;

import dev.errand.sandbox.Limit;

/// How the guest ended, told without judging it.
public sealed interface Ending {
    /// The program ran to its end or threw; the prelude says which.
    ///
    /// @param text   what the prelude reports, as JSON
    /// @param offset where in the source a thrown error arose; -1 if unknown
    record Reported(String text, int offset) implements Ending {}

    record Reached(Limit limit) implements Ending {}

    /// The engine cannot read the program.
    record Unreadable(int offset) implements Ending {}

    /// The host gave no answer, or cancelled.
    record Stopped() implements Ending {}

    /// The engine itself failed.
    record Broken() implements Ending {}
}
