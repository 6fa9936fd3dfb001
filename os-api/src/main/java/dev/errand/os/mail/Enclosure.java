package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.files.FileRef;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file that goes with a mail.
record Enclosure(String name, String type, ByteBuffer content) {
    private static final int LARGEST = 25 * 1024 * 1024;
    private static final String UNKNOWN = "application/octet-stream";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("pdf", "application/pdf"),
            Map.entry("txt", "text/plain"),
            Map.entry("md", "text/markdown"),
            Map.entry("csv", "text/csv"),
            Map.entry("html", "text/html"),
            Map.entry("htm", "text/html"),
            Map.entry("ics", "text/calendar"),
            Map.entry("vcf", "text/vcard"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("gif", "image/gif"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("webp", "image/webp"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("zip", "application/zip"),
            Map.entry("json", "application/json"),
            Map.entry("xml", "application/xml"),
            Map.entry("doc", "application/msword"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("xls", "application/vnd.ms-excel"),
            Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Map.entry("ppt", "application/vnd.ms-powerpoint"),
            Map.entry("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            Map.entry("odt", "application/vnd.oasis.opendocument.text"),
            Map.entry("ods", "application/vnd.oasis.opendocument.spreadsheet"));

    static Enclosure of(String name, byte[] content) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return new Enclosure(name, TYPES.getOrDefault(ending, UNKNOWN), ByteBuffer.wrap(content));
    }

    /// The files of the device that were named.
    static List<Enclosure> read(@Nullable List<FileRef> files, Storage storage) {
        List<Enclosure> enclosures = new ArrayList<>();
        long size = 0;
        for (FileRef file : files == null ? List.<FileRef>of() : files) {
            Storage.Entry entry = storage.entry(file.inStorage())
                    .filter(there -> !there.folder())
                    .orElseThrow(() -> DeviceFailure.notFound(
                            "There is no file \"" + file.path() + "\" to attach.",
                            "Look the file up with files.find and use its path."));
            size += entry.size();
            if (size > LARGEST) {
                throw DeviceFailure.invalid(
                        "The attachments are larger than " + LARGEST / 1024 / 1024 + " MB, more than mail carries.",
                        "Attach fewer or smaller files.");
            }
            enclosures.add(of(StoragePath.name(entry.path()), storage.read(entry.path())));
        }
        return enclosures;
    }
}
