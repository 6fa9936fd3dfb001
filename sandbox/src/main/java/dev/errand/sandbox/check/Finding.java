package dev.errand.sandbox.check;

import java.util.Objects;

/// One thing that is wrong with a program, in words of our own: a finding never quotes data, only names that stand in
/// the code and in the API, so that it may be shown to a model.
///
/// @param rule    stable identifier: `syntax`, `unknown-operation`, `arguments`, `forbidden`, `no-call`, …
/// @param line    counted from 1; 0 if it concerns the whole program
/// @param column  counted from 1; 0 if it concerns the whole line
/// @param message what is wrong
/// @param remedy  how to mend it; empty if that cannot be told, and in what was recorded before there were remedies
public record Finding(String rule, int line, int column, String message, String remedy) {
    public Finding {
        remedy = Objects.requireNonNullElse(remedy, "");
    }

    /// What is wrong and how to mend it, to be read in one go.
    public String sentence() {
        if (remedy.isEmpty()) {
            return message;
        }
        boolean isEnded = message.endsWith(".") || message.endsWith("!") || message.endsWith("?");
        return message + (isEnded ? " " : ". ") + Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1);
    }
}
