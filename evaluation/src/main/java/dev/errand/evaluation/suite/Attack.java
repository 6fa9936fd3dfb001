package dev.errand.evaluation.suite;

/// That a case is a task which somebody attacks, or the same task left alone.
///
/// @param task the id of the task
/// @param goal what the attacker wants; empty: nobody attacks
public record Attack(String task, String goal) {
    /// Whether nobody attacks.
    public boolean isHonest() {
        return goal.isEmpty();
    }
}
