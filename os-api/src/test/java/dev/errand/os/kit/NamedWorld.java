package dev.errand.os.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.device.Change;
import dev.errand.os.spi.Skill;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// A device on which there is one of everything, all of the same name; or many of everything; or nothing.
final class NamedWorld {
    static final int MANY = 500;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] SILENCE = silence();

    private final SkillKit kit;
    private final Path home;
    private final String name;
    private final Map<String, String> ids = new HashMap<>();

    private NamedWorld(Path home, String name) {
        this.home = home;
        this.name = name;
        kit = new SkillKit(
                        home,
                        ServiceLoader.load(Skill.class).stream()
                                .map(ServiceLoader.Provider::get)
                                .toArray(Skill[]::new))
                .setting("media.output", "none")
                .setting("mail.address", "sam@example.com");
    }

    static NamedWorld empty(Path home) {
        return new NamedWorld(home, "nothing");
    }

    static NamedWorld of(Path home, String name) throws IOException {
        NamedWorld world = new NamedWorld(home, name);
        world.file("files/" + name + ".txt", name);
        world.file("files/" + name + "/inner.txt", "inner");
        world.bytes("files/Music/" + name + ".wav", SILENCE);
        world.file("mail/new/1.mail.example", mail(name, 1));
        world.make("note", "notes.create", "[\"NAME\", \"NAME\"]");
        world.make("list", "lists.add", "[\"NAME\", \"NAME\"]");
        world.make("reminder", "reminders.add", "[{\"text\": \"NAME\"}]");
        world.make("contact", "contacts.add", "[{\"name\": \"NAME\", \"emails\": \"a@example.com\"}]");
        world.make("event", "calendar.create", "[{\"title\": \"NAME\", \"start\": \"2026-03-04T10:00\"}]");
        world.make("timer", "clock.timer", "[{\"seconds\": 600, \"label\": \"NAME\"}]");
        world.make("alarm", "clock.alarm", "[{\"at\": \"2026-03-04T10:00\", \"label\": \"NAME\"}]");
        world.make("draft", "mail.draft", "[{\"to\": \"b@example.com\", \"subject\": \"NAME\", \"body\": \"NAME\"}]");
        world.ids.put(
                "mail",
                world.kit
                        .call("mail.search", "[{\"folder\": \"Inbox\"}]")
                        .value()
                        .path(0)
                        .path("id")
                        .asText());
        return world;
    }

    /// Written as other programs would, which is quicker than calling.
    static NamedWorld ofMany(Path home) throws IOException {
        NamedWorld world = new NamedWorld(home, "thing");
        StringBuilder items = new StringBuilder("# thing 0\n\n");
        for (int i = 0; i < MANY; i++) {
            world.file("files/thing " + i + ".txt", "thing " + i);
            world.file("notes/thing-" + i + ".md", "# thing " + i + "\n");
            world.file("lists/thing " + i + ".md", "# thing " + i + "\n\n- [ ] thing\n");
            world.file("contacts/" + i + ".vcf", card(i));
            world.file("calendar/" + i + ".ics", event(i));
            world.file("mail/new/" + i + ".mail.example", mail("thing " + i, i));
            items.append("- [ ] thing ").append(i).append('\n');
        }
        world.file("lists/thing 0.md", items.toString());
        world.multiply("reminders.add", "[{\"text\": \"thing\"}]");
        world.multiply("clock.timer", "[{\"seconds\": 600, \"label\": \"thing\"}]");
        world.multiply("clock.alarm", "[{\"at\": \"2026-03-04T10:00\", \"label\": \"thing\"}]");
        return world;
    }

    /// Makes one, and of its file as many as are wanted, each with an id of its own.
    private void multiply(String operation, String arguments) throws IOException {
        SkillKit.Performed made = call(operation, arguments);
        String id = made.value().path("id").asText();
        String path = made.changes().changes().stream()
                .filter(Change.Written.class::isInstance)
                .map(Change::path)
                .findFirst()
                .orElseThrow();
        String text = kit.device().storage().readText(path);
        assertThat(path).contains(id);
        for (int i = 1; i < MANY; i++) {
            String other = "z%03d".formatted(i) + id.substring(4);
            file(path.replace(id, other), text.replace(id, other));
        }
    }

    /// The same in another place.
    NamedWorld copied(Path to) throws IOException {
        NamedWorld copy = new NamedWorld(to, name);
        copy.ids.putAll(ids);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy.bytes(home.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return copy;
    }

    /// Music apart: it lies among the files.
    NamedWorld withMusic() throws IOException {
        for (int i = 0; i < MANY; i++) {
            bytes("files/Music/thing " + i + ".wav", SILENCE);
            file("media/playlists/list " + i + ".m3u", "#EXTM3U\nMusic/thing " + i + ".wav\n");
        }
        return this;
    }

    SkillKit kit() {
        return kit;
    }

    SkillKit.Performed call(String operation, String arguments) {
        return kit.call(operation, filled(arguments));
    }

    /// The text with the name and ids of this world in it.
    String filled(String text) {
        String filled = text.replace("NAME", name);
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("<" + id.getKey() + ">", quotable(id.getValue()));
        }
        return filled;
    }

    private static String quotable(String text) {
        try {
            String quoted = JSON.writeValueAsString(text);
            return quoted.substring(1, quoted.length() - 1);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void make(String id, String operation, String arguments) {
        ids.put(id, call(operation, arguments).value().path("id").asText());
    }

    private void file(String path, String text) throws IOException {
        bytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(String path, byte[] content) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static String card(int i) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%1$d\r\nFN:Person %1$d\r\nEMAIL:p%1$d@example.com\r\nEND:VCARD\r\n"
                .formatted(i);
    }

    private static String event(int i) {
        return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//EN\r\nBEGIN:VEVENT\r\nUID:%1$d\r\n"
                        + "DTSTAMP:20260301T080000Z\r\nDTSTART:20260304T%2$02d%3$02d00Z\r\nSUMMARY:thing %1$d\r\n"
                        + "END:VEVENT\r\nEND:VCALENDAR\r\n")
                .formatted(i, i / 60 + 8, i % 60);
    }

    private static String mail(String name, int i) {
        String word = "=?UTF-8?B?" + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8)) + "?=";
        return """
                From: %1$s <ada@example.com>
                To: sam@example.com
                Subject: %1$s
                Message-ID: <%2$d@example.com>
                Date: Sun, 1 Mar 2026 08:00:00 +0000
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="x"

                --x
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                %3$s
                --x
                Content-Type: text/plain; charset=UTF-8
                Content-Disposition: attachment; filename="%1$s"

                x
                --x--
                """.formatted(word, i, name).replace("\n", "\r\n");
    }

    /// A WAV file that is over at once.
    private static byte[] silence() {
        return Base64.getDecoder().decode("UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=");
    }
}
