package dev.errand.os.media;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.media.PlayerState.Mode;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import dev.errand.os.spi.UndoOf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plays the music on the device. One track plays at a time and stops at its end; `next` and `previous` go through all
/// tracks in the order of their paths. Undo brings back what was playing before, where it was.
@SkillSpec(name = "media", summary = "Music on this device: find, play, pause, volume, playlists.")
@Sentences(
        value = {
            "play a random (song|track|piece) (in|from|of) my (list|music|collection|library|songs) for {seconds:duration}",
            "play (a random|some random|any) (song|track|piece) for {seconds:duration}",
            "play [some] music for {seconds:duration}"
        },
        code = """
        const song = random.pick(media.all());
        media.play(song);
        clock.sleep(seconds);
        media.stop();
        user.say(`I played ${song.title}${song.artist ? ` by ${song.artist}` : ""} for ${seconds} seconds.`);
        """)
@Sentences(
        value = {
            "play (a random|some random|any) (song|track|piece)",
            "play a random (song|track|piece) (in|from|of) my (list|music|collection|library|songs)",
            "play [me] [some] music",
            "play something"
        },
        code = """
        const song = random.pick(media.all());
        media.play(song);
        user.say(`Playing ${song.title}${song.artist ? ` by ${song.artist}` : ""}.`);
        """)
@Sentences(
        value = {"play [(the song|the track)] {track:track} for {seconds:duration}"},
        code = """
        media.play(track);
        clock.sleep(seconds);
        media.stop();
        """)
@Sentences(
        value = {"what (song|track|music) is (playing|this|that)", "what is playing [now]", "what am I listening to"},
        code = """
        const now = media.status();
        user.say(now.state === "stopped"
            ? "Nothing is playing."
            : `${now.track.title}${now.track.artist ? ` by ${now.track.artist}` : ""} is ${now.state}.`);
        """)
@Sentences(
        value = {"(turn up the music|turn the music up|turn up the volume|turn the volume up|louder)"},
        code = "media.volume(Math.min(100, media.status().volume + 10));")
@Sentences(
        value = {"(turn down the music|turn the music down|turn down the volume|turn the volume down|quieter)"},
        code = "media.volume(Math.max(0, media.status().volume - 10));")
@Sentences(
        language = "de",
        value = {"spiel[e] [mir] (ein zufälliges lied|irgendein lied|etwas musik|musik)"},
        code = """
        const song = random.pick(media.all());
        media.play(song);
        user.say(`Ich spiele ${song.title}${song.artist ? ` von ${song.artist}` : ""}.`);
        """)
@Sentences(
        language = "de",
        value = {
            "spiel[e] ein zufälliges lied [aus meiner liste] für {seconds:duration}",
            "spiel[e] {seconds:duration} [lang] ein zufälliges lied [aus meiner liste]"
        },
        code = """
        const song = random.pick(media.all());
        media.play(song);
        clock.sleep(seconds);
        media.stop();
        user.say(`Ich habe ${seconds} Sekunden lang ${song.title} gespielt.`);
        """)
public final class MediaSkill implements Skill {
    /// What the player does.
    public record Playback(
            @Param("playing, paused or stopped") @Nullable String state,
            @Nullable Track track,
            @Param("seconds into the track") @Nullable Double position,
            @Param("0 to 100") @Nullable Integer volume,

            @Param("speakers, or silent if there are none") @Nullable
            String output,

            @Param("for undo") @Nullable JsonNode before) {}

    /// A named list of tracks.
    public record Playlist(String name, List<Track> tracks) {}

    @OperationSpec(effect = EffectClass.READ, summary = "All tracks on the device, by path.")
    @Sentences({
        "(list|show) [me] [all] my (music|songs|tracks)",
        "what (music|songs) do I have",
        "(list|show) [me] all (songs|tracks|music)"
    })
    @Sentences(
            language = "de",
            value = {"(zeig|zeige) [mir] [alle] meine (musik|lieder)", "welche (musik|lieder) habe ich"})
    public List<Track> all(StepContext context) {
        return new Music(context).all();
    }

