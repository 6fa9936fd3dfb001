package dev.errand.os;

import static java.util.Map.entry;

import dev.errand.os.kit.SkillKit;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which operations ask which service, and how a device is connected to one that listens at a port of this machine.
final class Backends {
    private Backends() {}

    /// A service, what connects it, and a call of each operation that asks it.
    ///
    /// @param settings `PORT` stands for its port, `SECRET` for a reference to a secret
    /// @param calls    full name → arguments
    record Backend(String name, Map<String, String> settings, Map<String, String> calls) {
        SkillKit connected(SkillKit kit, int port, String secret) {
            settings.forEach((key, value) ->
                    kit.setting(key, value.replace("PORT", String.valueOf(port)).replace("SECRET", secret)));
            return kit;
        }

        String arguments(String operation, int port) {
            return calls.getOrDefault(operation, "[]").replace("PORT", String.valueOf(port));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String URL = "http://127.0.0.1:PORT/";
    private static final String MESSAGE = "{\"to\": \"ada@example.com\", \"subject\": \"Tea\", \"body\": \"At five\"}";

    private static final Backend IMAP = new Backend(
            "mail.imap",
            Map.of(
                    "mail.address", "sam@example.com",
                    "mail.password", "SECRET",
                    "mail.imap.host", "127.0.0.1",
                    "mail.imap.port", "PORT",
                    "mail.imap.security", "none",
                    "mail.timeout", "1"),
            Map.ofEntries(
                    entry("mail.search", "[]"),
                    entry("mail.read", "[\"1@example.com\"]"),
                    entry("mail.thread", "[\"1@example.com\"]"),
                    entry("mail.move", "[\"1@example.com\", \"Done\"]"),
                    entry("mail.delete", "[\"1@example.com\"]"),
                    entry("mail.markRead", "[\"1@example.com\"]"),
                    entry("mail.saveAttachment", "[\"1@example.com\"]"),
                    entry("mail.draft", "[" + MESSAGE + "]"),
                    entry("mail.sendDraft", "[\"1@example.com\"]"),
                    entry("mail.reply", "[\"1@example.com\", {\"body\": \"Yes\"}]"),
                    entry("mail.forward", "[\"1@example.com\", {\"to\": \"ada@example.com\"}]")));

    private static final Backend SMTP = new Backend(
            "mail.smtp",
            Map.of(
                    "mail.address", "sam@example.com",
                    "mail.password", "SECRET",
                    "mail.smtp.host", "127.0.0.1",
                    "mail.smtp.port", "PORT",
                    "mail.smtp.security", "none",
                    "mail.timeout", "1"),
            Map.of(
                    "mail.send",
                    "[" + MESSAGE + "]",
                    "calendar.create",
                    "[{\"title\": \"Tea\", \"start\": \"2026-03-04T16:00\", \"attendees\": \"ada@example.com\"}]"));

    private static final Backend CALENDAR = new Backend(
            "calendar",
            Map.of("calendar.url", URL, "calendar.user", "sam", "calendar.password", "SECRET", "calendar.timeout", "1"),
            Map.of(
                    "calendar.events", "[]",
                    "calendar.free", "[]",
                    "calendar.unreadable", "[]",
                    "calendar.create", "[{\"title\": \"Tea\", \"start\": \"2026-03-04T16:00\"}]",
                    "calendar.update", "[\"one\", {\"title\": \"Tea\"}]",
                    "calendar.delete", "[\"one\"]"));

    private static final Backend CONTACTS = new Backend(
            "contacts",
            Map.of("contacts.url", URL, "contacts.user", "sam", "contacts.password", "SECRET", "contacts.timeout", "1"),
            Map.of(
                    "contacts.find", "[\"Ada\"]",
                    "contacts.get", "[\"one\"]",
                    "contacts.add", "[{\"name\": \"Ada\"}]",
                    "contacts.update", "[\"one\", {\"nicknames\": \"A\"}]",
                    "contacts.delete", "[\"one\"]",
                    "mail.search", "[{\"from\": \"Ada\"}]"));

    private static final Backend HOME = new Backend(
            "home",
            Map.of("home.url", URL, "home.token", "SECRET", "home.timeout", "1"),
            Map.of(
                    "home.devices", "[]",
                    "home.state", "[\"Lamp\"]",
                    "home.turnOn", "[\"Lamp\"]",
                    "home.turnOff", "[\"Lamp\"]",
                    "home.set", "[\"Lamp\", \"brightness\", 50]"));

    private static final Backend WEB = new Backend(
            "web",
            Map.of("web.allow", "127.0.0.1:PORT", "web.search", URL, "web.timeout", "1"),
            Map.of(
                    "web.get", "[\"" + URL + "\"]",
                    "web.read", "[\"" + URL + "\"]",
                    "web.post", "[\"" + URL + "\", \"tea\"]",
                    "web.download", "[\"" + URL + "\"]",
                    "web.search", "[\"tea\"]"));

    private static final Backend WEATHER = new Backend(
            "weather",
            Map.of("weather.url", URL, "weather.geocoding", URL, "weather.timeout", "1"),
            Map.of("weather.current", "[\"Springfield\"]", "weather.forecast", "[\"Springfield\"]"));

    private static final Backend MESSAGES = new Backend(
            "messages",
            Map.of(
                    "messages.matrix.url", URL,
                    "messages.matrix.user", "@sam:example.com",
                    "messages.matrix.token", "SECRET",
                    "messages.timeout", "1"),
            Map.of(
                    "messages.send", "[{\"to\": \"@ada:example.com\", \"text\": \"Tea?\"}]",
                    "messages.search", "[{\"text\": \"tea\"}]"));

    private static final Backend SSH = new Backend(
            "ssh",
            Map.of(
                    "ssh.backup.host", "127.0.0.1",
                    "ssh.backup.port", "PORT",
                    "ssh.backup.user", "sam",
                    "ssh.backup.password", "SECRET"),
            Map.of("ssh.run", "[{\"host\": \"backup\", \"command\": \"true\", \"timeout\": 1}]"));

    static Stream<Backend> all() {
        return Stream.of(IMAP, SMTP, CALENDAR, CONTACTS, HOME, WEB, WEATHER, MESSAGES, SSH);
    }

    /// Skills that ask no service over a network, and why.
    static final Map<String, String> NONE = Map.ofEntries(
            entry("clock", "the run's own time"),
            entry("files", "files of the device"),
            entry("lists", "files of the device"),
            entry("notes", "files of the device"),
            entry("random", "computes"),
            entry("reminders", "files of the device"),
            entry("user", "the person"),
            entry("media", "speakers: MediaSkillTest#speakersPlayOrSayHowToDoWithoutThem"),
            entry("llm", "the model of the device, whose limits are the model's: QuarantinedModelTest in intents"),
            entry(
                    "location",
                    "a program: LocationSkillTest#aPhoneThatDoesNotKnowSaysSo, ProgramTest#oneThatDoesNotEndIsEnded"),
            entry("phone", "a program: TermuxMessagesTest#aCommandThatFailsOrSpeaksNonsenseIsSaid"),
            entry("shell", "a program: ShellSkillTest#aCommandThatRunsTooLongIsEndedWithAllThatItStarted"),
            entry("system", "programs: SystemSkillTest#aSettingWithoutAProgramNamesThoseToInstall"));

    /// What an operation says of which nothing is configured: a part of message or remedy that names the key.
    static final Map<String, String> UNCONFIGURED = Map.ofEntries(
            entry("home.devices", "[home] url"),
            entry("home.state", "[home] url"),
            entry("home.turnOn", "[home] url"),
            entry("home.turnOff", "[home] url"),
            entry("home.set", "[home] url"),
            entry("web.search", "[web] search"),
            entry("weather.current", "[location] place"),
            entry("weather.forecast", "[location] place"),
            entry("location.current", "[location] place"),
            entry("messages.send", "messages.matrix"),
            entry("messages.search", "messages.matrix"),
            entry("phone.call", "Termux:API"),
            entry("ssh.run", "[ssh."),
            entry("llm.ask", "model"),
            entry("llm.summarize", "model"),
            entry("llm.extract", "model"));

    /// Arguments for them.
    static String unconfigured(String operation) {
        return switch (operation) {
            case "weather.current", "weather.forecast", "location.current" -> "[]";
            case "phone.call" -> "[\"+4930123456\"]";
            case "llm.ask", "llm.summarize" -> "[\"Why?\"]";
            case "llm.extract" -> "[\"It is 5.\", {\"number\": \"integer\"}]";
            default ->
                all().filter(backend -> backend.calls().containsKey(operation))
                        .map(backend -> backend.arguments(operation, 9))
                        .collect(Collectors.joining());
        };
    }
}
