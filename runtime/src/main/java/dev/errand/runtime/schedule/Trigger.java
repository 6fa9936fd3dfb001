package dev.errand.runtime.schedule;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/// What sets a standing intent off.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Trigger.Times.class, name = "times"),
    @JsonSubTypes.Type(value = Trigger.MailArrives.class, name = "mail"),
    @JsonSubTypes.Type(value = Trigger.FileAppears.class, name = "file"),
    @JsonSubTypes.Type(value = Trigger.BeforeEvent.class, name = "event")
})
public sealed interface Trigger {
    /// In words, for the person.
    String inWords();

    /// At times.
    ///
    /// @param cron five fields: minute, hour, day of month, month, day of week
    /// @param said as the person put it; the cron expression itself if that is what they gave
    record Times(String cron, String said) implements Trigger {
        /// @throws IllegalArgumentException with a message for the person if the expression is none, or never comes
        /// true
        public Times {
            Cron.parse(cron);
        }

        @Override
        public String inWords() {
            return said;
        }
    }

    /// When mail comes that fits all of these; empty ones fit any.
    record MailArrives(String from, String subject, String text) implements Trigger {
        @Override
        public String inWords() {
            StringBuilder words = new StringBuilder("when mail arrives");
            words.append(from.isEmpty() ? "" : " from " + from);
            words.append(subject.isEmpty() ? "" : " with the subject " + subject);
            words.append(text.isEmpty() ? "" : " that says " + text);
            return words.toString();
        }
    }

    /// When a file appears in a folder of the files root.
    ///
    /// @param pattern of its name: `*.pdf`
    record FileAppears(String folder, String pattern) implements Trigger {
        @Override
        public String inWords() {
            return "when " + pattern + " appears in " + (folder.equals(".") ? "the files" : folder);
        }
    }

    /// Some time before each event of the calendar that fits.
    ///
    /// @param text in the event; empty fits any
    record BeforeEvent(String text, Duration lead) implements Trigger {
        /// @throws IllegalArgumentException if the lead is not between a minute and four weeks
        public BeforeEvent {
            if (lead.compareTo(Duration.ofMinutes(1)) < 0 || lead.compareTo(Duration.ofDays(28)) > 0) {
                throw new IllegalArgumentException(
                        "An event can be announced a minute to four weeks before it begins, not " + lead + ".");
            }
        }

        @Override
        public String inWords() {
            return lead.toMinutes() + " minutes before events" + (text.isEmpty() ? "" : " with " + text);
        }
    }
}
