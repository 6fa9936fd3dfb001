package dev.errand.runtime.cli;

import dev.errand.os.device.Device;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.spi.Connection;
import dev.errand.os.spi.SettingSpecs;
import dev.errand.runtime.home.ConfigurationKey;
import dev.errand.runtime.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One thing that `errand setup` connects. It is set up where its `key` is set.
enum SetupStep {
    FILES("Your files", "files.root", List.of(new Question("--root", "files.root", "Folder of your files"))),
    MAIL(
            "Mail (IMAP and SMTP)",
            "mail.imap.host",
            List.of(
                    new Question("--address", "mail.address", "Your address"),
                    new Question("--user", "mail.user", "User name, if it is not the address"),
                    new Question("--imap-host", "mail.imap.host", "Server to read from (IMAP)"),
                    new Question("--imap-port", "mail.imap.port", "Its port, if it is not the usual one"),
                    new Question("--imap-security", "mail.imap.security", "Its security: tls, starttls or none"),
                    new Question("--smtp-host", "mail.smtp.host", "Server to send by (SMTP)"),
                    new Question("--smtp-port", "mail.smtp.port", "Its port, if it is not the usual one"),
                    new Question("--smtp-security", "mail.smtp.security", "Its security: tls, starttls or none"),
                    new Question("--password-from", "mail.password", "Password"))),
    CALENDAR(
            "Calendar (CalDAV)",
            "calendar.url",
            List.of(
                    new Question("--url", "calendar.url", "Address of the server"),
                    new Question("--user", "calendar.user", "User name"),
                    new Question("--password-from", "calendar.password", "Password"),
                    new Question("--name", "calendar.name", "Calendar for new events, if not the first"))),
    CONTACTS(
            "Contacts (CardDAV)",
            "contacts.url",
            List.of(
                    new Question("--url", "contacts.url", "Address of the server"),
                    new Question("--user", "contacts.user", "User name"),
                    new Question("--password-from", "contacts.password", "Password"))),
    MODEL(
            "Language model (OpenAI's protocol)",
            "model.base_url",
            List.of(
                    new Question("--url", "model.base_url", "Address of the server"),
                    new Question("--name", "model.name", "Model"),
                    new Question("--password-from", "model.api_key", "Key, if the server wants one"))),
    VOICE(
            "Voice (a server for transcriptions; not needed where PocketSphinx is installed)",
            "voice.url",
            List.of(
                    new Question("--url", "voice.url", "Address of the server, which gets what you say"),
                    new Question("--name", "voice.model", "Model"),
                    new Question("--password-from", "voice.key", "Key, if the server wants one"))),
    PERMISSIONS(
            "Permissions",
            "permissions.files.hidden",
            List.of(
                    new Question("--hidden", "permissions.files.hidden", "Folders that no skill may see"),
                    new Question("--read", "permissions.files.read", "Only folders that skills may read"),
                    new Question("--write", "permissions.files.write", "Only folders that skills may change"),
                    new Question("--off", "permissions.skills.off", "Skills to switch off")));

    /// @param option of the command line that answers it
    record Question(String option, String key, String words) {}

    final String title;
    final String key;
    final List<Question> questions;

    SetupStep(String title, String key, List<Question> questions) {
        this.title = title;
        this.key = key;
        this.questions = List.copyOf(questions);
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Those that something here knows what to do with.
    static List<SetupStep> known(SettingSpecs specs) {
        return List.of(values()).stream()
                .filter(step ->
                        specs.of(ConfigurationKey.parse(step.key).names()).isPresent())
                .toList();
    }

    private Optional<Connection> connection() {
        return Checkup.connections().stream()
                .filter(each -> each.name().equals(id()))
                .findFirst();
    }

    /// Tries what was answered; changes nothing.
    ///
    /// @throws DeviceFailure that says what was found and what to do
    void check(Home home, Settings settings) {
        switch (this) {
            case FILES -> settings.text(key).ifPresent(root -> requireFolder(home, root));
            case PERMISSIONS -> Device.at(home.data(), settings);
            case MAIL, CALENDAR, CONTACTS, MODEL, VOICE ->
                connection().ifPresent(each -> each.check(settings, home.cache()));
        }
    }

    private static void requireFolder(Home home, String root) {
        Path folder = home.data().toAbsolutePath().resolve(root);
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            throw DeviceFailure.notConfigured(
                    folder + " is no folder that can be read.",
                    "Give a folder that is there, such as " + System.getProperty("user.home") + "/Documents.");
        }
    }

    /// What may well be the answer, judging by those before; empty if nobody knows.
    Optional<String> guess(Question question, Settings settings) {
        if (this != MAIL) {
            return Optional.empty();
        }
        String address = settings.text("mail.address").orElse("");
        return Optional.ofNullable(
                MailProvider.of(address.substring(address.indexOf('@') + 1)).get(question.key()));
    }
}
