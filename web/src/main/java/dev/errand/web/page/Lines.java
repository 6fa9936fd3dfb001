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

    /// A contact.
    ///
    /// @param reach     addresses and numbers
    /// @param nicknames what the person also calls it
    public record ContactLine(String id, String name, List<String> reach, List<NameLine> nicknames) {
        public ContactLine {
            reach = List.copyOf(reach);
            nicknames = List.copyOf(nicknames);
        }
    }

    /// A name of a contact.
    ///
    /// @param words as they are
    /// @param shown with what would hide in them made visible
    /// @param who   the contact; empty where it is clear
    public record NameLine(String words, String shown, String who) {}

    /// A fact about the device.
    public record Fact(String name, String value) {}

    /// A session of the page.
    ///
    /// @param own whether it is the one that this is shown in
    public record SessionLine(String browser, String began, boolean own) {}

    /// A field of a form.
    public record Field(String name, String value) {}

    /// An effect that the person has chosen, with its arguments as the person left them.
    public record Confirmed(String headline, List<Field> arguments) {
        public Confirmed {
            arguments = List.copyOf(arguments);
        }
    }

    /// Runs that ask for the very same.
    ///
    /// @param effects   of one of them
    /// @param approvals of all of them
    public record Batch(List<EffectView> effects, List<String> approvals) {
        public Batch {
            effects = List.copyOf(effects);
            approvals = List.copyOf(approvals);
        }
    }

    /// Something that was found out about the device.
    ///
    /// @param state in a word
    public record Found(String name, String state, String tone, String words, String remedy) {}
}
