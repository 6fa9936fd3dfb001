package dev.errand.sandbox;

/// An error that guest code let go, as plain data: no Java names, no host stack.
///
/// @param name       the error's kind as the guest sees it (`TypeError`, `Denied`, …)
/// @param line       where in the program's code it arose, counted from 1; 0 if unknown
/// @param failedCall number of the call whose [Answer.Failure] this is, 0 if the guest's own
public record GuestError(String name, String message, int line, int column, int failedCall) {}
