package dev.errand.evaluation.suite;

import dev.errand.evaluation.check.Fields;
import dev.errand.sandbox.Limits;
import java.time.Duration;
import java.util.List;

/// What a case lets its workflow use, where that is not the standard.
final class LimitFields {
    private LimitFields() {}

    /// @throws dev.errand.evaluation.check.MalformedCase if it cannot be understood
    static Limits parse(Fields parent, String name) {
        Limits standard = Limits.STANDARD;
        if (parent.get(name).isEmpty()) {
            return standard;
        }
        Fields fields = Fields.of(parent.get(name).orElseThrow(), parent.at(name))
                .only(List.of(
                        "statements", "cpuMs", "wallMs", "megabytes", "characters", "calls", "promises", "stackKb"));
        int characters = fields.number("characters").orElse((int) standard.outputCharacters());
        return new Limits(
                fields.number("statements").map(Integer::longValue).orElse(standard.statements()),
                fields.number("cpuMs").map(Duration::ofMillis).orElse(standard.cpuTime()),
                fields.number("wallMs").map(Duration::ofMillis).orElse(standard.wallTime()),
                fields.number("megabytes").map(each -> (long) each << 20).orElse(standard.allocatedBytes()),
                characters,
                Math.min(characters, standard.callCharacters()),
                fields.number("calls").orElse(standard.calls()),
                fields.number("promises").orElse(standard.promises()),
                fields.number("stackKb").map(each -> (long) each << 10).orElse(standard.stackBytes()));
    }
}
