package dev.errand.sandbox.syntax;

/// A place in a text as people count: the first character stands at line 1, column 1.
public record Position(int line, int column) {
    public static final Position UNKNOWN = new Position(0, 0);
}
