package dev.errand.os.device;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which folders of the area `files` skills may look into and change, as the person says in the table
/// `permissions.files`:
///
/// ```toml
/// [permissions]
/// files.read = ["Documents", "Pictures"]   # nothing else can be read; without it, everything
/// files.write = ["Documents/Errand"]       # nothing else can be changed; without it, all that can be read
/// files.hidden = ["Documents/Private"]     # neither, whatever the others say
/// ```
///
/// What may be changed may be read. Folders are paths below the root of the files, or absolute ones that lie in it.
/// Immutable.
public final class FolderRights {
    static final String AREA = "files";
    private static final String READ = "permissions.files.read";
    private static final String WRITE = "permissions.files.write";
    private static final String HIDDEN = "permissions.files.hidden";

    /// Everything may be read and changed.
    static final FolderRights ALL = new FolderRights(Optional.empty(), Optional.empty(), List.of());

    private final Optional<List<String>> readable;
    private final Optional<List<String>> writable;
    private final List<String> hidden;

    private FolderRights(Optional<List<String>> readable, Optional<List<String>> writable, List<String> hidden) {
        this.readable = readable;
        this.writable = writable;
        this.hidden = hidden;
    }

    /// @param root of the area `files`
    /// @throws DeviceFailure (not configured) if a setting names what is no folder of the files: a limit that is
    /// not in force because of a slip of the pen would be worse than an error
    static FolderRights of(Settings settings, Path root) {
        Optional<List<String>> write = folders(WRITE, settings, root);
        Optional<List<String>> read = folders(READ, settings, root).map(list -> {
            List<String> both = new ArrayList<>(list);
            write.ifPresent(both::addAll);
            return List.copyOf(both);
        });
        return new FolderRights(read, write, folders(HIDDEN, settings, root).orElse(List.of()));
    }

    /// Empty where the setting is not there; an empty list is one.
    private static Optional<List<String>> folders(String setting, Settings settings, Path root) {
        int point = setting.lastIndexOf('.');
        List<String> texts = settings.texts(setting);
        boolean there =
                !texts.isEmpty() || settings.names(setting.substring(0, point)).contains(setting.substring(point + 1));
        if (!there) {
            return Optional.empty();
        }
        List<String> folders = new ArrayList<>();
        for (String text : texts) {
            String folder = folder(setting, text.strip(), root);
            folders.add(folder);
            linkTarget(folder, root).ifPresent(folders::add);
        }
        return Optional.of(List.copyOf(folders));
    }

    private static String folder(String setting, String text, Path root) {
        String tilde =
                text.equals("~") || text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text;
        try {
            Path place = root.resolve(tilde).normalize();
            if (!text.isEmpty() && place.startsWith(root)) {
                return same(StoragePath.in(AREA, root.relativize(place).toString()));
            }
        } catch (InvalidPathException _) {
            // Said below.
        }
        throw notAFolder(setting, text, root);
    }

    private static DeviceFailure notAFolder(String setting, String text, Path root) {
        return DeviceFailure.notConfigured(
                "The setting %s names \"%s\", which is no folder of the files in %s.".formatted(setting, text, root),
                "Name folders below the root of the files, such as \"Documents\"; \".\" means all of them.");
    }

    /// A folder that is a link means also where it leads.
    private static Optional<String> linkTarget(String folder, Path root) {
        Path place = DiskStorage.real(folder.equals(AREA) ? root : root.resolve(StoragePath.relative(folder)));
        Path realRoot = DiskStorage.real(root);
        return place.startsWith(realRoot)
                ? Optional.of(
                        same(StoragePath.in(AREA, realRoot.relativize(place).toString())))
                : Optional.empty();
    }

    /// Whether a place may be known of: it may be read, or leads to what may be read.
    boolean shows(String path) {
        if (readable.isEmpty() && hidden.isEmpty()) {
            return true; // lists of thousands of files ask this for each
        }
        String plain = same(path);
        return !isIn(plain, hidden)
                && readable.map(list -> isIn(plain, list) || isAbove(plain, list))
                        .orElse(true);
    }

    /// @throws DeviceFailure (invalid) if the place is none of which a skill may know
    void requireShown(String path) {
        if (!shows(path)) {
            throw refused(path, "looked into", isIn(same(path), hidden) ? HIDDEN : READ);
        }
    }

    /// @throws DeviceFailure (invalid) if nothing may be changed at that place
    void requireChangeable(String path) {
        requireShown(path);
        String plain = same(path);
        if (!writable.map(list -> isIn(plain, list)).orElse(true)) {
            throw refused(path, "changed", WRITE);
        }
        if (!readable.map(list -> isIn(plain, list)).orElse(true)) {
            throw refused(path, "changed", READ);
        }
    }

    /// The same for a place with all that is below it.
    void requireTreeChangeable(String path) {
        requireChangeable(path);
        if (isAbove(same(path), hidden)) {
            throw refused(path, "moved or deleted as a whole", HIDDEN);
        }
    }

    private static DeviceFailure refused(String path, String what, String setting) {
        return DeviceFailure.invalid(
                "\"%s\" may not be %s: you said so in the setting %s."
                        .formatted(StoragePath.relative(path), what, setting),
                "Use another place, or change %s in the configuration.".formatted(setting));
    }

    private static boolean isIn(String path, List<String> folders) {
        return folders.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
    }

    private static boolean isAbove(String path, List<String> folders) {
        return folders.stream().anyMatch(folder -> folder.startsWith(path + "/"));
    }

    /// Names that look the same are the same.
    private static String same(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC);
    }
}
