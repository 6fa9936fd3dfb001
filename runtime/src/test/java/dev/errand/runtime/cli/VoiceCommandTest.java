package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.voice.Audio;
import dev.errand.intents.voice.TranscriptionServer;
import dev.errand.intents.voice.TranscriptionServer.Answer;
import dev.errand.runtime.cli.ErrandProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real program with recordings: their words come from a server, or from what is installed.
class VoiceCommandTest {
    private static final String NOTE = "create a note that the car needs new tires";

    @TempDir
    Path temporary;

    private DemoHome home;
    private String recording;

    @BeforeEach
    void device() throws IOException {
        home = DemoHome.in(temporary);
        short[] tone = new short[Audio.RATE];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) (9_000 * Math.sin(i * 0.08));
        }
        recording = file("said.wav", Audio.of(tone).wav());
    }

    private String file(String name, byte[] content) throws IOException {
        return Files.write(temporary.resolve(name), content).toString();
    }

    private void set(String... settings) throws IOException {
        Files.writeString(home.path("config.toml"), "[voice]\n" + String.join("\n", settings) + "\n");
    }

    private void listenBy(TranscriptionServer server, String... settings) throws IOException {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "url = \"" + server.url() + "\"";
        set(all);
    }

    /// A program in place of the one that speaks, which writes down what it is to say.
    private Path speaker() throws IOException {
        Path flite = Files.createDirectories(temporary.resolve("programs")).resolve("flite");
        Files.writeString(flite, "#!/bin/sh\ncat >> \"$0.said\"\n");
        assertThat(flite.toFile().setExecutable(true)).isTrue();
        return flite.resolveSibling("flite.said");
    }

    private Ended type(List<String> lines, String... arguments) {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs util-linux");
        ErrandProcess person = home.errand().flag("-Derrand.terminal=true");
        String command = person.command(arguments).stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        return home.errand()
                .typing(String.join("\n", lines) + "\n")
                .throughOnly("script", "-qec", command, "/dev/null")
                .run();
    }

    @Test
    void whatWasUnderstoodIsPrintedAndNothingElse() throws IOException {
        try (TranscriptionServer server = new TranscriptionServer(
                Answer.text("wake me at three thirty p m"), Answer.text("wake me at three thirty p m"))) {
            listenBy(server);

            assertThat(home.run("voice", recording, "--transcribe-only")
                            .exits(0)
                            .out())
                    .isEqualTo("wake me at 3:30 pm\n");
            Ended json =
                    home.run("voice", recording, "--transcribe-only", "--json").exits(0);
            assertThat(json.document().path("text").asText()).isEqualTo("wake me at 3:30 pm");
            assertThat(json.document().path("inGrammar").asBoolean()).isFalse();
            assertThat(home.run("runs", "--json").document().path("runs")).isEmpty();
        }
    }

    @Test
    void aRecordingBecomesARunAsItsWordsWould() throws IOException {
        try (TranscriptionServer server = new TranscriptionServer(Answer.text("add candles to my shopping list"))) {
            listenBy(server);

            Ended ended = home.run("voice", recording, "--json").exits(0);

            assertThat(ended.err()).contains("Heard: “add candles to my shopping list”");
            assertThat(ended.document().path("intent").asText()).isEqualTo("add candles to my shopping list");
            assertThat(home.text("lists/shopping.md")).containsOnlyOnce("candles");
            assertThat(home.run("export", ended.document().path("id").asText(), "--format", "jsonl")
                            .out())
                    .contains("\\\"channel\\\":\\\"voice\\\"");
        }
    }

    @Test
    void wordsThatNobodyConfirmedAreNotApprovedByYes() throws IOException {
        try (TranscriptionServer server = new TranscriptionServer(Answer.text(DemoHome.CAR_TITLE))) {
            listenBy(server);

            Ended parked =
                    home.run("voice", recording, "--yes", "--answer", "2").exits(3);

            assertThat(parked.err()).contains("--yes does not count");
            assertThat(home.sent()).isEmpty();
            home.run("approve", parked.run()).exits(0);
            assertThat(home.sent()).hasSize(1);
        }
    }

    @Test
    void atATerminalTheWordsAreCorrectedAndThenYesCounts() throws IOException {
        try (TranscriptionServer server = new TranscriptionServer(Answer.text("please lend my car title"))) {
            listenBy(server);

            Ended sent = type(List.of(DemoHome.CAR_TITLE), "voice", recording, "--yes", "--answer", "2")
                    .exits(0);

            assertThat(sent.out())
                    .contains("please lend my car title", "Enter to go on")
                    .doesNotContain("does not count");
            assertThat(home.sent()).hasSize(1);
        }
    }

    @Test
    void questionsAndResultsAreSpokenAndAnswersAreHeard() throws IOException {
        Path said = speaker();
        try (TranscriptionServer server = new TranscriptionServer(
                Answer.text(DemoHome.CAR_TITLE),
                Answer.text("hm"),
                Answer.text("number two"),
                Answer.text("no, thanks"))) {
            listenBy(server, "programs = \"" + said.getParent() + "\"");

            Ended denied = home.run(
                            "voice", recording, "--speak", "--reply", recording, "--reply", recording, "--reply",
                            recording)
                    .exits(4);

            assertThat(denied.err()).contains("Heard: “number two”", "Heard: “no, thanks”");
            assertThat(Files.readString(said))
                    .contains("Which contact do you mean", "1: Beacon Home Insurance", "2: Harbor Mutual Insurance")
                    .contains("I did not understand.")
                    .contains("Send “Car title” to claims@harbormutual.example.com")
                    .contains("This gives something to somebody else, and cannot be undone.")
                    .contains("Shall I do it? Say yes or no.");
            assertThat(home.sent()).isEmpty();
        }
    }

    @Test
    void aVoiceAloneSendsNothing() throws IOException {
        try (TranscriptionServer server =
                new TranscriptionServer(Answer.text(DemoHome.CAR_TITLE), Answer.text("yes please"))) {
            listenBy(server);

            Ended parked = home.run("voice", recording, "--answer", "2", "--reply", recording)
                    .exits(3);

            assertThat(parked.err()).contains("This needs more than a voice");
            assertThat(home.sent()).isEmpty();
        }
    }

    @Test
    void aVoiceAndAKeySend() throws IOException {
        try (TranscriptionServer server = new TranscriptionServer(
                Answer.text(DemoHome.CAR_TITLE),
                Answer.text("yes please"),
                Answer.text(DemoHome.CAR_TITLE),
                Answer.text("yes please"))) {
            listenBy(server);

            Ended doubt = type(List.of("", "what"), "voice", recording, "--answer", "2", "--reply", recording)
                    .exits(3);
            assertThat(doubt.out()).contains("type yes and Enter to confirm", "It waits for you.");
            assertThat(home.sent()).isEmpty();

            type(List.of("", "yes"), "voice", recording, "--answer", "2", "--reply", recording)
                    .exits(0);
            assertThat(home.sent()).hasSize(1);
        }
    }

    @Test
    void aVoiceAloneApprovesChangesOfTheDevice() throws IOException {
        home.run("rules", "add", "--ask", "--operation", "lists.add").exits(0);
        try (TranscriptionServer server =
                new TranscriptionServer(Answer.text("add candles to my shopping list"), Answer.text("ja bitte"))) {
            listenBy(server);

            Ended ended = home.run("voice", recording, "--reply", recording).exits(0);

            assertThat(ended.err()).contains("needs your yes", "Heard: “ja bitte”");
            assertThat(home.text("lists/shopping.md")).containsOnlyOnce("candles");
        }
    }

    @Test
    void whatIsNeitherYesNorNoIsAskedOnceMoreAndThenWaits() throws IOException {
        home.run("rules", "add", "--ask", "--operation", "lists.add").exits(0);
        try (TranscriptionServer server = new TranscriptionServer(
                Answer.text("add candles to my shopping list"), Answer.text("yesterday"), Answer.text("I guess so"))) {
            listenBy(server);

            Ended parked = home.run(
                            "voice", recording, "--reply", recording, "--reply", recording, "--reply", recording)
                    .exits(3);

            assertThat(parked.err()).contains("Was that yes or no?", "I did not understand. It waits for you.");
            assertThat(server.requests()).hasSize(3);
            assertThat(home.text("lists/shopping.md")).doesNotContain("candles");
        }
    }

    @Test
    void whatCannotBeHeardSaysWhyAndEndsAccordingly() throws IOException {
        set("stt = \"off\"");
        assertThat(home.run("voice", recording).exits(69).err()).contains("switched off (voice.stt)");
        set("pocketsphinx = \"" + temporary + "\"");
        assertThat(home.run("voice", recording).exits(69).err())
                .contains("voice.url names no server", "pocketsphinx-en-us", "type what you want");
        assertThat(home.run("voice", temporary.resolve("none.wav").toString())
                        .exits(2)
                        .err())
                .contains("none.wav cannot be read");
        assertThat(home.run("voice", file("song.mp3", new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 0, 0, 0, 0}))
                        .exits(2)
                        .err())
                .contains("no WAV file", "ffmpeg");
        try (TranscriptionServer server = new TranscriptionServer(Answer.text(""), Answer.of(401, "{}"))) {
            listenBy(server);
            assertThat(home.run("voice", recording).exits(6).err()).contains("Nothing was said");
            assertThat(home.run("voice", recording).exits(69).err()).contains("refuses the key");
        }
        assertThat(home.run("runs", "--json").document().path("runs")).isEmpty();
    }

    @Test
    void withoutAnythingThatSpeaksTheRunGoesOnInSilence() throws IOException {
        try (TranscriptionServer server = new TranscriptionServer(Answer.text(NOTE))) {
            listenBy(server, "programs = \"" + temporary + "\"");

            Ended ended = home.run("voice", recording, "--speak").exits(0);

            assertThat(ended.err()).contains("Neither flite nor espeak-ng is installed");
        }
    }

    @Test
    void theRecogniserOfThisMachineIsEnough() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/flite")), "needs the Debian package flite");
        Assumptions.assumeTrue(
                Files.isRegularFile(Path.of("/usr/share/pocketsphinx/model/en-us/en-us.lm.bin"))
                        && Files.isExecutable(Path.of("/usr/bin/pocketsphinx_continuous")),
                "needs the Debian packages pocketsphinx and pocketsphinx-en-us");
        String said = temporary.resolve("spoken.wav").toString();
        new ProcessBuilder("flite", "-voice", "slt", "-t", DemoHome.CAR_TITLE, "-o", said)
                .start()
                .waitFor();

        Ended sent = home.run("voice", said, "--yes", "--answer", "2").exits(0);

        assertThat(sent.err()).doesNotContain("does not count");
        assertThat(home.sent()).hasSize(1);
    }
}
