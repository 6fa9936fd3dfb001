package dev.errand.os.operation;

import java.util.List;

/// What an ASK operation wants to know.
///
/// @param choices the answers to choose from, empty for free text; `yes` and `no` for a confirmation
/// @param confirm whether the result is a truth value rather than the chosen text
public record Question(String text, List<String> choices, boolean confirm) {
    public Question {
        choices = List.copyOf(choices);
    }
}
