package dev.errand.os.files;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// What of a file's content is searched: its beginning, and of that the short lines that say what it is.
final class FileContents {
    private static final int HEADING_LINES = 8;
    private static final int LONGEST_HEADING = 50;
    private static final int BODY_CHARACTERS = 20_000;
    private static final int PAGES = 10;

    private final FileText texts;
    private final TextCache cache;

    /// @param cache the device's folder for what can be computed again
    FileContents(Storage storage, Path cache) {
        this.texts = new FileText(storage);
        this.cache = new TextCache(cache);
    }

    /// The beginning of a file's text; none for files without text, and for those that cannot be read.
    String of(Storage.Entry entry) {
        FileFormat format = FileFormat.of(entry.name());
        if (entry.folder() || format == FileFormat.CLOSED || ImageText.saysNothing(entry.name())) {
            return "";
        }
        return format.isSlow()
                ? cache.text(entry).orElseGet(() -> {
                    String text = extracted(entry);
                    cache.keep(entry, text);
                    return text;
                })
                : extracted(entry);
    }

    private String extracted(Storage.Entry entry) {
        try {
            String text = FileFormat.of(entry.name()) == FileFormat.IMAGE
                    ? ImageText.searched(texts.beginning(entry, PAGES))
                    : texts.beginning(entry, PAGES);
            return text.substring(0, Math.min(text.length(), BODY_CHARACTERS));
        } catch (DeviceFailure e) {
            return "";
        }
    }

    /// Short lines at the beginning say what a document is; sentences further down only mention things.
    static String headings(String content) {
        return content.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(HEADING_LINES)
                .filter(line -> line.length() <= LONGEST_HEADING)
                .collect(Collectors.joining("\n"));
    }
}
