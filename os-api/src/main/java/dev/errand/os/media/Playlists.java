package dev.errand.os.media;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Playlists as M3U files in the area `media`, with paths relative to the files root.
final class Playlists {
    private static final String FOLDER = "media/playlists";
    private static final String ENDING = ".m3u";
    private static final int LONGEST_NAME = 80;

    private final Storage storage;
    private final Music music;

    Playlists(Storage storage, Music music) {
        this.storage = storage;
        this.music = music;
    }

    List<MediaSkill.Playlist> all() {
        List<MediaSkill.Playlist> playlists = new ArrayList<>();
        for (Storage.Entry file : storage.list(FOLDER)) {
            if (!file.folder() && file.name().endsWith(ENDING)) {
                playlists.add(read(file.name().substring(0, file.name().length() - ENDING.length())));
            }
        }
        return playlists;
    }

    /// Adds the track at the end, unless it is in the playlist already; creates the playlist if there is none.
    MediaSkill.Playlist add(Track track, String name) {
        String playlist = existing(name.strip()).orElseGet(() -> valid(name.strip()));
        String file = FOLDER + "/" + playlist + ENDING;
        String text = storage.exists(file) ? storage.readText(file) : "#EXTM3U\n";
        if (text.lines().noneMatch(track.path()::equals)) {
            storage.writeText(file, text + (text.endsWith("\n") ? "" : "\n") + track.path() + "\n");
        }
        return read(playlist);
    }

    private Optional<String> existing(String name) {
        return all().stream()
                .map(MediaSkill.Playlist::name)
                .filter(name::equalsIgnoreCase)
                .findFirst();
    }

    private static String valid(String name) {
        if (name.isEmpty()
                || name.length() > LONGEST_NAME
                || name.startsWith(".")
                || !name.matches("[^/\\\\\\p{Cntrl}]+")) {
            throw DeviceFailure.invalid(
                    "\"" + name + "\" cannot be the name of a playlist.",
                    "Use up to " + LONGEST_NAME + " characters without slashes, not starting with a dot.");
        }
        return name;
    }

    private MediaSkill.Playlist read(String name) {
        List<Track> tracks = storage.readText(FOLDER + "/" + name + ENDING)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(music::remembered)
                .toList();
        return new MediaSkill.Playlist(name, tracks);
    }
}