    @OperationSpec(
            effect = EffectClass.READ,
            summary = "Tracks whose title, artist or album match a phrase, best first.")
    @Sentences({
        "(find|search) [for] (music|songs|tracks|the song|the track) [by|called|from] {phrase}",
        "(do I have|what do I have) [any] (music|songs) (by|from) {phrase}"
    })
    @Sentences(
            language = "de",
            value = {"(such|suche|finde) (musik|lieder|das lied) [von] {phrase}"})
    public List<Track> find(String phrase, StepContext context) {
        return new Music(context).find(phrase);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            recovery = Recovery.IDEMPOTENT,
            summary = "Plays a track to its end, instead of what is playing; without a track goes on after a pause.",
            headline = "Play[ {track}]")
    @Sentences({
        "play {track}",
        "play (music|songs|something) (by|from) {track}",
        "play (the song|the track|the piece) {track}",
        "(listen to|put on|start playing) {track}",
        "(resume|continue) [the] (music|song|playback)"
    })
    @Sentences(
            language = "de",
            value = {"spiel[e] {track}", "spiel[e] das lied {track}", "(musik weiter|mach die musik wieder an)"})
    public Playback play(@Param(mark = Mark.TARGET) @Nullable TrackRef track, StepContext context) {
        Music music = new Music(context);
        Player player = new Player(context, music);
        return player.change(before -> track == null
                ? player.state(Mode.PLAYING, resumed(before).path(), before.position(), before.volume())
                : player.state(Mode.PLAYING, music.named(track).path(), 0, before.volume()));
    }

    private static TrackRef resumed(PlayerState before) {
        if (before.track() == null) {
            throw nothingYet();
        }
        return new TrackRef(before.track());
    }

    @PreviewOf("play")
    public Playback previewOfPlay(@Nullable TrackRef track, StepContext context) {
        Track known = track == null ? null : new Music(context).named(track);
        return new Playback("playing", known, track == null ? null : 0.0, null, null, null);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            recovery = Recovery.IDEMPOTENT,
            summary = "Pauses the music; media.play() goes on from there.",
            headline = "Pause the music")
    @Sentences({"pause [the] (music|song|track|playback)", "pause"})
    @Sentences(
            language = "de",
            value = {"pausiere [die] musik", "musik pause"})
    public Playback pause(StepContext context) {
        Player player = new Player(context, new Music(context));
        return player.change(before -> player.state(
                before.mode() == Mode.PLAYING ? Mode.PAUSED : before.mode(),
                before.track(),
                before.position(),
                before.volume()));
    }

    /// Pausing what is stopped leaves it stopped, so not even the state is known.
    @PreviewOf("pause")
    public Playback previewOfPause() {
        return new Playback(null, null, null, null, null, null);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            recovery = Recovery.IDEMPOTENT,
            summary = "Stops the music; nothing happens if none plays.",
            headline = "Stop the music")
    @Sentences({
        "stop [the] (music|song|track|playback)",
        "stop playing [music]",
        "(turn off the music|turn the music off|silence the music)"
    })
    @Sentences(
            language = "de",
            value = {"(stopp|stoppe|beende) [die] musik", "(mach die musik aus|musik aus)"})
    public Playback stop(StepContext context) {
        Player player = new Player(context, new Music(context));
        return player.change(before -> player.state(Mode.STOPPED, before.track(), 0, before.volume()));
    }

    @PreviewOf("stop")
    public Playback previewOfStop() {
        return new Playback("stopped", null, 0.0, null, null, null);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            recovery = Recovery.IDEMPOTENT,
            summary = "Plays the track after the current one; after the last comes the first.",
            headline = "Play the next track")
    @Sentences({"[play] [the] next (song|track)", "skip [this] (song|track)", "(skip|go) to the next (song|track)"})
    @Sentences(
            language = "de",
            value = {"[spiel[e]] [das] nächste[s] lied", "überspring[e] [das|dieses] lied"})
    public Playback next(StepContext context) {
        return skip(1, context);
    }

    @PreviewOf("next")
    public Playback previewOfNext() {
        return new Playback("playing", null, 0.0, null, null, null);
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            recovery = Recovery.IDEMPOTENT,
            summary = "Plays the track before the current one.",
            headline = "Play the previous track")
    @Sentences({"[play] [the] (previous|last) (song|track)", "go back [to the previous] (song|track)"})
    @Sentences(
            language = "de",
            value = {"[spiel[e]] [das] (vorige|vorherige|letzte) lied"})
    public Playback previous(StepContext context) {
        return skip(-1, context);
    }

    @PreviewOf("previous")
    public Playback previewOfPrevious() {
        return new Playback("playing", null, 0.0, null, null, null);
    }

