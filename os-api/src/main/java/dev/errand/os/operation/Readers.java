package dev.errand.os.operation;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who may know a value. The person always may; what others there are is a set of principals: addresses, hosts, names
/// of
/// services, in lower case and without display names ([#principal]).
///
/// Readers only ever become fewer: what is made of two values may be known by those who may know both ([#meet]).
public sealed interface Readers {
    /// Whoever it may be: a page that anybody can fetch, the text of the plan.
    record Everybody() implements Readers {}

    /// The person and these.
    record Only(Set<String> others) implements Readers {
        public Only {
            others = Set.copyOf(others);
        }
    }

    /// `Jane Roe <Jane@Example.org>`
    Pattern NAMED = Pattern.compile("[^<>]*<([^<>]*)>\\s*");

    static Readers everybody() {
        return new Everybody();
    }

    /// The person alone.
    static Readers person() {
        return new Only(Set.of());
    }

    /// The person and whoever has one of these addresses, written in any way.
    static Readers of(Collection<String> addresses) {
        Set<String> principals = new TreeSet<>();
        addresses.stream().map(Readers::principal).filter(p -> !p.isEmpty()).forEach(principals::add);
        return new Only(principals);
    }

    /// An address in the one way in which addresses are compared.
    static String principal(String address) {
        Matcher named = NAMED.matcher(address);
        return (named.matches() ? named.group(1) : address).strip().toLowerCase(Locale.ROOT);
    }

    /// Those who are among both.
    default Readers meet(Readers other) {
        return switch (this) {
            case Everybody _ -> other;
            case Only(Set<String> mine) ->
                switch (other) {
                    case Everybody _ -> this;
                    case Only(Set<String> theirs) -> {
                        Set<String> both = new TreeSet<>(mine);
                        both.retainAll(theirs);
                        yield new Only(both);
                    }
                };
        };
    }

    /// Whether somebody may know the value.
    default boolean include(String principal) {
        return switch (this) {
            case Everybody _ -> true;
            case Only(Set<String> others) -> others.contains(principal(principal));
        };
    }

    default boolean isEverybody() {
        return this instanceof Everybody;
    }
}
