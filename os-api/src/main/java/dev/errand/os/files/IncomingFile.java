package dev.errand.os.files;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import java.util.Arrays;
import java.util.function.Predicate;

/// Puts what came from outside among the person's files. Somebody else chose its name, so it names nothing but a
/// file in the folder that the person chose, and replaces nothing.
public final class IncomingFile {
    private static final int LONGEST_NAME = 120;
    private static final int MOST_OF_A_NAME = 1000;

    private IncomingFile() {}

    /// @param name what whoever sent it calls it
    /// @return the path of the file, which may be there already with the same content
    public static String save(String name, byte[] content, String folder, Storage storage) {
        return save(name, content, folder, storage, path -> !storage.exists(path) || isSame(storage, path, content));
    }

    /// The same as a file of its own, even if there is one of the same content.
    public static String add(String name, byte[] content, String folder, Storage storage) {
        return save(name, content, folder, storage, path -> !storage.exists(path));
    }

    private static String save(
            String name, byte[] content, String folder, Storage storage, Predicate<String> isFitting) {
        String target = folder(folder, storage);
        String plain = fileName(name);
        for (int i = 1; i < MOST_OF_A_NAME; i++) {
            String path = target + "/" + numbered(plain, i);
            if (isFitting.test(path)) {
                if (!storage.exists(path)) {
                    storage.write(path, content);
                }
                return StoragePath.relative(path);
            }
        }
        throw DeviceFailure.conflict("The folder is full of files of that name.", "Choose another folder.");
    }

    /// Where the folder lies, which need not be there.
    ///
    /// @throws DeviceFailure (conflict) if a file is in its place
    public static String folder(String folder, Storage storage) {
        String target = StoragePath.in(FileRef.AREA, folder);
        if (storage.entry(target).filter(there -> !there.folder()).isPresent()) {
            throw DeviceFailure.conflict("\"" + folder + "\" is a file.", "Name the folder that it is to lie in.");
        }
        return target;
    }

    private static boolean isSame(Storage storage, String path, byte[] content) {
        return storage.entry(path)
                        .filter(e -> !e.folder() && e.size() == content.length)
                        .isPresent()
                && Arrays.equals(storage.read(path), content);
    }

    private static String fileName(String name) {
        String plain = name.replaceAll("[\\p{Cntrl}\\s\\u2028\\u2029]+", " ")
                .replaceAll("[\\p{Cf}]", "")
                .replaceAll("[/\\\\:*?\"<>|]", "-")
                .replaceAll("^[. -]+", "")
                .strip();
        int dot = plain.lastIndexOf('.');
        String ending = dot < 0 || plain.length() - dot > 10 ? "" : plain.substring(dot);
        String stem = plain.substring(0, plain.length() - ending.length());
        String kept = stem.substring(0, Math.min(stem.length(), LONGEST_NAME)) + ending;
        return kept.isEmpty() ? "file" : kept;
    }

    private static String numbered(String name, int number) {
        int dot = name.lastIndexOf('.');
        int end = dot <= 0 ? name.length() : dot;
        return number == 1 ? name : name.substring(0, end) + " (" + number + ")" + name.substring(end);
    }
}
