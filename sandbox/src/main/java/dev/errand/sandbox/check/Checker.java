package dev.errand.sandbox.check;

import dev.errand.sandbox.Language;
import java.util.Collection;

/// Parses a program and compares it with the operations there are. Runs nothing. Thread-safe.
public interface Checker {
    Inspection inspect(Language language, String code, Collection<Signature> operations);
}
