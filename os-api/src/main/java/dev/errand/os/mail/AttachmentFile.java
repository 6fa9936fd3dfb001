package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.files.IncomingFile;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Puts an attachment among the person's files.
final class AttachmentFile {
    private AttachmentFile() {}

    static SavedAttachment save(Enclosure attachment, MessageHead mail, String folder, Storage storage) {
        byte[] content = attachment.content().array();
        String path = IncomingFile.save(attachment.name(), content, folder, storage);
        return new SavedAttachment(
                path,
                StoragePath.name(path),
                content.length,
                mail.from().map(MessageHead.Party::address).orElse(null),
                mail.recipients());
    }

    /// Which attachment is meant: that of a name, or the only one.
    ///
    /// @throws DeviceFailure (not found) without the names there are: these are the sender's words
    static int chosen(List<Attachment> attachments, @Nullable String name) {
        List<Integer> fitting = IntStream.range(0, attachments.size())
                .filter(i -> name == null || attachments.get(i).name().equalsIgnoreCase(name.strip()))
                .boxed()
                .toList();
        if (fitting.isEmpty() || (name == null && fitting.size() > 1)) {
            String what = name == null ? "one attachment" : "an attachment \"" + name + "\"";
            throw DeviceFailure.notFound(
                    "The mail has " + (attachments.isEmpty() ? "no attachment" : attachments.size() + " attachments")
                            + ", not " + what + ".",
                    "Take a name from the mail's attachments.");
        }
        return fitting.getFirst();
    }
}
