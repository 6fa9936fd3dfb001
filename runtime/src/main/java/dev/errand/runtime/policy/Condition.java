package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/// What a rule demands of one parameter. Typed: nothing here is a pattern over text.
///
/// Where a parameter takes a list, a rule that allows wants the condition of every element, one that asks or denies of
/// any ([Fits] has the details). A parameter that is absent fits [Absent] and [Anything] only.
public sealed interface Condition {
    String parameter();

    /// This value; of a list given as such, exactly these elements in any order.
    record Is(String parameter, JsonNode value) implements Condition {}

    record OneOf(String parameter, List<JsonNode> values) implements Condition {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /// Any value, or none: the parameter was thought of and does not matter.
    record Anything(String parameter) implements Condition {}

    record Absent(String parameter) implements Condition {}

    /// The address of a contact with this category.
    record InGroup(String parameter, String group) implements Condition {}

    /// The address of a contact with this organisation.
    record OfOrganization(String parameter, String organization) implements Condition {}

    /// A mail address at this domain, or a web address at this host. A rule that asks or denies covers what lies below
    /// the domain as well.
    record AtDomain(String parameter, String domain) implements Condition {}

    /// A path in this folder or in one below it.
    record Under(String parameter, String folder) implements Condition {}

    record AtMost(String parameter, BigDecimal number) implements Condition {}

    /// A command of exactly these words.
    record CommandIs(String parameter, List<String> words) implements Condition {
        public CommandIs {
            words = List.copyOf(words);
        }
    }

    /// A command whose first words are these.
    record CommandBegins(String parameter, List<String> words) implements Condition {
        public CommandBegins {
            words = List.copyOf(words);
        }
    }
}