    private static Playback skip(int step, StepContext context) {
        Music music = new Music(context);
        Player player = new Player(context, music);
        return player.change(before -> {
            List<String> paths = music.all().stream().map(Track::path).toList();
            if (before.track() == null || paths.isEmpty()) {
                throw nothingYet();
            }
            int at = paths.indexOf(before.track());
            String path = paths.get(Math.floorMod(at + (at < 0 && step < 0 ? 0 : step), paths.size()));
            return player.state(Mode.PLAYING, path, 0, before.volume());
        });
    }

    private static DeviceFailure nothingYet() {
        return DeviceFailure.conflict("Nothing has been played yet.", "Play a track first: media.play(track).");
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            recovery = Recovery.IDEMPOTENT,
            summary = "Sets how loud music is played: 0 to 100 percent.",
            headline = "Set the volume to {percent} %")
    @Sentences({
        "[set] [the] [music] volume [to] {percent} [percent]",
        "(turn|set) [the] (music|volume) (to|up to|down to) {percent} [percent]"
    })
    @Sentences(
            language = "de",
            value = {"[stell[e]] [die] lautstärke [auf] {percent} [prozent]"})
    public Playback volume(@Param("0 to 100") long percent, StepContext context) {
        checkVolume(percent);
        Player player = new Player(context, new Music(context));
        return player.change(before -> player.state(before.mode(), before.track(), before.position(), (int) percent));
    }

    @PreviewOf("volume")
    public Playback previewOfVolume(long percent) {
        checkVolume(percent);
        return new Playback(null, null, null, (int) percent, null, null);
    }

    private static void checkVolume(long percent) {
        if (percent < 0 || percent > 100) {
            throw DeviceFailure.invalid("A volume of " + percent + " percent is not possible.", "Use 0 to 100.");
        }
    }

    @UndoOf("play")
    public void undoPlay(JsonNode result, StepContext context) {
        undo(result, context);
    }

    @UndoOf("pause")
    public void undoPause(JsonNode result, StepContext context) {
        undo(result, context);
    }

    @UndoOf("stop")
    public void undoStop(JsonNode result, StepContext context) {
        undo(result, context);
    }

    @UndoOf("next")
    public void undoNext(JsonNode result, StepContext context) {
        undo(result, context);
    }

    @UndoOf("previous")
    public void undoPrevious(JsonNode result, StepContext context) {
        undo(result, context);
    }

    @UndoOf("volume")
    public void undoVolume(JsonNode result, StepContext context) {
        undo(result, context);
    }

    private static void undo(JsonNode result, StepContext context) {
        new Player(context, new Music(context)).undo(result);
    }

    @OperationSpec(
            effect = EffectClass.READ,
            summary = "What is playing: state (playing, paused, stopped), track, position in seconds, volume.")
    @Sentences({"(music|player|playback) status", "show [me] the player", "is [any] music playing"})
    @Sentences(
            language = "de",
            value = {"(was|welches lied) läuft [gerade]", "läuft musik"})
    public Playback status(StepContext context) {
        return new Player(context, new Music(context)).status();
    }

    @OperationSpec(effect = EffectClass.READ, summary = "All playlists with their tracks.")
    @Sentences({"(list|show) [me] [all] [my] playlists", "what playlists (do I have|are there)"})
    @Sentences(
            language = "de",
            value = {"(zeig|zeige) [mir] [alle] meine (playlists|wiedergabelisten)"})
    public List<Playlist> playlists(StepContext context) {
        return new Playlists(context.storage(), new Music(context)).all();
    }

    @OperationSpec(
            effect = EffectClass.WRITE,
            summary = "Adds a track to a playlist, which is created if there is none; returns the playlist.",
            headline = "Add {track} to the playlist “{playlist}”")
    @Sentences({
        "(add|put) {track} (to|on|in) [my|the] playlist {playlist}",
        "(add|put|include) {track} (to|on|in) [my|the] {playlist} playlist"
    })
    @Sentences(
            language = "de",
            value = {"füge {track} [zu] (der|meiner) playlist {playlist} hinzu"})
    public Playlist addToPlaylist(TrackRef track, @Param(mark = Mark.TARGET) String playlist, StepContext context) {
        Music music = new Music(context);
        return new Playlists(context.storage(), music).add(music.named(track), playlist);
    }
}
