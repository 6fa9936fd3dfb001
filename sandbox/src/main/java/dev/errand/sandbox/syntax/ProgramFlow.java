package dev.errand.sandbox.syntax;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a program's values and decisions depend on, as far as its text tells: which calls there are, which variables
/// are made of what, and under which conditions each place is reached.
///
/// A static approximation that errs on the side of too much: it knows variables by name and scope, not by path, and
/// takes an object or list to be made of everything that was ever put into it. Immutable plain data; lines count
/// from 1, offsets from 0.
///
/// @param calls       every call of a member of a name that the program does not declare, such as `mail.send(…)`
/// @param definitions in the order of the text
/// @param guards      what decides whether places are reached, by [Guard#id]
/// @param accesses    every place at which a member is read, called or iterated over
/// @param points      statements, outer before inner
public record ProgramFlow(
        List<CallSite> calls,
        List<Definition> definitions,
        List<Guard> guards,
        List<Access> accesses,
        List<Point> points) {
    public ProgramFlow {
        calls = List.copyOf(calls);
        definitions = List.copyOf(definitions);
        guards = List.copyOf(guards);
        accesses = List.copyOf(accesses);
        points = List.copyOf(points);
    }

    /// Nothing is known of a program that cannot be read.
    public static final ProgramFlow UNKNOWN = new ProgramFlow(List.of(), List.of(), List.of(), List.of(), List.of());

    /// The flow of a JavaScript program.
    public static ProgramFlow of(String code) {
        return switch (JavaScriptReader.read(code)) {
            case Reading.Script script -> new FlowReader(new Lines(code)).read(script.tree());
            case Reading.Broken _ -> UNKNOWN;
        };
    }

    /// What an expression is made of.
    ///
    /// @param variables keys of variables; equal names in different scopes have different keys
    /// @param calls     indexes of call sites whose results go into it
    /// @param members   names of the members that it reads, an index as its digits
    public record Uses(Set<String> variables, Set<Integer> calls, Set<String> members) {
        public static final Uses NOTHING = new Uses(Set.of(), Set.of(), Set.of());

        public Uses {
            variables = Set.copyOf(variables);
            calls = Set.copyOf(calls);
            members = Set.copyOf(members);
        }

        /// Whether it is made of nothing but what stands there.
        public boolean isLiteral() {
            return variables.isEmpty() && calls.isEmpty();
        }
    }

    /// @param arguments what each argument is made of: by position from `0`, members of object arguments by their
    ///                  name
    /// @param guards    ids of what decides whether it is reached, outermost first
    public record CallSite(
            String operation, int line, int lastLine, int offset, Map<String, Uses> arguments, List<Integer> guards) {
        public CallSite {
            arguments = Map.copyOf(arguments);
            guards = List.copyOf(guards);
        }
    }

    /// @param whole whether the variable holds nothing else afterwards; not so where something is put into it
    public record Definition(String variable, Uses from, boolean whole, int offset, List<Integer> guards) {
        public Definition {
            guards = List.copyOf(guards);
        }
    }

    /// Why a place may be reached or not, or more than once.
    public enum GuardKind {
        CONDITION,
        LOOP,
        /// Only if something in the `try` before it failed.
        CATCH,
        /// The body of a function that is declared, or handed to a method such as `map`.
        FUNCTION
    }

    /// @param test  what decides
    /// @param tried call sites whose failure leads here; only of [GuardKind#CATCH]
    public record Guard(int id, GuardKind kind, int line, Uses test, Set<Integer> tried) {
        public Guard {
            tried = Set.copyOf(tried);
        }
    }

    /// @param member what is read or called, empty if that is not written down; `[]` where something is iterated over
    /// @param base   of which it is
    public record Access(String member, Uses base, int line, int offset) {}

    /// What kind of statement a [Point] is.
    public enum PointKind {
        RETURN,
        THROW,
        OTHER
    }

    /// A statement that ends on `lastLine`.
    public record Point(PointKind kind, Uses uses, int line, int lastLine, int offset, List<Integer> guards) {
        public Point {
            guards = List.copyOf(guards);
        }
    }
}
