package dev.errand.os.files;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.search.PhraseSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where paths and the names that people give to folders lead.
///
/// Paths here and in what is returned are storage paths.
final class Places {
    private static final Pattern WRAPPING = Pattern.compile(
            "^(the|my|our|der|die|das|den|dem|mein|meinem|meinen) |^(folder|directory|ordner|verzeichnis) "
                    + "| (folder|directory|ordner|verzeichnis)$");
    private static final Pattern ROOT =
            Pattern.compile("|\\.|/|~|~/|home|root|current( (folder|directory))?|(this|here)( (folder|directory))?");
    private static final int NEAR = 3;
    private static final int DEEPEST = 64;

    private final Storage storage;

    Places(Storage storage) {
        this.storage = storage;
    }

    /// @throws DeviceFailure (not found) that names what is called alike
    Storage.Entry existing(FileRef file) {
        String path = file.inStorage();
        return storage.entry(path).orElseThrow(() -> missing(file.path(), path));
    }

    Storage.Entry existingFile(FileRef file) {
        Storage.Entry entry = existing(file);
        if (entry.folder()) {
            throw DeviceFailure.invalid(
                    "\"" + file.path() + "\" is a folder.", "Name a file in it; files.list shows them.");
        }
        return entry;
    }

    /// A folder that is there: its path, or its name in any case wherever it lies, if only one is called so.
    Storage.Entry existingFolder(@Nullable PlaceRef place) {
        String words = place == null ? "." : place.path().strip();
        Storage.Entry found = namedFolder(words).orElseThrow(() -> missing(words, inStorage(words)));
        if (!found.folder()) {
            throw DeviceFailure.invalid("\"" + words + "\" is a file.", "Name the folder that it lies in.");
        }
        return found;
    }

    private Optional<Storage.Entry> namedFolder(String words) {
        if (ROOT.matcher(words.toLowerCase(Locale.ROOT)).matches()) {
            return Optional.of(root());
        }
        Optional<Storage.Entry> exact = storage.entry(inStorage(words));
        if (exact.isPresent()) {
            return exact;
        }
        String plain = unwrapped(words);
        if (ROOT.matcher(plain).matches()) {
            return Optional.of(root());
        }
        List<Storage.Entry> folders = below(FileRef.AREA).stream()
                .filter(Storage.Entry::folder)
                .filter(folder -> isCalled(plain, folder.path()))
                .toList();
        if (folders.size() > 1) {
            throw DeviceFailure.conflict(
                    "More than one folder is called \"" + words + "\": " + paths(folders) + ".", "Name its path.");
        }
        return folders.stream().findFirst();
    }

    private Storage.Entry root() {
        return storage.entry(FileRef.AREA).orElse(new Storage.Entry(FileRef.AREA, true, 0, java.time.Instant.EPOCH));
    }

    private static boolean isCalled(String plain, String path) {
        String relative = StoragePath.relative(path).toLowerCase(Locale.ROOT);
        return relative.equals(plain) || relative.endsWith("/" + plain);
    }

    private static String unwrapped(String words) {
        String before = "";
        String plain = words.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
        while (!plain.equals(before)) {
            before = plain;
            plain = WRAPPING.matcher(plain).replaceFirst("");
        }
        return plain;
    }

    /// Where something goes that is put to a place: into the folder that is there, or to that very path. A file with an
    /// extension that is put to a name without one is meant to go into a folder of that name.
    String target(Storage.Entry what, PlaceRef place) {
        String words = place.path().strip();
        Optional<Storage.Entry> there = namedFolder(words);
        if (there.isPresent()) {
            return there.get().folder() ? there.get().path() + "/" + what.name() : refuse(there.get());
        }
        String path = inStorage(words);
        boolean folderMeant = words.endsWith("/")
                || (!what.folder()
                        && !FileType.extension(what.name()).isEmpty()
                        && FileType.extension(StoragePath.name(path)).isEmpty());
        String target = folderMeant ? path + "/" + what.name() : path;
        return storage.entry(target).map(Places::refuse).orElse(target);
    }

    private static String refuse(Storage.Entry there) {
        throw DeviceFailure.conflict(
                "\"" + StoragePath.relative(there.path()) + "\" is there already.",
                "Choose another name, or delete it first.");
    }

    /// All visible files and folders below a folder, by path.
    List<Storage.Entry> below(String folder) {
        List<Storage.Entry> entries = new ArrayList<>();
        collect(folder, 0, entries);
        return entries;
    }

    private void collect(String folder, int depth, List<Storage.Entry> into) {
        for (Storage.Entry entry : visible(folder)) {
            into.add(entry);
            if (entry.folder() && depth < DEEPEST) {
                collect(entry.path(), depth + 1, into);
            }
        }
    }

    List<Storage.Entry> visible(String folder) {
        return storage.list(folder).stream()
                .filter(entry -> !entry.name().startsWith("."))
                .toList();
    }

    static String inStorage(String path) {
        return StoragePath.in(FileRef.AREA, path);
    }

    private DeviceFailure missing(String named, String path) {
        String wanted = FileType.withoutExtension(StoragePath.name(path));
        List<PhraseSearch.Candidate<Storage.Entry>> all = below(FileRef.AREA).stream()
                .map(entry -> new PhraseSearch.Candidate<>(
                        entry, List.of(new PhraseSearch.Field(FileType.withoutExtension(entry.name()), 1))))
                .toList();
        Stream<Storage.Entry> near = PhraseSearch.rank(wanted, all).stream().map(PhraseSearch.Match::item);
        String names = paths(near.limit(NEAR).toList());
        return DeviceFailure.notFound(
                "There is no \"" + named + "\" among the files.",
                names.isEmpty()
                        ? "files.find(phrase) finds files by their words."
                        : "Called alike: " + names + ". files.find(phrase) finds files by their words.");
    }

    private static String paths(List<Storage.Entry> entries) {
        return entries.stream()
                .map(entry -> "\"" + StoragePath.relative(entry.path()) + "\"")
                .collect(Collectors.joining(", "));
    }
}
