package dev.errand.intents.offline;

import java.util.List;

/// A parameter's argument in the code.
///
/// @param code  the expression that is passed
/// @param words how the argument reads in a sentence
record Filled(String code, List<Js.Part> words) {
    static Filled text(String text) {
        return new Filled(Js.text(text), List.of(new Js.Fixed(text)));
    }

    static Filled code(String expression) {
        return new Filled(expression, List.of(new Js.Code(expression)));
    }
}
