package dev.errand.os.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.kit.SkillKit.Performed;
import dev.errand.os.sample.SampleDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Line;
import javax.sound.sampled.SourceDataLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaSkillTest {
    private static final String SNOW = "Music/Northbound Quartet/Northbound Quartet - First Snow.wav";
    private static final String WALTZ = "Music/Northbound Quartet/Northbound Quartet - Kitchen Waltz.wav";

    @TempDir
    Path home;

    private SkillKit kit;

    @BeforeEach
    void device() {
        SampleDevice.create(home);
        kit = new SkillKit(home, new MediaSkill()).setting("media.output", "none");
    }

    @Test
    void tracksHaveTitleArtistAlbumAndLength() {
        JsonNode all = kit.call("media.all", "[]").value();

        assertThat(all).hasSize(7);
        assertThat(all.get(0))
                .hasToString(
                        "{\"path\":\"Music/Mina Sol/Slow Days/Mina Sol - Rain in March.wav\","
                                + "\"title\":\"Rain in March\",\"artist\":\"Mina Sol\",\"album\":\"Slow Days\",\"seconds\":12.0}");
        assertThat(all.get(2).path("album").isNull()).isTrue();
    }

    @Test
    void tracksAreFoundByTitleArtistAndAlbum() {
        assertThat(titles("first snow")).startsWith("First Snow");
        assertThat(titles("Mina Sol")).containsExactlyInAnyOrder("Rain in March", "Slow Tram Home");
        assertThat(titles("slow days")).contains("Rain in March");
        assertThat(titles("symphony")).isEmpty();
    }

    @Test
    void namesWithNumbersAndWithoutArtistsAreUnderstood() throws Exception {
        Files.createDirectories(home.resolve("files/Music/Ada/Waves"));
        Files.write(home.resolve("files/Music/Ada/Waves/03 - Tide.mp3"), new byte[] {1});
        Files.write(home.resolve("files/Music/99 Lanterns.wav"), new byte[] {1});

        assertThat(kit.call("media.find", "[\"tide\"]").value().get(0))
                .hasToString("{\"path\":\"Music/Ada/Waves/03 - Tide.mp3\",\"title\":\"Tide\",\"artist\":\"Ada\","
                        + "\"album\":\"Waves\",\"seconds\":null}");
        assertThat(kit.call("media.find", "[\"99 lanterns\"]")
                        .value()
                        .get(0)
                        .path("title")
                        .textValue())
                .isEqualTo("99 Lanterns");
    }

    @Test
    void aTrackPlaysInRealTimeAndIsOverAtItsEnd() {
        JsonNode playing = play(WALTZ).value();
        assertThat(playing.path("state").textValue()).isEqualTo("playing");
        assertThat(playing.path("output").textValue()).isEqualTo("silent");

        kit.pass(Duration.ofSeconds(4));
        assertThat(status().path("position").doubleValue()).isEqualTo(4.0);
        assertThat(status().path("track").path("title").textValue()).isEqualTo("Kitchen Waltz");

        kit.pass(Duration.ofSeconds(7));
        assertThat(status().path("state").textValue()).isEqualTo("stopped");
    }

    @Test
    void pauseKeepsThePlaceAndPlayGoesOnFromThere() {
        play(SNOW);
        kit.pass(Duration.ofSeconds(5));
        assertThat(kit.call("media.pause", "[]").value().path("position").doubleValue())
                .isEqualTo(5.0);
        kit.pass(Duration.ofMinutes(10));
        assertThat(status().path("state").textValue()).isEqualTo("paused");

        kit.call("media.play", "[]");
        kit.pass(Duration.ofSeconds(3));

        assertThat(status().path("position").doubleValue()).isEqualTo(8.0);
    }

    @Test
    void nextAndPreviousGoRound() {
        assertThatThrownBy(() -> kit.call("media.next", "[]")).hasMessage("Nothing has been played yet.");
        play(SNOW);

        assertThat(title(kit.call("media.next", "[]"))).isEqualTo("Kitchen Waltz");
        assertThat(title(kit.call("media.previous", "[]"))).isEqualTo("First Snow");
        kit.call("media.previous", "[]");
        kit.call("media.previous", "[]");
        assertThat(title(kit.call("media.previous", "[]"))).isEqualTo("Lanterns on the River");
    }

    @Test
    void theVolumeStaysBetweenItsBounds() {
        kit.call("media.volume", "[35]");

        assertThat(status().path("volume").intValue()).isEqualTo(35);
        assertThatThrownBy(() -> kit.call("media.volume", "[101]")).hasMessageContaining("101 percent");
    }

    @Test
    void aPreviewChangesNothing() {
        Performed preview = kit.preview("media.play", "[\"" + SNOW + "\"]");

        assertThat(title(preview)).isEqualTo("First Snow");
        assertThat(preview.value().path("output").isNull()).isTrue();
        for (String name : List.of("pause", "stop", "next", "previous")) {
            kit.preview("media." + name, "[]");
        }
        kit.preview("media.volume", "[10]");
        assertThat(status().path("track").isNull()).isTrue();
        assertThatThrownBy(() -> kit.preview("media.play", "[\"Music/none.wav\"]"))
                .hasMessage("There is no track \"Music/none.wav\" in Music.");
    }

    @Test
    void undoBringsBackWhatWasPlayingBefore() {
        play(SNOW);
        kit.pass(Duration.ofSeconds(6));
        Performed other = play(WALTZ);
        kit.pass(Duration.ofSeconds(2));
        Performed stopped = kit.call("media.stop", "[]");
        assertThat(status().path("state").textValue()).isEqualTo("stopped");

        kit.undo(stopped);
        assertThat(status().path("track").path("title").textValue()).isEqualTo("Kitchen Waltz");
        assertThat(status().path("position").doubleValue()).isEqualTo(2.0);

        kit.undo(other);
        assertThat(status().path("track").path("title").textValue()).isEqualTo("First Snow");
        assertThat(status().path("position").doubleValue()).isEqualTo(6.0);
    }

    @Test
    void undoOfTheFirstTrackLeavesThePlayerUnused() {
        Performed first = play(SNOW);

        kit.undo(first);
        kit.undo(first);

        assertThat(status().path("state").textValue()).isEqualTo("stopped");
        assertThat(status().path("track").isNull()).isTrue();
    }

    @Test
    void undoLeavesAPlayerAloneThatWasUsedSince() {
        Performed first = play(SNOW);
        play(WALTZ);

        assertThatThrownBy(() -> kit.undo(first)).hasMessage("The player has been used since.");
        assertThat(status().path("track").path("title").textValue()).isEqualTo("Kitchen Waltz");
    }

    @Test
    void aTitleNamesATrackIfItIsTheOnlyOne() throws Exception {
        assertThat(title(kit.call("media.play", "[\"first snow\"]"))).isEqualTo("First Snow");

        Files.copy(home.resolve("files/" + SNOW), home.resolve("files/Music/First Snow.wav"));
        assertThatThrownBy(() -> kit.call("media.play", "[\"First Snow\"]"))
                .hasMessage("2 tracks are called \"First Snow\".");
        assertThatThrownBy(() -> kit.call("media.play", "[\"Welcome.md\"]")).hasMessageContaining("is not music");
        assertThatThrownBy(() -> kit.call("media.play", "[\"../config.toml\"]")).isInstanceOf(DeviceFailure.class);
    }

    @Test
    void speakersPlayOrSayHowToDoWithoutThem() {
        kit.setting("media.output", "speakers").call("media.volume", "[0]");
        if (AudioSystem.isLineSupported(new Line.Info(SourceDataLine.class))) {
            assertThat(play(SNOW).value().path("output").textValue()).isEqualTo("speakers");
            kit.call("media.stop", "[]");
        } else {
            assertThatThrownBy(() -> play(SNOW)).isInstanceOfSatisfying(DeviceFailure.class, failure -> {
                assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.NOT_CONFIGURED);
                assertThat(failure.remedy()).contains("media.output");
            });
        }
        assertThat(status().path("state").textValue()).isEqualTo("stopped");
    }

    @Test
    void otherFormatsPlayInAProcessThatEndsWithTheMusic() throws Exception {
        Files.write(home.resolve("files/Music/Ada - Tide.mp3"), new byte[] {1});
        kit.setting("media.output", "speakers")
                .setting("media.mpv", home.resolve("no-such-mpv").toString());
        assertThatThrownBy(() -> play("Music/Ada - Tide.mp3")).hasMessageContaining("needs the program mpv");

        kit.setting(
                "media.mpv",
                player("echo \"$@\" > \"$0.args\"; exec sleep 60 \"$@\" 2>/dev/null")
                        .toString());
        assertThatThrownBy(() -> play("Music/Ada - Tide.mp3")).hasMessageContaining("could not play Tide");
        assertThat(status().path("state").textValue()).isEqualTo("stopped");

        kit.setting(
                "media.mpv",
                player("echo \"$@\" > \"$0.args\"; while :; do sleep 0.1; done").toString());
        Performed playing = play("Music/Ada - Tide.mp3");
        assertThat(playing.value().path("output").textValue()).isEqualTo("speakers");
        assertThat(home.resolve("mpv.args")).content().contains("--start=0.0", "--volume=70", "playing.mp3");
        ProcessHandle process = process(home).orElseThrow();
        assertThat(process.isAlive()).isTrue();

        kit.call("media.stop", "[]");

        process.onExit().join();
        assertThat(process.isAlive()).isFalse();
        assertThat(home.resolve("files/Music/Ada - Tide.mp3")).exists();
    }

    @Test
    void anUnknownOutputIsRefused() {
        kit.setting("media.output", "loud");

        assertThatThrownBy(() -> play(SNOW)).hasMessageContaining("not one of speakers, none, auto");
    }

    @Test
    void playlistsGrowAndAreUndone() {
        Performed first = kit.call("media.addToPlaylist", "[\"" + SNOW + "\",\"Winter\"]");
        kit.call("media.addToPlaylist", "[{\"path\":\"" + WALTZ + "\"},\"winter\"]");
        kit.call("media.addToPlaylist", "[\"" + SNOW + "\",\"winter\"]");

        JsonNode playlists = kit.call("media.playlists", "[]").value();
        assertThat(playlists).hasSize(1);
        assertThat(playlists.get(0).path("name").textValue()).isEqualTo("Winter");
        assertThat(playlists.get(0).path("tracks").findValuesAsText("title"))
                .containsExactly("First Snow", "Kitchen Waltz");
        assertThat(home.resolve("media/playlists/Winter.m3u")).hasContent("#EXTM3U\n" + SNOW + "\n" + WALTZ + "\n");
        assertThat(first.operation().describe(first.arguments()))
                .isEqualTo("Add " + SNOW + " to the playlist “Winter”");

        Performed other = kit.call("media.addToPlaylist", "[\"" + SNOW + "\",\"Tea\"]");
        kit.undo(other);
        assertThat(home.resolve("media/playlists/Tea.m3u")).doesNotExist();
        assertThatThrownBy(() -> kit.call("media.addToPlaylist", "[\"" + SNOW + "\",\"../x\"]"))
                .hasMessageContaining("cannot be the name of a playlist");
    }

    private Path player(String script) throws Exception {
        Path program = home.resolve("mpv");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private static java.util.Optional<ProcessHandle> process(Path home) {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info()
                        .arguments()
                        .map(a -> List.of(a).contains(home.resolve("mpv").toString()))
                        .orElse(false))
                .findFirst();
    }

    private Performed play(String track) {
        return kit.call("media.play", "[\"" + track + "\"]");
    }

    private JsonNode status() {
        return kit.call("media.status", "[]").value();
    }

    private List<String> titles(String phrase) {
        return kit.call("media.find", "[\"" + phrase + "\"]").value().findValuesAsText("title");
    }

    private static String title(Performed performed) {
        return performed.value().path("track").path("title").textValue();
    }
}
