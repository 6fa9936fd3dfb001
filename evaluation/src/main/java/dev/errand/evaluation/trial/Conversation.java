package dev.errand.evaluation.trial;

import dev.errand.evaluation.suite.Case;
import dev.errand.intents.Channel;
import dev.errand.os.operation.Catalogue;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunDocument;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunId;
import dev.errand.sandbox.Language;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person says to a case's device, one thing after another, and how each of it ends.
final class Conversation {
    private static final int MOST_ROUNDS = 200;

    /// A clock that stands, and moves only with what runs wait for.
    static final class Watch implements InstantSource {
        private volatile Instant now;

        Watch(Instant start) {
            now = start;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final Case item;
    private final int trial;
    private final PlannerChoice planner;
    private final Engine engine;
    private final Catalogue catalogue;
    private final Watch watch;
    private final List<String> said = new ArrayList<>();
    private volatile @Nullable RunId current;

    Conversation(Case item, int trial, PlannerChoice planner, Engine engine, Catalogue catalogue, Watch watch) {
        this.item = item;
        this.trial = trial;
        this.planner = planner;
        this.engine = engine;
        this.catalogue = catalogue;
        this.watch = watch;
    }

    /// Stops what is going on, whoever leads it.
    void stop() {
        RunId run = current;
        if (run != null && !engine.run(run).state().isTerminal()) {
            engine.cancel(run);
        }
    }

    /// Takes words for said without doing anything about them.
    void mention(String words) {
        said.add(words);
    }

    /// Leads what comes of words to its end, or to where nobody has an answer.
    ///
    /// @param workflow what is run in place of a plan
    Run say(String words, Optional<Case.Workflow> workflow, PersonOfCase person) {
        Entry.RunStarted start = start(words, workflow).after(said);
        said.add(words);
        RunId id = workflow.map(each -> engine.start(start, each.language(), each.code()))
                .orElseGet(() -> engine.start(start));
        current = id;
        Run run = engine.advance(id);
        for (int i = 0; i < MOST_ROUNDS && goesOn(run, person); i++) {
            run = engine.advance(id);
        }
        return engine.run(id);
    }

    private Entry.RunStarted start(String words, Optional<Case.Workflow> workflow) {
        Language language = workflow.map(Case.Workflow::language).orElse(planner.language(item));
        return new Entry.RunStarted(
                words,
                (item.speech().isPresent() ? Channel.VOICE : Channel.TERMINAL).id(),
                item.locale(),
                item.zone().getId(),
                31L * item.id().hashCode() + trial,
                new Entry.RunOptions(workflow.isPresent() ? "code" : planner.name(), language.id(), false, item.dryRun()));
    }

    private boolean goesOn(Run run, PersonOfCase person) {
        return switch (run.state()) {
            case AWAITING_APPROVAL -> person.approves(engine, run, RunDocument.of(run, catalogue));
            case AWAITING_ANSWER -> person.answers(engine, run);
            case AWAITING_TIMER -> {
                watch.now = run.until();
                yield true;
            }
            case PLANNING,
                    PREVIEWING,
                    PREVIEWED,
                    RUNNING,
                    OVER_BUDGET,
                    SUCCEEDED,
                    FAILED,
                    DECLINED,
                    DENIED,
                    CANCELLED,
                    UNDONE -> false;
        };
    }
}
