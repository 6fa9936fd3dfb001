package dev.errand.runtime.engine;

import dev.errand.runtime.journal.Entry.ApprovalRequested;
import dev.errand.runtime.journal.Entry.ApprovalResolved;
import dev.errand.runtime.journal.Entry.EffectDecision;
import dev.errand.runtime.journal.Entry.EffectProposed;
import dev.errand.runtime.journal.Entry.EffectsJudged;
import dev.errand.runtime.journal.Entry.PreviewFinished;
import dev.errand.runtime.journal.Entry.PreviewStarted;
import dev.errand.runtime.journal.Entry.QuestionAnswered;
import dev.errand.runtime.journal.Entry.QuestionAsked;
import dev.errand.runtime.journal.Entry.Ruling;
import dev.errand.runtime.journal.Entry.StepFinished;
import dev.errand.runtime.journal.Entry.Verdict;
import dev.errand.runtime.journal.Recorded;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the journal holds about one lane: a preview, or all applying.
final class Lane {
    final PreviewStarted started;
    final Instant startedAt;
    final Map<Integer, StepFinished> steps = new TreeMap<>();
    final Map<Integer, EffectProposed> proposals = new TreeMap<>();
    final Map<Integer, QuestionAsked> questions = new TreeMap<>();
    final Map<Integer, QuestionAnswered> answers = new TreeMap<>();
    final Set<Integer> said = new HashSet<>();
    private final Map<Integer, Ruling> rulings = new HashMap<>();
    private final Set<Integer> approved = new HashSet<>();

    @Nullable
    PreviewFinished finished;

    @Nullable
    EffectsJudged judged;

    @Nullable
    ApprovalRequested requested;

    @Nullable
    Recorded request;

    @Nullable
    ApprovalResolved resolved;

    Instant resolvedAt = Instant.EPOCH;

    boolean kept;

    Lane(PreviewStarted started, Instant startedAt) {
        this.started = started;
        this.startedAt = startedAt;
    }

    int number() {
        return started.lane();
    }

    Optional<QuestionAsked> openQuestion() {
        return questions.values().stream()
                .filter(question -> !answers.containsKey(question.step()))
                .findFirst();
    }

    List<Ruling> rulings() {
        return judged == null ? List.of() : judged.rulings();
    }

    void judge(EffectsJudged judgement) {
        judged = judgement;
        judgement.rulings().forEach(ruling -> rulings.put(ruling.number(), ruling));
    }

    void resolve(ApprovalResolved resolution) {
        resolved = resolution;
        approved.clear();
        resolution.decisions().stream().filter(EffectDecision::approved).forEach(d -> approved.add(d.number()));
    }

    Optional<Ruling> ruling(int effect) {
        return Optional.ofNullable(rulings.get(effect));
    }

    /// The effects that the person must decide on.
    List<EffectProposed> asked() {
        return proposals.values().stream().filter(this::isAsked).toList();
    }

    boolean isAsked(EffectProposed proposal) {
        return ruling(proposal.number()).filter(Lane::isAsk).isPresent();
    }

    boolean isApproved(EffectProposed proposal) {
        return approved.contains(proposal.number());
    }

    private static boolean isAsk(Ruling ruling) {
        return ruling.verdict() == Verdict.ASK || ruling.verdict() == Verdict.ASK_PERSON;
    }

    boolean isOpen() {
        return finished == null;
    }
}
