package dev.errand.os.media;

import dev.errand.os.device.StoragePath;
import dev.errand.os.spi.Param;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An audio file. Title, artist and album are read off its name (`Artist - Title.wav`) and its folders.
///
/// @param path    relative to the files root
/// @param seconds its length, where the file says it in a way that is understood (WAV)
public record Track(
        String path,
        String title,
        @Nullable String artist,
        @Nullable String album,
        @Param("length; null if not known") @Nullable Double seconds) {
    /// `03 - `, `3. ` or `03 ` before the name; `99 ` may well be part of a title.
    private static final Pattern NUMBER = Pattern.compile("^(\\d{1,3}\\s*[.-]\\s+|0\\d\\s+)");

    /// @param root the folder of the music
    static Track of(String path, String root, @Nullable Double seconds) {
        String file = StoragePath.name(path);
        String name = NUMBER.matcher(file.substring(0, Math.max(file.lastIndexOf('.'), 1)))
                .replaceFirst("");
        int dash = name.indexOf(" - ");
        String folder = folderBelow(root, StoragePath.parent(path));
        String above = folderBelow(root, StoragePath.parent(StoragePath.parent(path)));
        String artist = dash > 0 ? name.substring(0, dash).strip() : above.isEmpty() ? folder : above;
        String title = dash > 0 ? name.substring(dash + 3).strip() : name.strip();
        boolean inAlbum = !folder.isEmpty() && !folder.equalsIgnoreCase(artist);
        return new Track(path, title, artist.isEmpty() ? null : artist, inAlbum ? folder : null, seconds);
    }

    private static String folderBelow(String root, String folder) {
        return folder.startsWith(root + "/") ? StoragePath.name(folder) : "";
    }

    /// The file's extension in lower case.
    String format() {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
