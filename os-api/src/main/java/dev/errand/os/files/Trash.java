package dev.errand.os.files;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.operation.StepContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// Where deleted files go, laid out as desktops lay out theirs: `trash/files` holds what was deleted, `trash/info`
/// beside it where each came from and when.
final class Trash {
    private static final String FILES = "trash/files/";
    private static final String NOTES = "trash/info/";

    private Trash() {}

    static void take(Storage.Entry entry, StepContext context) {
        if (entry.path().equals(FileRef.AREA)) {
            throw DeviceFailure.invalid(
                    "The whole of the files cannot be deleted.", "Name the files and folders to delete.");
        }
        Storage storage = context.storage();
        String name = free(entry.name(), storage);
        storage.move(entry.path(), FILES + name);
        storage.writeText(NOTES + name + ".trashinfo", note(StoragePath.relative(entry.path()), context));
    }

    private static String free(String name, Storage storage) {
        String extension = FileType.extension(name);
        String free = name;
        for (int i = 2; storage.exists(FILES + free) || storage.exists(NOTES + free + ".trashinfo"); i++) {
            free = FileType.withoutExtension(name) + " " + i + (extension.isEmpty() ? "" : "." + extension);
        }
        return free;
    }

    private static String note(String path, StepContext context) {
        String escaped = URLEncoder.encode(path, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        String when = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                LocalDateTime.ofInstant(context.now(), context.zone()).truncatedTo(ChronoUnit.SECONDS));
        return "[Trash Info]\nPath=" + escaped + "\nDeletionDate=" + when + "\n";
    }
}
