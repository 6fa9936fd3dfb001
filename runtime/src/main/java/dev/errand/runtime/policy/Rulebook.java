package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Operation;
import dev.errand.runtime.policy.Rule.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The rules of a device as they were when they were read. Immutable.
///
/// @param rules    that are valid
/// @param problems with others; as long as there is one, nothing is allowed by rule, and what a broken rule may have
///                 been meant to stop is asked
public record Rulebook(List<Rule> rules, List<Problem> problems) {
    public static final Rulebook EMPTY = new Rulebook(List.of(), List.of());

    public Rulebook {
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }

    /// Something in the rules file that is no rule.
    ///
    /// @param id        of the broken rule; empty if it has none, or the whole file cannot be read
    /// @param operation that it may be meant for; empty: any
    /// @param mayStop   whether it may be meant to ask or deny
    public record Problem(String id, String message, String operation, boolean mayStop) {
        boolean mayStop(Operation other) {
            return mayStop && (operation.isEmpty() || operation.equals(other.qualifiedName()));
        }

        /// For a person.
        public String words() {
            return (id.isEmpty() ? "The rules file: " : "Rule " + id + ": ") + message;
        }
    }

    /// A rule that has something to say about a call.
    record Found(Rule rule, Fit fit) {}

    /// The first rule of a kind that covers the call, else the first of which that cannot be told.
    Optional<Found> find(Kind kind, Operation operation, ObjectNode arguments, People people, LocalDate today) {
        List<Found> found = rules.stream()
                .filter(rule -> rule.kind() == kind
                        && !rule.isOver(today)
                        && rule.operation().equals(operation.qualifiedName()))
                .map(rule -> new Found(rule, Fits.of(rule, operation, arguments, people)))
                .filter(f -> f.fit() != Fit.NO)
                .toList();
        return found.stream()
                .filter(f -> f.fit() == Fit.YES)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    /// A rule by its id.
    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
