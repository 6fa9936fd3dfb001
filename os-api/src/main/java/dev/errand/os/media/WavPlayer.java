package dev.errand.os.media;

import java.io.File;
import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.FloatControl;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.UnsupportedAudioFileException;

/// Plays one file and ends. A program of its own, so that the music goes on when the command is done. It says `playing`
/// once the output is open; if it cannot be opened, it ends with code 1.
final class WavPlayer {
    private WavPlayer() {}

    /// @param arguments the file, the seconds to start at, the volume from 0 to 100
    public static void main(String[] arguments) {
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(new File(arguments[0]))) {
            play(sound, Double.parseDouble(arguments[1]), Integer.parseInt(arguments[2]));
        } catch (IOException | UnsupportedAudioFileException | LineUnavailableException | IllegalArgumentException e) {
            System.err.println(e);
            System.exit(1);
        }
    }

    private static void play(AudioInputStream sound, double start, int volume)
            throws IOException, LineUnavailableException {
        AudioFormat format = sound.getFormat();
        long frames = (long) (start * format.getFrameRate());
        sound.skipNBytes(frames * format.getFrameSize());
        try (SourceDataLine line = AudioSystem.getSourceDataLine(format)) {
            line.open(format);
            setVolume(line, volume);
            line.start();
            System.out.println("playing");
            byte[] buffer = new byte[4096 * format.getFrameSize()];
            for (int read = sound.read(buffer); read >= 0; read = sound.read(buffer)) {
                line.write(buffer, 0, read);
            }
            line.drain();
        }
    }

    /// Half the percentage is half the amplitude; a line without such a control plays as loud as it does.
    private static void setVolume(SourceDataLine line, int volume) {
        if (line.isControlSupported(FloatControl.Type.MASTER_GAIN)) {
            FloatControl gain = (FloatControl) line.getControl(FloatControl.Type.MASTER_GAIN);
            float decibels = volume == 0 ? gain.getMinimum() : (float) (20 * Math.log10(volume / 100.0));
            gain.setValue(Math.clamp(decibels, gain.getMinimum(), gain.getMaximum()));
        }
    }
}
