package dev.errand.runtime.author;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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

    /// @param loader finds the tests, the skill, and this program's kit
    static AuthorTests run(Path classes, ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
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
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static String told(TestExecutionSummary.Failure failure) {
        String what = String.valueOf(failure.getException().getMessage()).strip();
        return failure.getTestIdentifier().getDisplayName() + ": " + what.replace("\n", "\n    ");
    }
}
