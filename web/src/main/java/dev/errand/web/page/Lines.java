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
    ///
    /// @param kind   whether it allows, asks or refuses, in words
    /// @param origin who made it, and when
    /// @param run    whose approval it came from; empty if it was written as a rule
    /// @param used   how often it decided
    /// @param until  how long it is in force, in words
    public record RuleLine(
            String id,
            String kind,
            String tone,
            String operation,
            String sentence,
            String origin,
            String run,
            String used,
            String until) {}

    /// A rule that would spare the person questions.
    ///
    /// @param times  how often they approved the like of it
    /// @param run    the last time
    /// @param effect of that run
    public record Suggestion(String sentence, int times, String run, String effect) {}

    /// A call that a rule covers.
    public record Covered(String words, String when, String address) {}

    /// Something that was done.
    ///
    /// @param note whether it could be taken back
    public record Past(String words, String note, String tone) {}

    /// A standing intent.
    ///
    /// @param next   when it is due, in the device's zone; empty where that is no matter of time
    /// @param policy what becomes of a run that needs a person, and of times that were missed
    /// @param keeps  whether it keeps a workflow, in place of planning anew
    /// @param last   the newest run that it began, if there was one
    public record ScheduleLine(
            String id,
            String intent,
            String when,
            List<String> next,
            boolean paused,
            String policy,
            boolean keeps,
            List<RunLine> last) {
        public ScheduleLine {
            next = List.copyOf(next);
            last = List.copyOf(last);
        }
    }

    /// A standing intent as it is filled in.
    ///
    /// @param kind  what sets it off: `times`, `mail`, `file` or `event`
    /// @param run   whose workflow may be kept; empty if none
    /// @param keeps whether it is kept, in place of planning for the words anew each time
    public record Standing(
            String intent, String kind, String when, String unattended, String missed, String run, boolean keeps) {}

    /// A limit that can be set.
    ///
    /// @param key   of the settings file
    /// @param value as it stands there; empty if it does not
    public record Allowance(String key, String name, String value) {}

    /// A skill that does not run.
    ///
    /// @param stays whether that is so after the next start, too
    public record SwitchedOff(String name, boolean stays) {}

    /// Why something came out as it did: a step, and what it did to bring it about.
    public record Cause(int step, String operation, String role, int line, String code) {}

    /// What was wrong with an attempt of the planner, before there was a plan.
    public record Repair(int attempt, String words) {}

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

    /// Of what waits, some.
    ///
    /// @param id empty for all of it
    public record Kind(String id, String name, int count) {}

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
