package dev.errand.web.http;

/// What came of what somebody gave to be let in.
public sealed interface Admission {
    /// It was right.
    record Granted() implements Admission {}

    /// It was wrong.
    record Wrong() implements Admission {}

    /// It was not looked at, since too much was wrong before.
    record Later(long seconds) implements Admission {}
}
