package dev.errand.intents.voice;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Who writes down speech and who speaks, as the settings `voice.*` name them. A server is asked where it is named
/// and nowhere else; where it fails, nobody else is asked in its place.
final class VoiceSettings {
    private final Settings settings;

    VoiceSettings(Settings settings) {
        this.settings = settings;
    }

    /// @throws DeviceFailure (not configured) if it is switched off, or the settings make no sense
    SpeechToText recogniser() {
        return switch (settings.text("voice.stt").orElse("auto")) {
            case "auto" -> url().isPresent() ? endpoint() : pocketSphinx();
            case "endpoint" -> endpoint();
            case "pocketsphinx" -> pocketSphinx();
            case "off" ->
                throw DeviceFailure.notConfigured(
                        "Writing down speech is switched off (voice.stt).",
                        "Set voice.stt to auto, or type what you want.");
            default -> throw unknown("voice.stt", "auto, endpoint, pocketsphinx or off");
        };
    }

    private Optional<String> url() {
        return settings.dereferenced("voice.url").filter(url -> !url.isBlank());
    }

    private PocketSphinx pocketSphinx() {
        Path model = settings.text("voice.pocketsphinx").map(Path::of).orElse(PocketSphinx.USUAL_MODEL);
        return new PocketSphinx(model, number("voice.margin", PocketSphinx.USUAL_MARGIN));
    }

    private TranscriptionEndpoint endpoint() {
        String url = url().orElseThrow(() -> DeviceFailure.notConfigured(
                "No server for transcriptions is named.",
                "Set voice.url, for example to https://api.openai.com/v1 or to a server of your own; it gets your"
                        + " recordings."));
        return new TranscriptionEndpoint(new TranscriptionEndpoint.Access(
                address(url),
                Secret.named("voice.key", settings),
                settings.text("voice.model").orElse("whisper-1"),
                settings.text("voice.language").orElse(""),
                Duration.ofSeconds(Math.max(1, number("voice.timeout", 60))),
                number("voice.retries", 2)));
    }

    private static URI address(String url) {
        try {
            URI address = new URI(url.strip());
            if (address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException _) {
            // Said below, without the address: it may hold a password.
        }
        throw DeviceFailure.notConfigured(
                "voice.url is no address of a server.", "Set it to one such as https://api.openai.com/v1.");
    }

    /// @throws DeviceFailure (not configured) if it is switched off, or nothing that speaks is installed
    TextToSpeech speaker() {
        String speaker = settings.text("voice.speaker").orElse("");
        return switch (settings.text("voice.tts").orElse("auto")) {
            case "auto" ->
                SpeechProgram.flite(speaker, settings)
                        .or(() -> SpeechProgram.espeak(speaker, settings))
                        .orElseThrow(() -> mute("Neither flite nor espeak-ng is installed"));
            case "flite" ->
                SpeechProgram.flite(speaker, settings).orElseThrow(() -> mute("The program flite is not installed"));
            case "espeak-ng" ->
                SpeechProgram.espeak(speaker, settings)
                        .orElseThrow(() -> mute("The program espeak-ng is not installed"));
            case "off" -> throw DeviceFailure.notConfigured("Speaking is switched off (voice.tts).", "Set voice.tts.");
            default -> throw unknown("voice.tts", "auto, flite, espeak-ng or off");
        };
    }

    private static DeviceFailure mute(String what) {
        return DeviceFailure.notConfigured(
                what + ": nothing is said aloud.", "Install one of the packages flite and espeak-ng.");
    }

    private static DeviceFailure unknown(String setting, String allowed) {
        return DeviceFailure.notConfigured(
                "The setting " + setting + " names nothing that there is.", "Set it to " + allowed + ".");
    }

    private int number(String setting, int fallback) {
        return settings.text(setting)
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(fallback);
    }
}
