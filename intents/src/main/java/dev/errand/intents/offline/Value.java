package dev.errand.intents.offline;

import java.util.List;

/// What a slot was filled with.
sealed interface Value {
    /// Words to be used as they are.
    record Text(String text) implements Value {}

    record Numeral(double number) implements Value {}

    record Truth(boolean truth) implements Value {}

    /// A thing of the device, to be looked up.
    ///
    /// @param kind   the kind of its reference
    /// @param phrase what it is called, without articles
    record Lookup(String kind, String phrase) implements Value {}

    record Several(List<Value> values) implements Value {
        public Several {
            values = List.copyOf(values);
        }
    }

    /// `it`, `her`, … : something an earlier step is about.
    record Pronoun(String word) implements Value {}

    /// What an earlier step resulted in.
    record Earlier(int step) implements Value {}
}
