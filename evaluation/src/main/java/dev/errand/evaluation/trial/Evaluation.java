package dev.errand.evaluation.trial;

import dev.errand.evaluation.report.CaseResult;
import dev.errand.evaluation.report.CaseResult.Verdict;
import dev.errand.evaluation.suite.Case;
import dev.errand.evaluation.suite.Suite;
import dev.errand.sandbox.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/// Runs cases beside each other, each on its own, and none longer than it may.
final class Evaluation {
    /// How long a case that was stopped may take to end before it is left to itself.
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Laboratory laboratory;
    private final Path folder;
    private final int jobs;
    private final Duration timeLimit;
    private final AtomicInteger homes = new AtomicInteger();

    /// @param folder    cases' homes are made and removed in it
    /// @param jobs      cases at one time
    /// @param timeLimit of a case that has none of its own
    Evaluation(Laboratory laboratory, Path folder, int jobs, Duration timeLimit) {
        this.laboratory = laboratory;
        this.folder = folder;
        this.jobs = jobs;
        this.timeLimit = timeLimit;
    }

    /// What is to be run.
    ///
    /// @param workflow in place of a plan
    record Task(Suite.Line line, int trial, Optional<Case.Workflow> workflow) {}

    /// Results in the order of the tasks.
    ///
    /// @param done hears of each as it is there, one at a time
    List<CaseResult> run(List<Task> tasks, BiConsumer<Task, CaseResult> done) throws InterruptedException {
        return run(tasks, Allowance.unlimited(), done);
    }

    /// The same as long as the allowance lasts; cases after that are not run, and could not be judged.
    List<CaseResult> run(List<Task> tasks, Allowance allowance, BiConsumer<Task, CaseResult> done)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(jobs)) {
            List<Future<CaseResult>> results = new ArrayList<>();
            for (Task task : tasks) {
                Callable<CaseResult> work = () -> {
                    CaseResult result = result(task, allowance);
                    synchronized (results) {
                        done.accept(task, result);
                    }
                    return result;
                };
                results.add(threads.submit(work));
            }
            List<CaseResult> all = new ArrayList<>();
            for (Future<CaseResult> each : results) {
                all.add(each.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private CaseResult result(Task task, Allowance allowance) throws InterruptedException {
        return switch (task.line()) {
            case Suite.Malformed malformed ->
                CaseResult.error(malformed.id(), task.trial(), "", "", "", malformed.fault());
            case Suite.Ready ready -> {
                Optional<String> refusal = allowance.refusal();
                CaseResult result =
                        refusal.isPresent() ? error(ready.item(), task, refusal.get()) : judged(ready.item(), task);
                allowance.spent(result);
                yield result;
            }
        };
    }

    private CaseResult judged(Case item, Task task) throws InterruptedException {
        Optional<Case.Workflow> workflow =
                task.workflow().or(() -> laboratory.planner().workflow(item));
        Language language = workflow.map(Case.Workflow::language)
                .orElseGet(() -> laboratory.planner().language(item));
        if (!laboratory.sandbox().speaks(language)) {
            return error(item, task, "This Errand runs no workflows in " + language.id() + ".");
        }
        Path home = folder.resolve("home-" + homes.incrementAndGet());
        CaseTrial trial = new CaseTrial(laboratory, item, workflow, task.trial(), home);
        CompletableFuture<CaseResult> running = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().name(item.id()).start(() -> complete(running, trial));
        try {
            return wait(item, task, trial, running, thread);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return error(item, task, "The case could not be judged: " + cause);
        } finally {
            remove(home);
        }
    }

    private static void complete(CompletableFuture<CaseResult> running, CaseTrial trial) {
        try {
            running.complete(trial.run());
        } catch (IOException | RuntimeException | Error e) {
            running.completeExceptionally(e);
        }
    }

    private CaseResult wait(Case item, Task task, CaseTrial trial, CompletableFuture<CaseResult> running, Thread thread)
            throws InterruptedException, ExecutionException {
        Duration limit = item.timeLimit().orElse(timeLimit);
        try {
            return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            thread.interrupt();
            Thread.ofPlatform().daemon().start(trial::stop);
            return late(item, task, running, limit);
        }
    }

    /// What became of a case that was stopped; its run tells how far it came, if it ended.
    private static CaseResult late(Case item, Task task, CompletableFuture<CaseResult> running, Duration limit)
            throws InterruptedException {
        String fault = "time: expected an end within %d s, found none".formatted(limit.toSeconds());
        CaseResult found;
        try {
            found = running.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            found = error(item, task, fault);
        }
        List<String> failed = new ArrayList<>(List.of(fault));
        failed.addAll(found.verdict() == Verdict.ERROR ? List.of() : found.failed());
        return found.judged(Verdict.FAIL, failed, limit.toMillis());
    }

    private static CaseResult error(Case item, Task task, String fault) {
        return CaseResult.error(item.id(), task.trial(), item.category(), item.locale(), item.words(), fault);
    }

    private static void remove(Path home) {
        if (Files.exists(home)) {
            try {
                DeviceShelf.delete(home);
            } catch (java.io.UncheckedIOException _) {
                // a case that was left to itself may still write there; the whole folder goes at the end
            }
        }
    }
}
