package dev.errand.os.operation;

import java.util.List;
import java.util.Optional;

/// The type of a parameter, a field or a result. Declarations, argument checks and documentation come from it.
public sealed interface Shape {
    record Text() implements Shape {}

    record Whole() implements Shape {}

    record Decimal() implements Shape {}

    record Truth() implements Shape {}

    /// A point in time as ISO 8601 text; without an offset it is meant in the device's zone.
    record Time() implements Shape {}

    /// One of a few words.
    record Choice(List<String> values) implements Shape {
        public Choice {
            values = List.copyOf(values);
        }
    }

    /// Names a thing of the device: its key as text, or any object that has the key as a member, such as a File where a
    /// path is wanted. The canonical argument is the key.
    ///
    /// @param kind   what it names: `path`, `address`, `mail`, `contact`, `track`, …
    /// @param member the members that may hold the key, first match wins; a list there counts by its first element
    record Reference(String kind, List<String> member) implements Shape {
        public Reference {
            member = List.copyOf(member);
        }
    }

    /// A list; as an argument a single element counts as a list of one.
    record ListOf(Shape element) implements Shape {}

    /// An object with named fields; the name is that of its declared type.
    record Structure(String name, List<Field> fields) implements Shape {
        public Structure {
            fields = List.copyOf(fields);
        }

        Optional<Field> field(String fieldName) {
            return fields.stream().filter(f -> f.name().equals(fieldName)).findFirst();
        }
    }

    /// Any JSON value.
    record Any() implements Shape {}

    /// No value.
    record Nothing() implements Shape {}

    /// @param content whether the field holds content that stays closed until it is read
    /// @param mark    in a result `DESTINATION` says: this is where it went, or will go
    record Field(String name, Shape shape, boolean optional, boolean content, Mark mark, String description) {
        public Field(String name, Shape shape, boolean optional, boolean content, String description) {
            this(name, shape, optional, content, Mark.PLAIN, description);
        }
    }
}
