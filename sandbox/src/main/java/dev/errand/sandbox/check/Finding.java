package dev.errand.sandbox.check;

/// One thing that is wrong with a program, in words of our own: a finding never quotes data, only names that stand in
/// the
/// code and in the API, so that it may be shown to a model.
///
/// @param rule    stable identifier: `syntax`, `unknown-operation`, `arguments`, `forbidden`, `no-call`, …
/// @param line    counted from 1; 0 if it concerns the whole program
/// @param column  counted from 1; 0 if it concerns the whole line
/// @param message what is wrong and how to mend it
public record Finding(String rule, int line, int column, String message) {}
