package dev.errand.intents;

import dev.errand.os.device.Model;

/// A model whose requests can be held against an allowance: each is allowed before it is made, cut off where its
/// answer outgrows what there is room for, and counted once, whatever comes of it. Thread-safe.
public interface MeteredModel extends Model {
    /// The same model, which takes from an allowance. For the thread that the allowance is for; what it completes may
    /// throw [OutOfAllowance].
    Model within(Allowance allowance);

    /// There was no room for a request. It goes through the code that asked to whoever gave the allowance.
    final class OutOfAllowance extends IllegalStateException {
        private static final long serialVersionUID = 1;

        public OutOfAllowance(Allowance.Exhausted cause) {
            super(cause.getMessage(), cause);
        }
    }
}
