package dev.errand.intents.voice;

import dev.errand.os.device.DeviceFailure;
import java.io.InputStream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.TargetDataLine;

/// The microphone of the machine, through Java's own sound system.
public final class Microphone implements AudioSource {
    private static final AudioFormat FORMAT = new AudioFormat(Audio.RATE, 16, 1, true, false);

    /// A second: whoever listens may be kept from it for a moment.
    private static final int BUFFER = Audio.RATE * 2;

    /// @throws DeviceFailure (not configured) if there is none
    public void require() {
        if (!AudioSystem.isLineSupported(new DataLine.Info(TargetDataLine.class, FORMAT))) {
            throw DeviceFailure.notConfigured(
                    "No microphone was found on this machine.",
                    "Connect one (on Linux, Java reads ALSA devices: `arecord -l` lists them), give a recording instead"
                            + " (errand voice FILE.wav), or type what you want.");
        }
    }

    @Override
    public InputStream open() {
        require();
        try {
            TargetDataLine line = AudioSystem.getTargetDataLine(FORMAT);
            line.open(FORMAT, BUFFER);
            line.start();
            return new AudioInputStream(line);
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
            throw DeviceFailure.failed(
                    "The microphone cannot be used: another program may have it, or this one may not.",
                    "Close what else records, check the permissions of the system, or give a recording (errand voice"
                            + " FILE.wav).");
        }
    }
}
