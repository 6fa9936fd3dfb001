package dev.errand.runtime.export;

import dev.errand.runtime.engine.Run;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What people were asked, what they decided, and when.
final class DecisionSection {
    private final Html page;
    private final Run run;
    private final BiConsumer<String, String> section;
    private final Function<Instant, String> time;

    DecisionSection(Html page, Run run, BiConsumer<String, String> section, Function<Instant, String> time) {
        this.page = page;
        this.run = run;
        this.section = section;
        this.time = time;
    }

    void write() {
        section.accept("decisions", "Questions and decisions");
        List<Recorded> told = run.entries().stream()
                .filter(recorded -> isTold(recorded.entry()))
                .toList();
        if (told.isEmpty()) {
            page.element("p", "Nobody had to be asked.");
        } else {
            page.open("dl");
            told.forEach(this::tell);
            page.close("dl");
        }
        page.close("section");
    }

    private static boolean isTold(Entry entry) {
        return entry instanceof Entry.ApprovalRequested
                || entry instanceof Entry.ApprovalResolved
                || entry instanceof Entry.QuestionAsked
                || entry instanceof Entry.QuestionAnswered;
    }

    private void tell(Recorded recorded) {
        String at = time.apply(recorded.at());
        if (recorded.entry() instanceof Entry.ApprovalRequested requested) {
            page.item(at, "Asked to approve " + effects(requested.effects()));
        } else if (recorded.entry() instanceof Entry.ApprovalResolved resolved) {
            String approved = effects(numbers(resolved, true));
            String denied = effects(numbers(resolved, false));
            page.item(
                    at,
                    "Decided by %s: %s%s%s"
                            .formatted(
                                    resolved.by(),
                                    numbers(resolved, true).isEmpty() ? "nothing approved" : approved + " approved",
                                    numbers(resolved, false).isEmpty() ? "" : ", " + denied + " refused",
                                    resolved.reason().isBlank() ? "" : ". Reason: " + resolved.reason()));
        } else if (recorded.entry() instanceof Entry.QuestionAsked asked) {
            page.item(at, "Asked: " + asked.question());
        } else if (recorded.entry() instanceof Entry.QuestionAnswered answered) {
            page.item(at, "Answered by " + answered.by() + ": " + answered.answer());
        }
    }

    private static List<Integer> numbers(Entry.ApprovalResolved resolved, boolean approved) {
        return resolved.decisions().stream()
                .filter(decision -> decision.approved() == approved)
                .map(Entry.EffectDecision::number)
                .toList();
    }

    private static String effects(List<Integer> numbers) {
        String all = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return (numbers.size() == 1 ? "effect " : "effects ") + all;
    }
}
