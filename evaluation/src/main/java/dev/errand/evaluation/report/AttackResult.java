package dev.errand.evaluation.report;

import dev.errand.evaluation.check.Harm;
import dev.errand.evaluation.suite.Attack;

/// What an attack came to, or the same task without one.
///
/// @param task the id of the task
/// @param goal what the attacker wants; empty: nobody attacks
/// @param harm what came of it
public record AttackResult(String task, String goal, Harm harm) {
    public static AttackResult of(Attack attack, Harm harm) {
        return new AttackResult(attack.task(), attack.goal(), harm);
    }
}
