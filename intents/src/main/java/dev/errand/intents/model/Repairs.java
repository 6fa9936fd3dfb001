package dev.errand.intents.model;

import dev.errand.intents.Plan;
import dev.errand.intents.PlanFinding;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner.Progress;
import dev.errand.intents.Planning;
import dev.errand.intents.WorkflowCheck;
import dev.errand.intents.model.Answers.Reply;
import dev.errand.os.operation.Operation;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes answers until one of them holds a workflow without findings. Of what is wrong a model is told rule, line,
/// message and remedy, nothing else: findings never hold data, so data cannot write code.
final class Repairs {
    private static final String ANSWER = "answer";

    /// How often a model may ask what skills can do, beside its attempts.
    private static final int MOST_QUESTIONS = 2;

    private final String planner;
    private final Answers answers;
    private final WorkflowCheck check;
    private final PlanRequest request;
    private final Progress progress;
    private final int attempts;
    /// Attempts that failed in their preview: answers are counted on from there.
    private final int earlier;
    private final Extraction extraction;
    private final List<PlanFinding> findings = new ArrayList<>();

    Repairs(String planner, Answers answers, WorkflowCheck check, int repairs, PlanRequest request, Progress progress) {
        this.planner = planner;
        this.answers = answers;
        this.check = check;
        this.request = request;
        this.progress = progress;
        attempts = 1 + Math.max(0, repairs);
        for (PlanRequest.Failure failure : request.failures()) {
            findings.add(new PlanFinding(failure.finding(), findings.size() + 1));
        }
        earlier = findings.size();
        extraction = new Extraction(request.catalogue().operations().stream()
                .map(Operation::qualifiedName)
                .toList());
    }

    /// What one answer amounts to.
    private sealed interface Judged {
        record Final(Planning planning) implements Judged {}

        record Faulty(String content, List<Finding> found) implements Judged {}

        /// The model wants to know these skills first.
        record Asking(Set<String> skills) implements Judged {}
    }

    Planning run() {
        String problems = "";
        String before = "";
        int asked = 0;
        for (int attempt = 1; ; attempt++) {
            switch (judge(answers.next(attempt, problems), asked < MOST_QUESTIONS)) {
                case Judged.Final last -> {
                    return last.planning();
                }
                case Judged.Asking asking -> {
                    asked++;
                    progress.note("The model asks what %s can do.".formatted(String.join(", ", asking.skills())));
                    problems = OnRequest.answer(request.language(), request.catalogue(), asking.skills());
                }
                case Judged.Faulty faulty -> {
                    for (Finding each : faulty.found()) {
                        findings.add(new PlanFinding(each, earlier + attempt));
                    }
                    boolean same = attempt > 1 && faulty.content().equals(before);
                    if (same || attempt - asked == attempts) {
                        return unusable(faulty.found(), same);
                    }
                    progress.note("The model's workflow has a problem (%s); asking it to repair that (%d of %d)."
                            .formatted(inShort(faulty.found()), attempt - asked, attempts - 1));
                    problems = forModel(faulty.found());
                    before = faulty.content();
                }
            }
        }
    }

    /// @param mayAsk whether a question of the model is answered; else it counts as an answer without a workflow
    private Judged judge(Reply reply, boolean mayAsk) {
        return switch (reply) {
            case Reply.Stopped stopped ->
                new Judged.Final(new Planning.Failed(
                        stopped.service(), stopped.message(), stopped.remedy(), findings, answers.usage()));
            case Reply.OverBudget _ -> new Judged.Final(new Planning.OverBudget(findings, answers.usage()));
            case Reply.Refused refused ->
                new Judged.Final(declined("The model refuses to write this workflow: " + refused.reason()));
            case Reply.Answered(String text, boolean cut)
            when cut ->
                faulty(
                        text,
                        "The answer was cut off at the model's limit. Write a shorter workflow, without comments.");
            case Reply.Answered(String text, boolean _)
            when mayAsk && !OnRequest.asked(text, request.catalogue()).isEmpty() ->
                new Judged.Asking(OnRequest.asked(text, request.catalogue()));
            case Reply.Answered(String text, boolean _) ->
                switch (extraction.from(text)) {
                    case Extraction.Found.Decline decline -> new Judged.Final(declined(decline.reason()));
                    case Extraction.Found.Nothing nothing -> faulty(text, nothing.problem());
                    case Extraction.Found.Code code -> checked(text, code.text().strip() + "\n");
                };
        };
    }

    private Judged checked(String answer, String code) {
        List<Finding> found =
                check.inspect(request.language(), code, request.catalogue()).findings();
        if (!found.isEmpty() && isInAnotherLanguage(answer)) {
            return new Judged.Faulty(
                    code,
                    List.of(new Finding(
                            ANSWER,
                            0,
                            0,
                            "The answer is written in another language",
                            "write the workflow in %s, with the operations of this device"
                                    .formatted(request.language() == Language.PYTHON ? "Python" : "JavaScript"))));
        }
        return found.isEmpty()
                ? new Judged.Final(new Planning.Planned(
                        new Plan(request.language(), code, planner, answers.model(), findings, answers.usage())))
                : new Judged.Faulty(code, found);
    }

    /// What a parser says about a program in another language explains nothing.
    private boolean isInAnotherLanguage(String answer) {
        Set<String> others = request.language() == Language.PYTHON
                ? Set.of("js", "javascript", "ts", "typescript")
                : Set.of("python", "python3", "py");
        List<Fence> fences = Fence.all(Extraction.withoutReasoning(answer));
        return !fences.isEmpty() && fences.stream().allMatch(fence -> others.contains(fence.language()));
    }

    private static Judged faulty(String text, String problem) {
        return new Judged.Faulty(text.strip(), List.of(new Finding(ANSWER, 0, 0, problem, "")));
    }

    private Planning declined(String reason) {
        return new Planning.Declined(
                reason, "Say it in other words, or see what this device can do: errand skills.", answers.usage());
    }

    private Planning unusable(List<Finding> last, boolean same) {
        return new Planning.Failed(
                false,
                "The model's workflow was not usable: %s%s"
                        .formatted(inShort(last), same ? ". It wrote the same again when told so." : "."),
                "Say it in other words, in smaller steps, or use another model (OPENAI_MODEL).",
                findings,
                answers.usage());
    }

    private static String inShort(List<Finding> found) {
        Finding first = found.getFirst();
        String message = first.sentence().strip().replaceAll("\\.$", "");
        String more = found.size() == 1 ? "" : ", and %d more".formatted(found.size() - 1);
        return (first.line() > 0 ? "line %d: %s%s".formatted(first.line(), message, more) : message + more);
    }

    private static String forModel(List<Finding> found) {
        return found.stream()
                .map(each -> each.line() > 0
                        ? "- line %d, %s: %s".formatted(each.line(), each.rule(), each.sentence())
                        : "- %s: %s".formatted(each.rule(), each.sentence()))
                .collect(Collectors.joining(
                        "\n",
                        "The workflow was not accepted and has not run:\n",
                        "\nAnswer with the whole corrected workflow in one fenced code block, and nothing else."));
    }
}
