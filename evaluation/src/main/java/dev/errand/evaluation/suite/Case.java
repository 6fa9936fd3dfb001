package dev.errand.evaluation.suite;

import dev.errand.evaluation.check.Expectation;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One case: words or code, the device they meet, how the person behaves, and what must have come true.
///
/// @param words      what the person says
/// @param speech     how they say it; empty: they write it
/// @param before     what they said before, oldest first
/// @param code       the workflow, where it is given; then nothing is planned
/// @param locale     of the words, such as `de`
/// @param answers    to questions of the run, in their order
/// @param approval   what the person says when they are asked to approve
/// @param dryRun     whether the run stops after its preview
/// @param now        the run's time; empty: the device's
/// @param timeLimit  empty: the one of the whole evaluation
/// @param substitute texts that stand for others on this case's servers; see [Services]
/// @param reference  a workflow that does what is wanted
/// @param wrong      plausible workflows that do not
/// @param limits     what the workflow may use
/// @param afterwards a workflow that must still succeed on the same device, whatever became of the case
/// @param attack     which task is attacked, if the case is made of one
public record Case(
        String id,
        String words,
        Optional<Speech> speech,
        List<Turn> before,
        Optional<Workflow> code,
        String locale,
        Language language,
        DeviceSource device,
        Services services,
        List<String> answers,
        Consent approval,
        boolean dryRun,
        Optional<Instant> now,
        ZoneId zone,
        Optional<Duration> timeLimit,
        Map<String, String> substitute,
        Expectation expect,
        Optional<Workflow> reference,
        List<Workflow> wrong,
        String category,
        List<String> tags,
        Limits limits,
        Optional<Workflow> afterwards,
        Optional<Attack> attack) {
    public Case {
        before = List.copyOf(before);
        answers = List.copyOf(answers);
        substitute = Map.copyOf(substitute);
        wrong = List.copyOf(wrong);
        tags = List.copyOf(tags);
    }

    /// What was said earlier in the conversation, and done before the case begins.
    ///
    /// @param answers   to questions about it
    /// @param reference what is run where nothing is planned; where there is none, nothing comes of these words
    public record Turn(String words, List<String> answers, Optional<Workflow> reference) {
        public Turn {
            answers = List.copyOf(answers);
        }
    }

    /// A workflow that somebody wrote.
    ///
    /// @param name what it is, or what is wrong with it; may be empty
    public record Workflow(Language language, String code, String name) {}
}
