package dev.errand.runtime.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.Channel;
import dev.errand.os.device.Changes;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Origin;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Resource;
import dev.errand.runtime.budget.Scope;
import dev.errand.sandbox.check.Finding;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
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

    /// The person said something, or gave code; or a standing intent was set off.
    ///
    /// @param occasion what set it off; [Occasion#NONE] where a person began the run
    /// @param before   what the person said before in the same conversation, oldest first
    record RunStarted(
            String intent,
            String channel,
            String locale,
            String zone,
            long seed,
            RunOptions options,
            Occasion occasion,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> before)
            implements Entry {
        public RunStarted {
            // Runs of earlier versions have neither.
            occasion = occasion == null ? Occasion.NONE : occasion;
            before = before == null ? List.of() : List.copyOf(before);
        }

        public RunStarted(String intent, String channel, String locale, String zone, long seed, RunOptions options) {
            this(intent, channel, locale, zone, seed, options, Occasion.NONE, List.of());
        }

        /// The same, said after other things.
        public RunStarted after(List<String> said) {
            return new RunStarted(intent, channel, locale, zone, seed, options, occasion, said);
        }

        /// The same, said after what was said in another run. What follows words from outside counts as such too:
        /// it may be those words that say what is to be done.
        public RunStarted following(RunStarted earlier) {
            List<String> said = new ArrayList<>(earlier.before());
            said.add(earlier.intent());
            String heard = Channel.isOutside(earlier.channel()) ? earlier.channel() : channel;
            return new RunStarted(intent, heard, locale, zone, seed, options, occasion, said);
        }
    }

    /// @param planner    as on the command line; `code` if the person gave the code
    /// @param language   in which the workflow is to be written
    /// @param unattended what becomes of the run if it needs a person
    /// @param budget     limits of the run; absent in journals from before there were budgets
    record RunOptions(
            String planner,
            String language,
            boolean yes,
            boolean dryRun,
            Unattended unattended,
            @Nullable Budget budget) {
        public RunOptions {
            unattended = unattended == null ? Unattended.PARK : unattended;
        }

        /// Options of a run that a person began, without limits of its own.
        public RunOptions(String planner, String language, boolean yes, boolean dryRun) {
            this(planner, language, yes, dryRun, Unattended.PARK, null);
        }
    }

    /// What becomes of a run that needs a person to decide or answer.
    enum Unattended {
        /// It waits.
        PARK,
        /// It is cancelled; the next one may fare better.
        SKIP,
        /// It fails.
        FAIL
    }

    /// What set a standing intent off.
    ///
    /// @param standing the standing intent's id; empty if a person began the run
    /// @param key      tells this occasion from all others of the same standing intent
    /// @param payload  as [dev.errand.os.operation.StepContext#trigger] describes it
    record Occasion(String standing, String key, ObjectNode payload) {
        public static final Occasion NONE =
                new Occasion("", "", com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode());
    }

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

    /// @param tokens             input and output together
    /// @param timeToFirstTokenMs 0 where no model was used
    /// @param estimated          whether some of the tokens are estimates
    /// @param usd                exact; absent where no model was used, or one without a price
    record Spent(
            int modelCalls,
            long tokens,
            long timeToFirstTokenMs,
            long durationMs,
            long inputTokens,
            long outputTokens,
            boolean estimated,
            @Nullable BigDecimal usd) {
        /// No model was used.
        public static final Spent NOTHING = new Spent(0, 0, 0, 0, 0, 0, false, null);
    }

    /// A model is about to be asked. Durable before it is: if this is all that is known of the request, it counts
    /// as spent, so that crash after crash cannot spend without bound.
    ///
    /// @param call        counted from 1 over the whole run; repairs and repeated requests are calls of their own
    /// @param inputTokens estimated
    /// @param usd         for the input; absent where the model has no price
    /// @param wattHours   for the input, estimated
    record ModelCallStarted(
            int call,
            String model,
            long inputTokens,
            @Nullable BigDecimal usd,
            BigDecimal wattHours) implements Entry {}

    /// A request to a model is over, well or not. What it took replaces what its start says.
    ///
    /// @param cachedTokens those of the input tokens that the server still had worked out
    /// @param estimated    whether the tokens are estimates
    /// @param usd          exact, by the price at that time; absent where the model has no price
    record ModelCallFinished(
            int call,
            String model,
            long inputTokens,
            long cachedTokens,
            long outputTokens,
            boolean estimated,
            @Nullable BigDecimal usd,
            BigDecimal wattHours)
            implements Entry {}

    /// The device worked on the run, since the entry of this type before it or since the run was taken up.
    ///
    /// @param cpuMs     of the whole process, which may have worked on other runs too
    /// @param wattHours of the device, estimated
    record Worked(long activeMs, long cpuMs, BigDecimal wattHours) implements Entry {}

    /// The next request or step, or the rest of an answer, had no room in the budget: the run is parked.
    ///
    /// @param per    whether it is the run's own limit or that of the day
    /// @param spent  until then
    /// @param needed at least, by the next request or step; 0 where an answer was cut off
    record BudgetReached(Resource resource, Scope per, BigDecimal spent, BigDecimal needed, BigDecimal limit)
            implements Entry {}

    /// A person lets a run go on that had reached its budget.
    ///
    /// @param run new limits of the run; those without a number stay
    /// @param day new limits of the day for this run alone, and for the day of this entry alone
    record BudgetRaised(Budget run, Budget day, String by) implements Entry {}

    record PlanDeclined(String reason, String remedy, Spent spent) implements Entry {}

    record PlanFailed(boolean service, String message, String remedy, List<FoundAt> findings, Spent spent)
            implements Entry {}

    /// The code starts to run in a new preview lane.
    ///
    /// @param afterStep how many steps of lane 0 are replayed before the preview begins; 0 in the first stage
    /// @param fresh     whether everything that can change is looked at again
    /// @param walls     what stands between the code and the device; not written before there were workers
    record PreviewStarted(
            int lane,
            int afterStep,
            boolean fresh,
            Instant now,
            @Nullable Walls walls) implements Entry {}

    /// What stands between guest code and the device.
    ///
    /// @param standing a few words each
    /// @param missing  what could stand there and does not, and what to do about it
    record Walls(List<String> standing, List<String> missing) {}

    /// A step was done, in a preview or for real. Exactly one of `value` and `failure` is there.
    ///
    /// @param chance     whether it drew from the run's chance
    /// @param clock      the guest's time after it
    /// @param carriedOut whether the operation did its work for this step: not where a preview's result was taken,
    /// the person refused, or a preview put it off. Absent in journals from before there were budgets: there all
    /// steps for real count
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
            Instant clock,
            @Nullable Boolean carriedOut)
            implements Entry {}

    /// @param closed content fields as JSON pointers, and where they come from
    /// @param unknown fields that nobody knows before the effect has happened, as JSON pointers
    record Returned(JsonNode value, Origin origin, Map<String, Origin> closed, List<String> unknown) {}

    /// @param kind of a [dev.errand.os.device.DeviceFailure], `ARGUMENTS` for a call that fits no parameters,
    /// `DENIED` for a refused one
    /// @param origin of the words of the message, where that is not what is usual for the operation
    record Failed(
            String name,
            String kind,
            String message,
            String remedy,
            @Nullable Origin origin) {
        public Failed(String name, String kind, String message, String remedy) {
            this(name, kind, message, remedy, null);
        }
    }

    /// A preview came to an effect and recorded it.
    ///
    /// @param number    of the effect, counted from 1 over the whole run
    /// @param proposed  canonical arguments as the code made them
    /// @param arguments canonical arguments as they will run: the same, or as the person edited them
    /// @param hash      what an approval binds to
    /// @param settled   what the person decided about it earlier in this run; absent where policy decides
    /// @param denied    the person's rule that refuses it; absent where none does
    /// @param recipients    who will get something beside those whom the arguments name
    /// @param disclosures   what it tells others that they may not know
    /// @param outsideWords  which characters of the arguments others wrote
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
            Instant clock,
            @Nullable RuleDenial denied,
            List<Recipient> recipients,
            List<Disclosure> disclosures,
            List<OutsideWords> outsideWords)
            implements Entry {
        public EffectProposed {
            recipients = orNone(recipients);
            disclosures = orNone(disclosures);
            outsideWords = orNone(outsideWords);
        }

        /// Of members that older journals do not have.
        private static <T> List<T> orNone(@Nullable List<T> list) {
            return list == null ? List.of() : List.copyOf(list);
        }
    }

    /// Somebody whom the operation itself found, such as the sender of the mail that is answered.
    record Recipient(String address, Origin origin) {}

    /// Something that was read, and somebody who would get to know it and is not among its readers.
    record Disclosure(String source, String reader) {}

    /// Characters that stand in something that came from outside, too.
    ///
    /// @param place JSON pointer into the arguments
    /// @param start of the first character, counted from 0, in UTF-16 units
    /// @param end   behind the last character
    record OutsideWords(String place, int start, int end, String source) {}

    /// A rule of the person's refuses an effect.
    ///
    /// @param rule     its id
    /// @param sentence what it says
    record RuleDenial(String rule, String sentence) {}

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
    /// @param rule    the id of the person's rule that decided, if one did
    record Ruling(
            int number,
            Verdict verdict,
            List<String> reasons,
            @Nullable String rule) {}

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
    /// @param decisions  by effect number; effects without one are refused
    /// @param remembered rules that the person had made of it
    record ApprovalResolved(
            int lane, List<EffectDecision> decisions, String by, String reason, List<Remembered> remembered)
            implements Entry {
        public ApprovalResolved {
            remembered = Objects.requireNonNullElse(remembered, List.of()); // older journals have none
        }
    }

    /// @param number of the effect that the rule was made of
    /// @param rule   its id
    record Remembered(int number, String rule, String sentence) {}

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

    /// The changes of an effect that a process was at when it died are made in full; its end is still to be recorded.
    record ChangesMade(int step) implements Entry {}

    record WaitStarted(int step, Instant until) implements Entry {}

    record Said(int lane, int step, String text) implements Entry {}

    record RunFinished(
            RunState state,
            @Nullable JsonNode result,
            @Nullable RunError error,
            List<String> withheld) implements Entry {}

    /// Somebody wants effects to be taken back. Durable before anything is; what is open of it after a crash is done
    /// when the run is taken up again.
    ///
    /// @param effects numbers, in the order in which they are taken back
    record UndoStarted(List<Integer> effects, String by) implements Entry {}

    /// An effect outside of the device's data is about to be taken back. Durable before it is.
    record EffectUndoStarted(int step, int number) implements Entry {}

    /// An effect outside of the device's data has been taken back, and this is about to be noted there.
    record EffectUndoDone(int step, int number, Changes notes) implements Entry {}

    /// @param problem why the effect stays; empty if it was taken back
    record EffectUndone(int step, int number, String problem) implements Entry {}

    record RunUndone(List<Integer> undone, List<String> left) implements Entry {}

    /// The run's content was removed; hashes stay. The only entry of a forgotten run that can be read.
    ///
    /// @param state     in which the run had ended
    /// @param startedAt when the run had begun
    record Forgotten(@Nullable RunState state, @Nullable Instant startedAt) implements Entry {}
}
