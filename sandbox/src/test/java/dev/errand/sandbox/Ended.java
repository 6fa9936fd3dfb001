package dev.errand.sandbox;

import java.util.List;
import java.util.stream.Stream;

/// Endings in the words of [HostileProgram].
final class Ended {
    private Ended() {}

    /// A limit of time may come before any other one: on a busy machine everything takes long.
    static List<String> expected(String must) {
        List<String> named = List.of(must.split(" or "));
        return named.stream().anyMatch(ending -> ending.startsWith("reach "))
                ? Stream.concat(named.stream(), Stream.of("reach WALL_TIME")).toList()
                : named;
    }

    static String describe(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Completed completed -> "complete " + completed.result();
            case Outcome.Threw threw -> "throw " + threw.error().name();
            case Outcome.Stopped _ -> "stop";
            case Outcome.LimitReached reached -> "reach " + reached.limit();
        };
    }
}
