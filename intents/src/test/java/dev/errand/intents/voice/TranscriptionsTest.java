package dev.errand.intents.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.intents.voice.TranscriptionServer.Answer;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptionsTest {
    private static final Catalogue CATALOGUE = SkillReader.installed();
    private static final byte[] WAV = Audio.of(Speech.tone(8_000, 9_000)).wav();

    @TempDir
    Path temporary;

    private static Transcriptions transcriptions(Map<String, String> settings) {
        return Transcriptions.of(Speech.settings(settings), CATALOGUE, () -> List.of("Priya Raman", "Anna Keller"));
    }

    private static DeviceFailure failure(Map<String, String> settings) {
        try (Transcriptions transcriptions = transcriptions(settings)) {
            transcriptions.transcribe(WAV);
            throw new AssertionError("It was written down");
        } catch (DeviceFailure e) {
            return e;
        }
    }

    @Test
    void whatAServerHeardIsPutAsItWouldHaveBeenTyped() {
        try (TranscriptionServer server =
                        new TranscriptionServer(Answer.text("send a message to prea rahman at three thirty p m"));
                Transcriptions transcriptions = transcriptions(Map.of("voice.url", server.url()))) {
            Transcript heard = transcriptions.transcribe(WAV);

            assertThat(heard.text()).isEqualTo("send a message to Priya Raman at 3:30 pm");
            assertThat(heard.changes())
                    .containsExactly("\"prea rahman\" was taken for Priya Raman, which is in your contacts.");
        }
    }

    @Test
    void aServerThatFailsIsNotReplacedByTheLocalEngineNorTheOtherWayRound() {
        try (TranscriptionServer server = new TranscriptionServer(Answer.of(400, "no"))) {
            assertThat(failure(Map.of("voice.url", server.url())).kind()).isEqualTo(DeviceFailure.Kind.UNREACHABLE);
            Map<String, String> local = Map.of(
                    "voice.url", server.url(), "voice.stt", "pocketsphinx", "voice.pocketsphinx", temporary.toString());
            assertThat(failure(local).kind()).isEqualTo(DeviceFailure.Kind.NOT_CONFIGURED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void theKeyIsGivenByReference() {
        try (TranscriptionServer server = new TranscriptionServer(Answer.text("hello"));
                Transcriptions transcriptions = transcriptions(
                        Map.of("voice.url", server.url(), "voice.key", "env:VOICE_KEY", "env VOICE_KEY", "k-123456"))) {
            transcriptions.transcribe(WAV);

            assertThat(server.requests().getFirst().authorization()).isEqualTo("Bearer k-123456");
        }
        assertThat(failure(Map.of("voice.url", "http://127.0.0.1:1/", "voice.key", "k-123456"))
                        .getMessage())
                .contains("no reference to a secret")
                .doesNotContain("k-123456");
    }

    @Test
    void settingsThatMakeNoSenseAreNamed() {
        assertThat(failure(Map.of("voice.stt", "off"))).hasMessageContaining("switched off (voice.stt)");
        assertThat(failure(Map.of("voice.stt", "vosk"))).hasMessageContaining("voice.stt");
        assertThat(failure(Map.of("voice.stt", "endpoint")).remedy()).contains("voice.url");
        assertThat(failure(Map.of("voice.url", "ftp://user:geheim@example.org")))
                .hasMessageContaining("voice.url is no address")
                .satisfies(e -> assertThat(e.getMessage() + e.remedy()).doesNotContain("geheim"));
        assertThat(failure(Map.of("voice.pocketsphinx", temporary.toString())).remedy())
                .contains("pocketsphinx-en-us", "voice.url", "type");
    }

    @Test
    void whatIsNoRecordingIsSentNowhere() {
        try (TranscriptionServer server = new TranscriptionServer(Answer.text("hello"));
                Transcriptions transcriptions = transcriptions(Map.of("voice.url", server.url()))) {
            assertThatExceptionOfType(DeviceFailure.class)
                    .isThrownBy(() -> transcriptions.transcribe("no audio".getBytes(StandardCharsets.UTF_8)));
            assertThat(transcriptions.transcribe(Audio.of(new short[100])).text())
                    .isEmpty();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void sentencesOfTheSkillsAreWhatTheEngineExpects() {
        List<String> sentences = Fillers.sentences(CATALOGUE, List.of("Priya Raman"));

        assertThat(sentences)
                .hasSizeBetween(1_000, 40_000)
                .contains("yes please", "what time is it")
                .anyMatch(sentence -> sentence.contains("Priya Raman"))
                .noneMatch(sentence -> sentence.contains("{") || sentence.contains("["));
    }

    @Test
    void thePocketSphinxOfThisMachineKnowsTheSkillsSentences() {
        Speech.assumePocketSphinx();
        try (Transcriptions transcriptions = transcriptions(Map.of())) {
            Transcript sure = transcriptions.transcribe(Speech.said("set an alarm for seven tomorrow morning"));
            Transcript unsure =
                    transcriptions.transcribe(Speech.said("rms", "my grandmother liked to dance in the rain"));

            assertThat(sure.text()).isEqualTo("set an alarm for seven tomorrow morning");
            assertThat(sure.inGrammar()).isTrue();
            assertThat(unsure.inGrammar()).isFalse();
        }
    }

    @Test
    void theSpeakerGetsTheTextAsItIsAndNoShellReadsIt() throws Exception {
        Path flite = temporary.resolve("flite");
        Files.writeString(flite, "#!/bin/sh\necho \"$@\" > \"$0.arguments\"\ncat > \"$0.said\"\n");
        assertThat(flite.toFile().setExecutable(true)).isTrue();
        Settings settings = Speech.settings(Map.of("voice.programs", temporary.toString(), "voice.speaker", "rms"));

        Transcriptions.speaker(settings).say("-o /etc/x; $(touch pwned) `id`\u0007\nDöner");

        assertThat(Files.readString(temporary.resolve("flite.said")))
                .isEqualTo("-o /etc/x; $(touch pwned) `id` Döner\n");
        assertThat(Files.readString(temporary.resolve("flite.arguments"))).isEqualTo("-voice rms\n");
    }

    @Test
    void whereNothingSpeaksItIsSaidWhatToInstall() {
        Settings settings = Speech.settings(Map.of("voice.programs", temporary.toString()));

        assertThatExceptionOfType(DeviceFailure.class)
                .isThrownBy(() -> Transcriptions.speaker(settings))
                .satisfies(e -> assertThat(e.remedy()).contains("flite", "espeak-ng"));
    }

    @Test
    void theDoctorSaysWhatThereIs() {
        VoiceConnection connection = new VoiceConnection();
        assertThat(connection.configured(Speech.settings(Map.of("voice.stt", "off"))))
                .isEmpty();
        assertThat(connection.configured(Speech.settings(Map.of("voice.pocketsphinx", temporary.toString()))))
                .isEmpty();
        assertThat(connection.otherwise()).contains("voice.url", "pocketsphinx-en-us");
        Settings wanted =
                Speech.settings(Map.of("voice.stt", "pocketsphinx", "voice.pocketsphinx", temporary.toString()));
        assertThatExceptionOfType(DeviceFailure.class).isThrownBy(() -> connection.configured(wanted));
        try (TranscriptionServer server = new TranscriptionServer(Answer.of(401, "{}"))) {
            Settings remote = Speech.settings(Map.of("voice.url", server.url()));
            assertThat(connection.configured(remote)).isPresent();
            assertThatExceptionOfType(DeviceFailure.class)
                    .isThrownBy(() -> connection.check(remote, temporary))
                    .withMessageContaining("refuses the key");
        }
    }
}
