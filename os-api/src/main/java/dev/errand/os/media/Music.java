package dev.errand.os.media;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.files.FileRef;
import dev.errand.os.operation.StepContext;
import dev.errand.os.search.PhraseSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The tracks of the device: audio files in the music folder, which the setting `media.folder` names.
final class Music {
    private static final Set<String> FORMATS =
            Set.of("wav", "aif", "aiff", "au", "mp3", "flac", "ogg", "oga", "opus", "m4a", "aac", "wma");

    private final Storage storage;
    private final String root;

    Music(StepContext context) {
        storage = context.storage();
        root = StoragePath.relative(StoragePath.in(
                FileRef.AREA, context.settings().text("media.folder").orElse("Music")));
    }

    /// Ordered by path.
    List<Track> all() {
        List<Track> tracks = new ArrayList<>();
        for (Storage.Entry file : storage.walk(StoragePath.in(FileRef.AREA, root))) {
            if (isAudio(file.path())) {
                tracks.add(track(file.path()));
            }
        }
        return tracks;
    }

    /// Best match first.
    List<Track> find(String phrase) {
        List<PhraseSearch.Candidate<Track>> candidates = all().stream()
                .map(track -> new PhraseSearch.Candidate<>(track, fields(track)))
                .toList();
        return PhraseSearch.rank(phrase, candidates).stream()
                .map(PhraseSearch.Match::item)
                .toList();
    }

    private static List<PhraseSearch.Field> fields(Track track) {
        return List.of(
                new PhraseSearch.Field(track.title(), 1),
                new PhraseSearch.Field(Objects.requireNonNullElse(track.artist(), ""), 0.9),
                new PhraseSearch.Field(Objects.requireNonNullElse(track.album(), ""), 0.8));
    }

    /// The track that an argument names.
    Track named(TrackRef reference) {
        String path = StoragePath.in(FileRef.AREA, reference.path());
        if (storage.entry(path).filter(entry -> !entry.folder()).isPresent()) {
            if (!isAudio(path)) {
                throw DeviceFailure.invalid(
                        "\"" + reference.path() + "\" is not music.",
                        "Use a track that media.find or media.all shows.");
            }
            return track(path);
        }
        List<Track> titled = all().stream()
                .filter(track -> track.title().equalsIgnoreCase(reference.path().strip()))
                .toList();
        if (titled.size() != 1) {
            throw DeviceFailure.notFound(
                    titled.isEmpty()
                            ? "There is no track \"" + reference.path() + "\" in " + root + "."
                            : titled.size() + " tracks are called \"" + reference.path() + "\".",
                    "Pass a track that media.find or media.all returned.");
        }
        return titled.getFirst();
    }

    /// A track as a state file or a playlist remembers it, which may be gone by now.
    Track remembered(String path) {
        return storage.exists(inStorage(path)) ? track(inStorage(path)) : Track.of(path, root, null);
    }

    byte[] content(Track track) {
        return storage.read(inStorage(track.path()));
    }

    static String inStorage(String path) {
        return StoragePath.in(FileRef.AREA, path);
    }

    private Track track(String inStorage) {
        return Track.of(StoragePath.relative(inStorage), root, seconds(inStorage));
    }

    private @Nullable Double seconds(String inStorage) {
        return format(inStorage).equals("wav") ? WavLength.read(storage.open(inStorage)) : null;
    }

    private static boolean isAudio(String path) {
        return FORMATS.contains(format(path));
    }

    private static String format(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
