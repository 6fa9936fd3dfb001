package dev.errand.sandbox;

/// The one port through which guest code reaches the host. Called on the thread that executes the program.
public interface Calls {
    /// Answers an operation call. The arguments are plain data that no guest code can change any more.
    Answer call(Call call);

    /// Answers the reading of a closed field. Asked at most once for each field; the value is then the guest's.
    Answer open(ClosedField field);
}
