package dev.errand.intents.voice;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.spi.Connection;
import java.nio.file.Path;
import java.util.Optional;

/// Who writes down what the person says.
public final class VoiceConnection implements Connection {
    @Override
    public String name() {
        return "voice";
    }

    @Override
    public Optional<String> configured(Settings settings) {
        String wanted = settings.text("voice.stt").orElse("auto");
        if (wanted.equals("off")) {
            return Optional.empty();
        }
        boolean server = settings.text("voice.url").isPresent();
        SpeechToText recogniser = new VoiceSettings(settings).recogniser();
        if (server && !wanted.equals("pocketsphinx")) {
            return Optional.of("a server for transcriptions, which gets what you say");
        }
        try {
            return Optional.of(recogniser.health());
        } catch (DeviceFailure missing) {
            if (wanted.equals("auto")) {
                return Optional.empty();
            }
            throw missing;
        }
    }

    @Override
    public String otherwise() {
        return "nothing spoken is understood: neither is a server named (voice.url), nor PocketSphinx installed (packages"
                + " pocketsphinx and pocketsphinx-en-us)";
    }

    @Override
    public String command() {
        return "errand setup voice";
    }

    @Override
    public void check(Settings settings, Path cache) {
        new VoiceSettings(settings).recogniser().health();
    }
}
