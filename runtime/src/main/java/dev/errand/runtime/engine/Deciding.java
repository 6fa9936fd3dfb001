package dev.errand.runtime.engine;

import dev.errand.runtime.budget.Raise;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes down what a person decides about a run. For the thread whose turn it is.
final class Deciding {
    private final Surroundings world;
    private final Course course;
    private final Remembering remembering;
    private final Days days;

    Deciding(Surroundings world, Course course, Remembering remembering, Days days) {
        this.world = world;
        this.course = course;
        this.remembering = remembering;
        this.days = days;
    }

    void approve(RunLog log, Approval approval) {
        Run run = log.run();
        Compatibility.require(run, world.catalogue());
        if (run.state() == RunState.OVER_BUDGET) {
            throw new Refusal("%s Raise it: errand approve %s --raise %s"
                    .formatted(Shortage.inWords(run), run.id(), Shortage.suggestion(run)));
        }
        Lane preview = open(run, approval.answers(), "approve");
        if (course.isExpired(preview)) {
            throw new Refusal("The approval of run %s has expired; what it looked at may have changed. Start anew."
                    .formatted(run.id()));
        }
        Entry.ApprovalResolved resolved = Decisions.resolve(preview, approval, world.catalogue());
        if (approval.remember().isEmpty()) {
            log.write(resolved);
            return;
        }
        Remembering.Rules made =
                remembering.rules(run, preview, resolved, approval.remember().get());
        // First that it was decided: a rule that nobody can trace must not be, one that got lost is only asked again.
        log.write(Decisions.remembering(resolved, made.remembered()));
        remembering.keep(made);
    }

    /// The preview that waits for a decision. The first answer wins.
    static Lane open(Run run, Optional<ApprovalId> answers, String wanted) {
        if (run.state() != RunState.AWAITING_APPROVAL && run.state() != RunState.PREVIEWED) {
            throw Refusal.notOpen(run, wanted);
        }
        Lane preview = run.preview().orElseThrow();
        ApprovalId open = preview.request == null ? null : new ApprovalId(run.id(), preview.request.sequence());
        answers.filter(given -> !given.equals(open)).ifPresent(given -> {
            throw Refusal.otherApproval(run, given);
        });
        return preview;
    }

    static void deny(RunLog log, Optional<ApprovalId> answers, String reason, String by) {
        Run run = log.run();
        Lane preview = open(run, answers, "deny");
        List<Entry> denial = new ArrayList<>();
        denial.add(Decisions.refuseAll(preview, reason, by));
        // Decided and written at once: a crash must not leave a refused run that plans again.
        if (preview.asked().isEmpty() || !run.mayReplan(reason)) {
            denial.add(Course.finished(run, RunState.DENIED, Course.denial(reason)));
        }
        log.write(denial);
    }

    void raise(RunLog log, List<Raise> raises, String by) {
        Run run = log.run();
        if (run.state() != RunState.OVER_BUDGET) {
            throw Refusal.wrongState(run, "raise");
        }
        log.write(Shortage.raised(run, days.today(run), raises, by));
    }

    void answer(RunLog log, String text, String by, LookedAt seen) {
        Run run = log.run();
        Compatibility.require(run, world.catalogue());
        if (!seen.isStill(run)) {
            throw Refusal.goneOn(run);
        }
        Entry.QuestionAsked question = run.question().orElseThrow(() -> Refusal.notAsked(run));
        String answer = Questions.understand(question, text)
                .orElseThrow(() -> new Refusal("\"%s\" does not answer \"%s\". %s"
                        .formatted(text.strip(), question.question(), Questions.hint(question))));
        log.write(new Entry.QuestionAnswered(question.lane(), question.step(), answer, by));
    }
}
