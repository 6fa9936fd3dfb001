package dev.errand.evaluation.check;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What a check on the world can be about, beside files and folders: the name of its field, the fields that things of
/// the kind have, and those of them in which a plain text needs only be contained.
enum Kind {
    MAIL(
            "mail",
            List.of(
                    "folder",
                    "from",
                    "to",
                    "cc",
                    "bcc",
                    "subject",
                    "body",
                    "attachments",
                    "unread",
                    "date",
                    "inReplyTo"),
            Set.of("body")),
    EVENT(
            "event",
            List.of("title", "start", "end", "allDay", "location", "notes", "attendees", "recurring"),
            Set.of("notes")),
    CONTACT(
            "contact",
            List.of(
                    "name",
                    "email",
                    "phone",
                    "organization",
                    "categories",
                    "birthday",
                    "address",
                    "nickname",
                    "notes",
                    "file"),
            Set.of("notes", "address")),
    NOTE("note", List.of("title", "text"), Set.of("text")),
    LIST("list", List.of("name", "items", "open", "done"), Set.of()),
    REMINDER("reminder", List.of("text", "at", "done"), Set.of()),
    TIMER("timer", List.of("label", "at"), Set.of()),
    ALARM("alarm", List.of("label", "at"), Set.of()),
    PLAYLIST("playlist", List.of("name", "tracks"), Set.of()),
    PLAYER("player", List.of("state", "track", "volume"), Set.of()),
    TRASHED("trashed", List.of("file"), Set.of()),
    REQUEST("request", List.of("method", "path", "query", "body"), Set.of("body", "query")),
    COMMAND("command", List.of("command"), Set.of()),
    PROMPT("prompt", List.of("text"), Set.of("text"));

    private final String field;
    private final List<String> fields;
    private final Set<String> loose;

    Kind(String field, List<String> fields, Set<String> loose) {
        this.field = field;
        this.fields = fields;
        this.loose = loose;
    }

    String field() {
        return field;
    }

    List<String> fields() {
        return fields;
    }

    boolean isLoose(String name) {
        return loose.contains(name);
    }

    /// Whether fields of that name are times, of which a beginning is enough: a date, or a date and an hour.
    static boolean isTime(String name) {
        return Set.of("start", "end", "at", "date").contains(name);
    }

    static List<Kind> all() {
        return Arrays.asList(values());
    }
}
