package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.files.FileRef;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Puts an attachment among the person's files. The sender chose its name, so it names nothing but a file in the folder
/// that the person chose, and replaces nothing.
final class AttachmentFile {
    private static final int LONGEST_NAME = 120;
    private static final int MOST_OF_A_NAME = 1000;

    private AttachmentFile() {}

    static SavedAttachment save(Enclosure attachment, String folder, Storage storage) {
        String target = StoragePath.in(FileRef.AREA, folder);
        if (storage.entry(target).filter(there -> !there.folder()).isPresent()) {
            throw DeviceFailure.conflict(
                    "\"" + folder + "\" is a file.", "Name the folder that the attachment is to lie in.");
        }
        byte[] content = attachment.content().array();
        String name = fileName(attachment.name());
        for (int i = 1; i < MOST_OF_A_NAME; i++) {
            String path = target + "/" + numbered(name, i);
            boolean there = storage.exists(path);
            if (!there || isSame(storage, path, content)) {
                if (!there) {
                    storage.write(path, content);
                }
                return new SavedAttachment(StoragePath.relative(path), numbered(name, i), content.length);
            }
        }
        throw DeviceFailure.conflict("The folder is full of files of that name.", "Choose another folder.");
    }

    private static boolean isSame(Storage storage, String path, byte[] content) {
        return storage.entry(path)
                        .filter(e -> !e.folder() && e.size() == content.length)
                        .isPresent()
                && Arrays.equals(storage.read(path), content);
    }

    static String fileName(String name) {
        String plain = MessageHead.oneLine(name)
                .replaceAll("[\\p{Cf}]", "")
                .replaceAll("[/\\\\:*?\"<>|]", "-")
                .replaceAll("^[. -]+", "")
                .strip();
        int dot = plain.lastIndexOf('.');
        String ending = dot < 0 || plain.length() - dot > 10 ? "" : plain.substring(dot);
        String stem = plain.substring(0, plain.length() - ending.length());
        String kept = stem.substring(0, Math.min(stem.length(), LONGEST_NAME)) + ending;
        return kept.isEmpty() ? "attachment" : kept;
    }

    private static String numbered(String name, int number) {
        int dot = name.lastIndexOf('.');
        int end = dot <= 0 ? name.length() : dot;
        return number == 1 ? name : name.substring(0, end) + " (" + number + ")" + name.substring(end);
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
