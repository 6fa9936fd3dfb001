package dev.errand.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// One operation call as the guest made it.
///
/// @param number     1 for the first call of an execution, then 2, 3, …
/// @param positional arguments by position; `named` holds Python's keyword arguments and is empty for JavaScript
/// @param closed     fields inside the arguments that the guest passes on without having read them; in `positional` and
///                   `named` their places hold `null`. Pointers start at an object `{"positional": …, "named": …}`
/// @param line       where in the program's code the call stands, counted from 1; 0 if unknown
public record Call(
        int number, String operation, ArrayNode positional, ObjectNode named, Closed closed, int line, int column) {}
