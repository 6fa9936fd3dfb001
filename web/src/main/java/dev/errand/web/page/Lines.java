package dev.errand.web.page;

import java.util.List;

/// Lines of lists, as templates are given them.
public final class Lines {
    private Lines() {}

    /// What waits for the person.
    ///
    /// @param what is asked, in a line each
    public record Waiting(RunLine run, List<String> what) {
        public Waiting {
            what = List.copyOf(what);
        }
    }

    /// A rule.
    public record RuleLine(String id, String sentence, String origin, String used) {}

    /// A standing intent.
    public record ScheduleLine(String id, String intent, String when, String next, boolean paused) {}

    /// A fact about the device.
    public record Fact(String name, String value) {}
}
