package dev.errand.os.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// The working part of an operation. Arguments are canonical (see [Operation#bind]); failures are
/// [dev.errand.os.device.DeviceFailure]s.
/// Thread-safe.
public interface Body {
    /// Does the work. For ASK, SAY and WAIT the value is what to ask, say or wait for ([Question], text, or the time
    /// at which the wait is over); the runtime does it.
    Result perform(ObjectNode arguments, StepContext context);

    /// What is known of the result beforehand, without doing anything: members that are missing are not known. Empty
    /// if nothing is known. Only asked of effects that reach outside of [dev.errand.os.device.Storage]; the others
    /// are previewed by performing them on a copy.
    Optional<Result> preview(ObjectNode arguments, StepContext context);

    /// Whether [#preview] knows or checks anything.
    default boolean previews() {
        return false;
    }

    /// Whether [#undo] takes the effect back.
    boolean undoable();

    /// Takes back what the step did, given what it returned.
    void undo(ObjectNode arguments, Result result, StepContext context);
}
