package dev.errand.evaluation.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.evaluation.check.Fields;
import dev.errand.evaluation.check.MalformedCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// What a case puts on its device: files, contacts, mail, events, reminders, notes, lists. Everything may be given as
/// a file too: `"contacts": {"ada.vcf": "BEGIN:VCARD…"}`.
public final class Contents {
    static final List<String> FIELDS =
            List.of("files", "contacts", "mail", "calendar", "reminders", "notes", "lists", "music");

    private final Path home;
    private final ZonedDateTime now;

    private Contents(Path home, ZonedDateTime now) {
        this.home = home;
        this.now = now;
    }

    /// Writes contents into a home.
    ///
    /// @param now what is not dated is dated before this
    public static void write(Fields contents, Path home, ZonedDateTime now) {
        new Contents(home, now).write(contents);
    }

    /// Tries whether contents can be written, by reading them.
    ///
    /// @throws MalformedCase if they cannot be understood
    static void require(Fields contents) {
        for (String area : FIELDS) {
            JsonNode node = contents.get(area).orElse(null);
            if (node != null && !node.isObject() && !node.isArray()) {
                throw new MalformedCase(contents.at(area), "a list, or an object of files, was expected.");
            }
            if (node != null && node.isArray()) {
                for (int i = 0; i < node.size(); i++) {
                    item(area, node.get(i), contents.at(area + "[" + i + "]"));
                }
            }
        }
    }

    private static Fields item(String area, JsonNode node, String place) {
        JsonNode object = node.isTextual()
                ? Fields.of(Cards.named(area, node.asText()), place).node()
                : node;
        return Fields.of(object, place).only(Cards.fields(area));
    }

    private void write(Fields contents) {
        for (String area : FIELDS) {
            contents.get(area).ifPresent(node -> {
                if (node.isObject()) {
                    node.properties().forEach(each -> member(area, each.getKey(), each.getValue(), contents.at(area)));
                } else {
                    for (int i = 0; i < node.size(); i++) {
                        item(area, item(area, node.get(i), contents.at(area + "[" + i + "]")), i + 1);
                    }
                }
            });
        }
    }

    /// A file by its name; of notes and lists also a title with what belongs to it.
    private void member(String area, String name, JsonNode value, String place) {
        boolean isFile = name.matches(".*[.](vcf|ics|md)");
        switch (area) {
            case "lists" -> {
                String text = value.isTextual() ? value.asText() : Cards.list(name, value, place);
                file("lists/" + (isFile ? name : name + ".md"), text);
            }
            case "notes" ->
                file(
                        "notes/" + (isFile ? name : Cards.fileName(name) + ".md"),
                        Cards.note(name, value.asText(), isFile));
            default ->
                file((area.equals("music") ? "files/Music" : area) + "/" + name, bytes(value, place + ", " + name));
        }
    }

    private void item(String area, Fields item, int number) {
        switch (area) {
            case "files" -> file("files/" + item.required("path"), bytes(item.node(), item.place()));
            case "contacts" -> file("contacts/case-" + number + ".vcf", Cards.contact(item, number));
            case "calendar" -> file("calendar/case-" + number + ".ics", Cards.event(item, number, now));
            case "reminders" -> file("reminders/case-" + number + ".ics", Cards.reminder(item, number, now));
            case "notes" ->
                file(
                        "notes/" + Cards.fileName(item.required("title")) + ".md",
                        Cards.note(item.required("title"), item.text("text", ""), false));
            case "lists" ->
                file(
                        "lists/" + item.required("name").toLowerCase(Locale.ROOT) + ".md",
                        Cards.list(item.required("name"), item.node().path("items"), item.at("items")));
            case "mail" -> {
                Post post =
                        Post.of(item, number, now, path -> home.resolve("files").resolve(path));
                file(post.path(), post.message());
            }
            default ->
                file(
                        "files/Music/" + item.required("artist") + "/" + item.required("title") + ".wav",
                        Cards.silence(item.number("seconds").orElse(3)));
        }
    }

    /// A text, or an object with `text`, `base64`, or `lines`.
    private static byte[] bytes(JsonNode value, String place) {
        if (!value.isObject()) {
            return value.asText().getBytes(StandardCharsets.UTF_8);
        }
        Fields fields = Fields.of(value, place).only(List.of("path", "text", "base64", "lines", "repeat"));
        if (fields.get("base64").isPresent()) {
            try {
                return Base64.getDecoder().decode(fields.required("base64"));
            } catch (IllegalArgumentException _) {
                throw new MalformedCase(fields.at("base64"), "this is not base64.");
            }
        }
        String text = fields.get("lines").isPresent()
                ? String.join("\n", fields.texts("lines")) + "\n"
                : fields.text("text", "");
        return text.repeat(fields.number("repeat").orElse(1)).getBytes(StandardCharsets.UTF_8);
    }

    private void file(String path, String text) {
        file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void file(String path, byte[] content) {
        Path file = home.resolve(path).normalize();
        if (!file.startsWith(home)) {
            throw new IllegalArgumentException("\"" + path + "\" lies outside of the device.");
        }
        try {
            if (path.endsWith("/")) {
                Files.createDirectories(file);
            } else {
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What mail programs expect even while it is empty.
    public static List<String> folders() {
        List<String> folders = new ArrayList<>(List.of("files", "contacts", "calendar", "reminders", "notes", "lists"));
        for (String mail : List.of("mail", "mail/.Sent")) {
            List.of("new", "cur", "tmp").forEach(part -> folders.add(mail + "/" + part));
        }
        return folders;
    }
}
