package dev.errand.runtime.engine;

import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.intents.Plan;
import dev.errand.intents.PlanFinding;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner;
import dev.errand.intents.Usage;
import dev.errand.os.device.Hash;
import dev.errand.os.operation.Catalogue;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.Entry.PlanReady;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.Entry.Spent;
import dev.errand.sandbox.Language;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Has a planner plan, and journals what comes of it.
final class Planning {
    private Planning() {}

    static void plan(RunLog log, Planner planner, Surroundings world, RunListener listener) {
        Run run = log.run();
        int callsBefore = run.budget().lastCall();
        BigDecimal usdBefore = run.budget().spent().usd();
        run.failures().stream()
                .reduce((_, last) -> last)
                .ifPresent(failure -> listener.planNote(
                        run,
                        "The plan failed when it was tried without effects (line %d: %s). Planning anew."
                                .formatted(
                                        failure.finding().line(),
                                        failure.finding().message())));
        dev.errand.intents.Planning planning = planner.plan(request(log, world), progress(run, listener));
        if (planning instanceof dev.errand.intents.Planning.Failed
                && Thread.currentThread().isInterrupted()) {
            return; // it was asked to stop, it did not fail: planning begins anew when the run goes on
        }
        boolean isPriced = run.budget().lastCall() > callsBefore && run.budget().isPriced();
        BigDecimal usd = isPriced ? run.budget().spent().usd().subtract(usdBefore) : null;
        log.write(
                switch (planning) {
                    case dev.errand.intents.Planning.OverBudget _ -> log.purse().refusal();
                    case dev.errand.intents.Planning.Planned(Plan plan) -> ready(plan, world.catalogue(), usd);
                    case dev.errand.intents.Planning.Declined(String reason, String remedy, Usage usage) ->
                        new Entry.PlanDeclined(reason, remedy, spent(usage, usd));
                    case dev.errand.intents.Planning.Failed failed ->
                        new Entry.PlanFailed(
                                failed.service(),
                                failed.message(),
                                failed.remedy(),
                                found(failed.findings()),
                                spent(failed.usage(), usd));
                });
    }

    private static PlanRequest request(RunLog log, Surroundings world) {
        Run run = log.run();
        RunStarted start = run.start();
        Intent intent = new Intent(
                start.intent(),
                Channel.valueOf(start.channel().toUpperCase(Locale.ROOT)),
                Locale.forLanguageTag(start.locale()),
                run.entries().getFirst().at(),
                start.before());
        return new PlanRequest(
                intent,
                world.catalogue(),
                Language.of(start.options().language()).orElseThrow(),
                world.clock().instant(),
                ZoneId.of(start.zone()),
                run.denials().stream()
                        .map(d -> new PlanRequest.Denial(d.code(), d.reason()))
                        .toList(),
                run.failures().stream()
                        .map(f -> new PlanRequest.Failure(f.code(), f.finding()))
                        .toList(),
                world.device().settings().texts("planner.about"),
                log.purse());
    }

    private static Planner.Progress progress(Run run, RunListener listener) {
        return new Planner.Progress() {
            @Override
            public void token(String text) {
                listener.planToken(run, text);
            }

            @Override
            public void note(String text) {
                listener.planNote(run, text);
            }
        };
    }

    static PlanReady ready(Plan plan, Catalogue catalogue, @Nullable BigDecimal usd) {
        return new PlanReady(
                plan.language().id(),
                plan.code(),
                Hash.of(plan.code()),
                plan.planner(),
                plan.model(),
                found(plan.findings()),
                spent(plan.usage(), usd),
                Compatibility.versions(plan.code(), catalogue));
    }

    private static List<Entry.FoundAt> found(List<PlanFinding> findings) {
        return findings.stream()
                .map(f -> new Entry.FoundAt(f.finding(), f.attempt()))
                .toList();
    }

    private static Spent spent(Usage usage, @Nullable BigDecimal usd) {
        return new Spent(
                usage.modelCalls(),
                usage.tokens(),
                usage.timeToFirstToken().toMillis(),
                usage.duration().toMillis(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.estimated(),
                usd);
    }
}
