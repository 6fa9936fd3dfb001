package dev.errand.runtime.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Changes;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Origin;
import dev.errand.sandbox.check.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One fact about a run. Entries are only ever appended.
///
/// Code runs in *lanes*: each preview is a lane of its own, counted from 1; all applying happens in lane 0, however
/// many stages and restarts it takes. Steps are numbered by the sandbox in the order the code makes its calls, in
/// each lane from 1.
public sealed interface Entry {
    int APPLY_LANE = 0;

    /// The person said something, or gave code.
    record RunStarted(String intent, String channel, String locale, String zone, long seed, RunOptions options)
            implements Entry {}

    /// @param planner  as on the command line; `code` if the person gave the code
    /// @param language in which the workflow is to be written
    record RunOptions(String planner, String language, boolean yes, boolean dryRun) {}

    /// There is a plan; a later one replaces it.
    ///
    /// @param operations that the code names, and their versions; empty in journals from before they were noted
    record PlanReady(
            String language,
            String code,
            String hash,
            String planner,
            String model,
            List<FoundAt> findings,
            Spent spent,
            Map<String, Integer> operations)
            implements Entry {
        public PlanReady {
            operations = Objects.requireNonNullElse(operations, Map.of());
        }

        /// A plan of whose operations nothing is noted.
        public PlanReady(
                String language,
                String code,
                String hash,
                String planner,
                String model,
                List<FoundAt> findings,
                Spent spent) {
            this(language, code, hash, planner, model, findings, spent, Map.of());
        }
    }

    /// @param attempt of the planner, counted from 1
    record FoundAt(Finding finding, int attempt) {}

    /// @param timeToFirstTokenMs 0 where no model was used
    record Spent(int modelCalls, long tokens, long timeToFirstTokenMs, long durationMs) {}

    record PlanDeclined(String reason, String remedy, Spent spent) implements Entry {}

    record PlanFailed(boolean service, String message, String remedy, List<FoundAt> findings, Spent spent)
            implements Entry {}

    /// The code starts to run in a new preview lane.
    ///
    /// @param afterStep how many steps of lane 0 are replayed before the preview begins; 0 in the first stage
    /// @param fresh     whether everything that can change is looked at again
    record PreviewStarted(int lane, int afterStep, boolean fresh, Instant now) implements Entry {}

    /// A step was done, in a preview or for real. Exactly one of `value` and `failure` is there.
    ///
    /// @param chance     whether it drew from the run's chance
    /// @param clock      the guest's time after it
    record StepFinished(
            int lane,
            int step,
            String operation,
            ObjectNode arguments,
            @Nullable Returned value,
            @Nullable Failed failure,
            boolean chance,
            int line,
            Instant startedAt,
            long durationMs,
            Instant clock)
            implements Entry {}

    /// @param closed content fields as JSON pointers, and where they come from
    /// @param unknown fields that nobody knows before the effect has happened, as JSON pointers
    record Returned(JsonNode value, Origin origin, Map<String, Origin> closed, List<String> unknown) {}

    /// @param kind of a [dev.errand.os.device.DeviceFailure], `ARGUMENTS` for a call that fits no parameters,
    /// `DENIED` for a refused one
    record Failed(String name, String kind, String message, String remedy) {}

    /// A preview came to an effect and recorded it.
    ///
    /// @param number    of the effect, counted from 1 over the whole run
    /// @param proposed  canonical arguments as the code made them
    /// @param arguments canonical arguments as they will run: the same, or as the person edited them
    /// @param hash      what an approval binds to
    /// @param settled   what the person decided about it earlier in this run; absent where policy decides
    record EffectProposed(
            int lane,
            int step,
            int number,
            String operation,
            EffectClass effect,
            ObjectNode proposed,
            ObjectNode arguments,
            String hash,
            String summary,
            Map<String, Origin> provenance,
            @Nullable Verdict settled,
            Returned preview,
            int line,
            Instant clock)
            implements Entry {}

    /// What is to become of a proposed effect.
    enum Verdict {
        ALLOWED,
        /// The person must decide.
        ASK,
        /// The person must decide themselves: neither a rule nor `--yes` may.
        ASK_PERSON,
        APPROVED,
        EDITED,
        DENIED
    }

    /// Policy looked at all effects of a preview.
    record EffectsJudged(int lane, List<Ruling> rulings) implements Entry {}

    /// @param number  of the effect
    /// @param reasons in words for a person
    record Ruling(int number, Verdict verdict, List<String> reasons) {}

    /// A preview is over.
    ///
    /// @param withheld what the code wanted to say
    /// @param open     whether the rest is decided at run time
    record PreviewFinished(
            int lane,
            List<String> withheld,
            boolean waits,
            boolean open,
            @Nullable JsonNode result,
            @Nullable RunError error)
            implements Entry {}

    /// A dry run ends here.
    record PreviewKept(int lane) implements Entry {}

    record ApprovalRequested(
            int lane, List<Integer> effects, @Nullable Instant expires) implements Entry {}

    /// The person decided.
    ///
    /// @param decisions by effect number; effects without one are refused
    record ApprovalResolved(int lane, List<EffectDecision> decisions, String by, String reason) implements Entry {}

    /// @param arguments the edited arguments; absent if approved as proposed, or refused
    record EffectDecision(
            int number, boolean approved, @Nullable ObjectNode arguments) {}

    record QuestionAsked(int lane, int step, String question, List<String> choices, boolean confirm, List<String> said)
            implements Entry {}

    record QuestionAnswered(int lane, int step, String answer, String by) implements Entry {}

    /// The code starts, or goes on, for real, with the decisions made on that preview.
    record ApplyStarted(int previewLane, Instant now) implements Entry {}

    /// An effect is about to happen. Durable before it does.
    ///
    /// @param changes to the device's data; empty where something else is touched
    /// @param result  known beforehand where only the device's data is touched
    record EffectStarted(
            int step,
            int number,
            String operation,
            ObjectNode arguments,
            String hash,
            int line,
            Instant startedAt,
            Changes changes,
            @Nullable Returned result)
            implements Entry {}

    /// An effect outside of the device's data has happened, and is about to be noted there.
    record EffectDone(int step, Changes notes, Returned result) implements Entry {}

    record WaitStarted(int step, Instant until) implements Entry {}

    record Said(int lane, int step, String text) implements Entry {}

    record RunFinished(
            RunState state,
            @Nullable JsonNode result,
            @Nullable RunError error,
            List<String> withheld) implements Entry {}

    record EffectUndone(int step, int number, String problem) implements Entry {}

    record RunUndone(List<Integer> undone, List<String> left) implements Entry {}

    /// The run's content was removed; hashes stay. The only entry of a forgotten run that can be read.
    ///
    /// @param state     in which the run had ended
    /// @param startedAt when the run had begun
    record Forgotten(
            @Nullable RunState state, @Nullable Instant startedAt) implements Entry {}
}
