package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.Device;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a message has beside its arguments, so that all of it is shown as whoever receives it will see it.
///
/// @param from        whom it comes from; empty where no address is configured
/// @param found       who gets it though the arguments do not name them, such as the sender of what is answered
/// @param subject     empty where the arguments give it
/// @param attachments what goes with it
public record Message(String from, List<String> found, String subject, List<Enclosed> attachments) {
    /// Larger files are not read through for their hash while somebody looks at the card.
    private static final long MOST_HASHED = 50_000_000;

    public Message {
        found = List.copyOf(found);
        attachments = List.copyOf(attachments);
    }

    /// A file that goes with it.
    ///
    /// @param hash of its content, SHA-256 in hex; empty where it is not there yet
    public record Enclosed(String name, String type, String size, String hash) {}

    /// What an effect sends; empty if it sends no message.
    static Optional<Message> of(JsonNode effect, Device device, Texts t) {
        JsonNode arguments = effect.path("arguments");
        if (!effect.path("class").asText().equals("SEND")
                || (!arguments.path("body").isTextual()
                        && arguments.path("attachments").isEmpty())) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        effect.path("recipients")
                .forEach(each -> found.add(Visible.text(each.path("address").asText())));
        List<Enclosed> attachments = new ArrayList<>();
        arguments.path("attachments").forEach(path -> attachments.add(enclosed(path.asText(), device, t)));
        return Optional.of(new Message(
                Visible.text(device.settings().text("mail.address").orElse("")),
                found,
                arguments.has("subject")
                        ? ""
                        : Visible.text(effect.at("/preview/subject").asText("")),
                attachments));
    }

    private static Enclosed enclosed(String path, Device device, Texts t) {
        String name = Visible.text(StoragePath.name(path));
        String type = Optional.ofNullable(URLConnection.guessContentTypeFromName(path))
                .orElse("application/octet-stream");
        try {
            Storage storage = device.storage();
            String place = StoragePath.in("files", path);
            return storage.entry(place)
                    .filter(entry -> !entry.folder())
                    .map(entry -> new Enclosed(
                            name,
                            type,
                            t.size(entry.size()),
                            entry.size() > MOST_HASHED ? "" : Hash.of(storage.open(place))))
                    .orElseGet(() -> new Enclosed(name, type, t.get("message.later"), ""));
        } catch (DeviceFailure e) {
            return new Enclosed(name, type, t.get("message.later"), "");
        }
    }
}
