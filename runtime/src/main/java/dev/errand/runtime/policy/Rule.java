package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a person wants done about calls of one operation from now on.
///
/// @param id       names it; short enough to be typed
/// @param where    all of these must hold; at most one a parameter
/// @param until    the last day on which it is in force, in the device's zone; absent: for good
/// @param match    calls that it must cover, checked whenever it is read
/// @param notMatch calls that it must not cover
public record Rule(
        String id,
        Kind kind,
        String operation,
        List<Condition> where,
        @Nullable LocalDate until,
        Source source,
        Instant created,
        List<Example> match,
        List<Example> notMatch) {
    public Rule {
        where = List.copyOf(where);
        match = List.copyOf(match);
        notMatch = List.copyOf(notMatch);
    }

    /// Which verdict. Of several rules that cover a call deny wins over ask, and ask over allow.
    public enum Kind {
        ALLOW,
        ASK,
        DENY
    }

    /// Where a rule comes from.
    ///
    /// @param by     who made it: `terminal`, `command line`, `web`
    /// @param run    whose approval it came from; empty if it was written as a rule
    /// @param effect of that run; 0 if there is none
    public record Source(String by, String run, int effect) {
        /// Made as a rule, not out of an approval.
        public static Source written(String by) {
            return new Source(by, "", 0);
        }
    }

    /// A call to check a rule with. It brings its contacts along, so that a change of the address book cannot make a
    /// rule invalid.
    ///
    /// @param arguments canonical
    /// @param contacts  by address: what the address book said of it when the example was made
    public record Example(ObjectNode arguments, Map<String, Affiliation> contacts) {
        public Example {
            contacts = Map.copyOf(contacts);
        }
    }

    /// What an address belongs to.
    ///
    /// @param groups        categories of the contacts that have it
    /// @param organizations of the contacts that have it
    public record Affiliation(Set<String> groups, Set<String> organizations) {
        static final Affiliation NONE = new Affiliation(Set.of(), Set.of());

        public Affiliation {
            groups = Set.copyOf(groups);
            organizations = Set.copyOf(organizations);
        }
    }

    boolean isOver(LocalDate today) {
        return until != null && today.isAfter(until);
    }

    /// What the rule says, for a person.
    public String sentence() {
        return Sentence.of(this);
    }
}
