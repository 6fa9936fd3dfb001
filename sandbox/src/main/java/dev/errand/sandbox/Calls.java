package dev.errand.sandbox;

/// The one port through which guest code reaches the host.
///
/// Called on the thread that called [Sandbox#execute], never on the guest's: the guest decides how deep its own stack
/// is,
/// and a host that ran out of stack in the middle of its work could be left half done. What an implementation throws
/// ends
/// the execution, uncatchably for the guest, and comes out of `execute` unchanged.
public interface Calls {
    /// Answers an operation call. The arguments are plain data that no guest code can change any more.
    Answer call(Call call);

    /// Answers the reading of a closed field. Asked at most once for each field; the value is then the guest's.
    Answer open(ClosedField field);
}
