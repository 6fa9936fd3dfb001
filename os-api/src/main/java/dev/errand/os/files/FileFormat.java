package dev.errand.os.files;

import java.util.Set;

/// How the text of a file is got at.
enum FileFormat {
    PLAIN,
    PAGE,
    PDF,
    OFFICE,
    MAIL,
    /// Notes of a camera; what an image shows cannot be read.
    IMAGE,
    /// No way to its text.
    CLOSED;

    private static final Set<String> ZIPPED = Set.of("docx", "odt", "xlsx", "ods", "pptx", "odp");
    private static final Set<String> WITH_NOTES =
            Set.of("jpg", "jpeg", "png", "gif", "webp", "heic", "heif", "bmp", "tif", "tiff", "avif");
    private static final Set<String> WRITTEN_TABLES = Set.of("csv", "tsv");

    static FileFormat of(String name) {
        String extension = FileType.extension(name);
        return switch (FileType.named(name)) {
            case TEXT, CALENDAR, CONTACT, CODE, OTHER -> PLAIN;
            case DATA -> Set.of("db", "sqlite").contains(extension) ? CLOSED : PLAIN;
            case DOCUMENT, SPREADSHEET, PRESENTATION ->
                WRITTEN_TABLES.contains(extension) ? PLAIN : ZIPPED.contains(extension) ? OFFICE : CLOSED;
            case PAGE -> PAGE;
            case PDF -> PDF;
            case MAIL -> extension.equals("eml") ? MAIL : CLOSED;
            case IMAGE -> extension.equals("svg") ? PLAIN : WITH_NOTES.contains(extension) ? IMAGE : CLOSED;
            case AUDIO, VIDEO, ARCHIVE, FOLDER -> CLOSED;
        };
    }

    /// Whether text that is written to such a file makes a file of that format.
    static boolean isWritable(String name) {
        return switch (of(name)) {
            case PLAIN, PAGE, MAIL -> true;
            case PDF, OFFICE, IMAGE, CLOSED -> false;
        };
    }

    /// Whether getting at the text takes so long that it is kept.
    boolean isSlow() {
        return switch (this) {
            case PLAIN, CLOSED -> false;
            case PAGE, PDF, OFFICE, MAIL, IMAGE -> true;
        };
    }
}
