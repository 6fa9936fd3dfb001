package dev.errand.runtime.author;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// The author's own tests, run by JUnit in this process.
///
/// @param failures one text a failed test: its name, and what it says
public record AuthorTests(long passed, long skipped, List<String> failures) {
    public AuthorTests {
        failures = List.copyOf(failures);
    }

    /// Runs in a thread of its own, so that nothing of the caller's gets into the tests.
    ///
    /// @param loader finds the tests, the skill, and this program's kit
    static AuthorTests run(Path classes, ClassLoader loader) {
        FutureTask<AuthorTests> running = new FutureTask<>(() -> execute(classes));
        Thread thread = new Thread(running, "tests");
        thread.setContextClassLoader(loader);
        thread.start();
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw new AuthorTrouble("The tests cannot be run: %s.".formatted(e.getCause()));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new AuthorTrouble("The tests were interrupted. Start them again.");
        }
    }

    private static AuthorTests execute(Path classes) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(classes)))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        return new AuthorTests(
                summary.getTestsSucceededCount(),
                summary.getTestsSkippedCount() + summary.getTestsAbortedCount(),
                summary.getFailures().stream().map(AuthorTests::told).toList());
    }

    private static String told(TestExecutionSummary.Failure failure) {
        String what = String.valueOf(failure.getException().getMessage()).strip();
        return failure.getTestIdentifier().getDisplayName() + ": " + what.replace("\n", "\n    ");
    }
}
