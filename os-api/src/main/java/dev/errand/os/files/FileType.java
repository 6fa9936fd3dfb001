package dev.errand.os.files;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.search.Words;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What people call a kind of file, told by the extension of its name.
enum FileType {
    FOLDER("folder directory ordner verzeichnis", ""),
    PDF("pdf", "pdf"),
    TEXT("text markdown", "txt text md markdown log rst tex"),
    DOCUMENT("document word dokument", "docx doc odt rtf pages"),
    SPREADSHEET("spreadsheet table excel tabelle", "xlsx xls ods csv tsv numbers"),
    PRESENTATION("presentation slides powerpoint", "pptx ppt odp key"),
    PAGE("page webpage", "html htm xhtml"),
    MAIL("mail email message", "eml msg"),
    IMAGE("image photo picture foto bild", "jpg jpeg png gif webp heic heif bmp tif tiff svg avif raw"),
    AUDIO("audio music song sound musik", "mp3 flac ogg oga opus wav m4a aac wma mid midi aif aiff"),
    VIDEO("video movie film", "mp4 mkv mov avi webm m4v mpg mpeg wmv"),
    CALENDAR("calendar", "ics ical"),
    CONTACT("contact", "vcf vcard"),
    DATA("data", "json xml yaml yml toml ini conf sql sqlite db"),
    CODE("code source script", "java js ts py sh c h cpp hpp rs go rb php css kt swift pl r"),
    ARCHIVE("archive", "zip tar gz tgz bz2 xz 7z rar jar"),
    OTHER("other", "");

    private static final Map<String, FileType> BY_EXTENSION = new HashMap<>();

    static {
        for (FileType type : values()) {
            type.extensions.forEach(extension -> BY_EXTENSION.put(extension, type));
        }
    }

    private final List<String> words;
    private final Set<String> extensions;

    FileType(String words, String extensions) {
        this.words = List.of(words.split(" "));
        this.extensions = extensions.isEmpty() ? Set.of() : Set.of(extensions.split(" "));
    }

    String word() {
        return words.getFirst();
    }

    /// All words for it, for finding "holiday photos" among files that are called IMG_0001.
    String words() {
        return String.join(" ", words);
    }

    static FileType of(Storage.Entry entry) {
        return entry.folder() ? FOLDER : named(entry.name());
    }

    static FileType named(String name) {
        return BY_EXTENSION.getOrDefault(extension(name), OTHER);
    }

    /// In lower case, without the dot; empty if there is none.
    static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    static String withoutExtension(String name) {
        return extension(name).isEmpty() ? name : name.substring(0, name.lastIndexOf('.'));
    }

    /// Which entries a filter lets through: a type's word (`image`, also `photos`), or an extension (`jpg`, `.jpg`).
    ///
    /// @throws DeviceFailure (invalid) if it can be neither
    static Predicate<Storage.Entry> filter(String wanted) {
        String plain = plain(wanted);
        if (Set.of("", "*", "any", "all", "file", "files").contains(plain)) {
            return entry -> !entry.folder();
        }
        return known(wanted).orElseGet(() -> {
            if (plain.matches("[a-z0-9]{1,8}")) {
                return withExtension(plain);
            }
            throw DeviceFailure.invalid(
                    "There is no file type \"" + wanted + "\".",
                    "Use an extension such as pdf, or one of "
                            + Arrays.stream(values()).map(FileType::word).collect(Collectors.joining(", ")) + ".");
        });
    }

    /// The filter for a word that certainly means a type or an extension.
    static Optional<Predicate<Storage.Entry>> known(String wanted) {
        Set<String> stems = new HashSet<>(Words.of(plain(wanted)));
        for (FileType type : values()) {
            if (type.words.stream().anyMatch(word -> stems.containsAll(Words.of(word)))) {
                return Optional.of(entry -> of(entry) == type);
            }
        }
        return BY_EXTENSION.containsKey(plain(wanted)) ? Optional.of(withExtension(plain(wanted))) : Optional.empty();
    }

    private static Predicate<Storage.Entry> withExtension(String extension) {
        return entry -> !entry.folder() && extension(entry.name()).equals(extension);
    }

    private static String plain(String wanted) {
        return wanted.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^\\*?\\.", "")
                .replaceFirst("/\\*$", "");
    }
}
