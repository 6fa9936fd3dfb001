package dev.errand.runtime.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Rules in words.
final class Sentence {
    private Sentence() {}

    static String of(Rule rule) {
        String always = switch (rule.kind()) {
            case ALLOW -> "Always allow ";
            case ASK -> "Always ask before ";
            case DENY -> "Never do ";
        };
        String where = rule.where().isEmpty()
                ? ", whatever is given to it"
                : " with " + rule.where().stream().map(Sentence::of).collect(Collectors.joining(", "));
        return always + rule.operation() + where + (rule.until() == null ? "" : ", until " + rule.until());
    }

    private static String of(Condition condition) {
        String what = condition.parameter();
        return switch (condition) {
            case Condition.Is is -> what + " " + words(is.value());
            case Condition.OneOf one ->
                what + " one of " + one.values().stream().map(Sentence::words).collect(Collectors.joining(" / "));
            case Condition.Anything _ -> "any " + what;
            case Condition.Absent _ -> "no " + what;
            case Condition.InGroup in -> what + " in the contact group “" + in.group() + "”";
            case Condition.OfOrganization of -> what + " of the organisation “" + of.organization() + "”";
            case Condition.AtDomain at -> what + " at " + at.domain();
            case Condition.Under under -> what + " in the folder " + under.folder();
            case Condition.AtMost most -> what + " at most " + most.number().toPlainString();
            case Condition.CommandIs is -> what + " exactly `" + String.join(" ", is.words()) + "`";
            case Condition.CommandBegins begins -> what + " beginning with `" + String.join(" ", begins.words()) + "`";
        };
    }

    private static String words(JsonNode value) {
        if (!value.isArray()) {
            return value.isTextual() ? value.textValue() : value.toString();
        }
        List<String> words = new ArrayList<>();
        value.forEach(each -> words.add(words(each)));
        return String.join(" + ", words);
    }
}
