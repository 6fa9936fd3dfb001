package dev.errand.runtime.schedule;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads triggers as a person writes them. All of it throws [IllegalArgumentException] with a message for the person.
public final class Triggers {
    private static final String MAIL_FORM =
            "Say which mail, such as \"from=jane, subject=invoice, text=due\", or \"any\".";

    private Triggers() {}

    /// `every Monday at 8`, or a cron expression.
    public static Trigger times(String said) {
        return Cadence.parse(said);
    }

    /// `from=jane, subject=invoice`; `any`.
    public static Trigger mail(String said) {
        Map<String, String> parts = new HashMap<>();
        if (!said.strip().equalsIgnoreCase("any")) {
            for (String part : said.split(",")) {
                int at = part.indexOf('=');
                String name = at < 0 ? "" : part.substring(0, at).strip();
                String value = part.substring(at + 1).strip();
                if (!List.of("from", "subject", "text").contains(name) || value.isEmpty()) {
                    throw new IllegalArgumentException(
                            "\"%s\" is not understood. %s".formatted(part.strip(), MAIL_FORM));
                }
                parts.put(name, value);
            }
        }
        return new Trigger.MailArrives(
                parts.getOrDefault("from", ""), parts.getOrDefault("subject", ""), parts.getOrDefault("text", ""));
    }

    /// `Downloads/*.pdf`: a folder of the files root, and a pattern of names.
    public static Trigger file(String said) {
        String path = said.strip();
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "." : path.substring(0, slash);
        String pattern = path.substring(slash + 1);
        if (path.startsWith("/")
                || folder.contains("*")
                || pattern.isEmpty()
                || List.of(path.split("/")).contains("..")) {
            throw new IllegalArgumentException(
                    "\"%s\" is no folder of the files with a pattern of names, such as Downloads/*.pdf."
                            .formatted(said));
        }
        return new Trigger.FileAppears(folder.isEmpty() ? "." : folder, pattern);
    }

    /// @param text that the event must say; empty for any
    public static Trigger beforeEvent(String text, int minutes) {
        return new Trigger.BeforeEvent(text.strip(), Duration.ofMinutes(minutes));
    }
}
