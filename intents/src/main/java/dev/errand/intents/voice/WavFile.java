package dev.errand.intents.voice;

import dev.errand.os.device.DeviceFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads the samples out of a WAV file, and brings them to one channel and [Audio#RATE].
final class WavFile {
    private static final int RIFF = tag("RIFF");
    private static final int WAVE = tag("WAVE");
    private static final int FORMAT = tag("fmt ");
    private static final int DATA = tag("data");
    private static final int WHOLE_NUMBERS = 1;
    private static final int FLOATING = 3;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int LEAST_RATE = 8_000;
    private static final int MOST_RATE = 192_000;
    private static final int MOST_CHANNELS = 8;
    private static final String REMEDY = "Give a WAV file of uncompressed samples, best with 16 bits, one channel and"
            + " 16,000 samples a second: \"ffmpeg -i IN -ac 1 -ar 16000 OUT.wav\" makes one of nearly anything.";

    /// @param coding [#WHOLE_NUMBERS] or [#FLOATING]
    private record Format(int coding, int channels, int rate, int bits) {
        int frame() {
            return channels * bits / 8;
        }
    }

    private final ByteBuffer file;

    private WavFile(byte[] bytes) {
        file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static short[] read(byte[] bytes) {
        if (bytes.length > Audio.MOST_BYTES) {
            throw DeviceFailure.invalid(
                    "The recording has more than %,d bytes.".formatted(Audio.MOST_BYTES),
                    "Record at most %d seconds, as one channel of 16,000 samples a second."
                            .formatted(Audio.LONGEST.toSeconds()));
        }
        return new WavFile(bytes).samples();
    }

    static DeviceFailure tooLong() {
        return DeviceFailure.invalid(
                "The recording is longer than %d seconds.".formatted(Audio.LONGEST.toSeconds()),
                "Say it in fewer words, or cut the recording.");
    }

    private short[] samples() {
        if (file.remaining() < 12 || file.getInt() != RIFF || skip(4).getInt() != WAVE) {
            throw wrong("is no WAV file");
        }
        Format format = null;
        while (file.remaining() >= 8) {
            int kind = file.getInt();
            long size = Integer.toUnsignedLong(file.getInt());
            if (kind == DATA) {
                if (format == null) {
                    throw wrong("does not say what its samples are like before they begin");
                }
                return atUsualRate(mixed(format, size), format.rate());
            }
            if (size > file.remaining()) {
                throw wrong("ends in the middle of its header");
            }
            int end = file.position() + (int) size;
            if (kind == FORMAT) {
                format = format((int) size);
            }
            file.position(Math.min(file.limit(), end + (int) (size & 1)));
        }
        throw wrong("has no samples");
    }

    private ByteBuffer skip(int bytes) {
        return file.position(file.position() + bytes);
    }

    private Format format(int size) {
        if (size < 16) {
            throw wrong("has a header that is too short");
        }
        int start = file.position();
        int coding = Short.toUnsignedInt(file.getShort());
        int channels = Short.toUnsignedInt(file.getShort());
        int rate = file.getInt();
        int bits = Short.toUnsignedInt(file.getShort(start + 14));
        if (coding == EXTENSIBLE && size >= 26) {
            coding = Short.toUnsignedInt(file.getShort(start + 24));
        }
        boolean readable = coding == WHOLE_NUMBERS
                ? bits == 8 || bits == 16 || bits == 24 || bits == 32
                : coding == FLOATING && bits == 32;
        if (!readable) {
            throw wrong("holds samples of a kind that is not read here (coding %d, %d bits)".formatted(coding, bits));
        }
        if (channels < 1 || channels > MOST_CHANNELS || rate < LEAST_RATE || rate > MOST_RATE) {
            throw wrong("has %d channels and %d samples a second; 1 to %d and %,d to %,d are read"
                    .formatted(channels, rate, MOST_CHANNELS, LEAST_RATE, MOST_RATE));
        }
        return new Format(coding, channels, rate, bits);
    }

    /// All channels in one. A program that writes to a pipe does not know the size beforehand, and writes none or all
    /// ones.
    private float[] mixed(Format format, long size) {
        boolean unknown = size == 0 || size >= 0x7FFF_0000L;
        if (!unknown && size > file.remaining()) {
            throw wrong("is cut off: it names %,d bytes of samples and has %,d".formatted(size, file.remaining()));
        }
        long bytes = unknown ? file.remaining() : size;
        int frames = (int) (bytes / format.frame());
        if (frames > format.rate() * Audio.LONGEST.toSeconds()) {
            throw tooLong();
        }
        if (frames == 0) {
            throw wrong("has no samples");
        }
        float[] mixed = new float[frames];
        for (int i = 0; i < frames; i++) {
            float sum = 0;
            for (int channel = 0; channel < format.channels(); channel++) {
                sum += sample(format);
            }
            mixed[i] = sum / format.channels();
        }
        return mixed;
    }

    /// The next sample, between -32768 and 32767.
    private float sample(Format format) {
        if (format.coding() == FLOATING) {
            float value = file.getFloat();
            return Float.isFinite(value) ? Math.clamp(value, -1f, 1f) * Short.MAX_VALUE : 0;
        }
        return switch (format.bits()) {
            case 8 -> (Byte.toUnsignedInt(file.get()) - 128) * 256f;
            case 16 -> file.getShort();
            case 24 -> Byte.toUnsignedInt(file.get()) / 256f + file.getShort();
            case 32 -> file.getInt() / 65_536f;
            default -> throw new IllegalStateException("Not checked: " + format);
        };
    }

    private static short[] atUsualRate(float[] samples, int rate) {
        float[] usual = rate == Audio.RATE ? samples : Resampling.between(samples, rate, Audio.RATE);
        short[] whole = new short[usual.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (short) Math.clamp(Math.round(usual[i]), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return whole;
    }

    private static int tag(String name) {
        return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
    }

    private static DeviceFailure wrong(String what) {
        return DeviceFailure.invalid("The recording " + what + ".", REMEDY);
    }
}
