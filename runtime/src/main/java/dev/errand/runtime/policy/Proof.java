package dev.errand.runtime.policy;

import java.util.Set;

/// What was proven about a call by reading the code ([dev.errand.sandbox.check.SettledCall]).
///
/// @param reached    whether the code comes to the call whatever it has read
/// @param parameters whose arguments nothing else that the code has read decides
public record Proof(boolean reached, Set<String> parameters) {
    /// Nothing was proven.
    public static final Proof NONE = new Proof(false, Set.of());

    public Proof {
        parameters = Set.copyOf(parameters);
    }

    boolean settles(String parameter) {
        return reached && parameters.contains(parameter);
    }
}
