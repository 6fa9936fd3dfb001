package dev.errand.os.operation;

import java.util.Optional;

/// What a call does besides if it gives a certain parameter.
///
/// @param effect   its class for that
/// @param recovery how its step is settled then, where that is another way than without
public record Raise(EffectClass effect, Optional<Recovery> recovery) {}
