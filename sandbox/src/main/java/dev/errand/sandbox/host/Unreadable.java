package dev.errand.sandbox.host;

import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.syntax.Lines;
import dev.errand.sandbox.syntax.Reading;

/// What comes of a program that cannot be read: the error that executing it would be.
final class Unreadable {
    private Unreadable() {}

    static Outcome outcome(String code, Reading.Broken broken) {
        return Wire.threw("SyntaxError", broken.message(), new Lines(code).at(broken.offset()));
    }
}
