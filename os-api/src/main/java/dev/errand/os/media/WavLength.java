package dev.errand.os.media;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads the length of a WAV file off its header.
final class WavLength {
    private static final long UNKNOWN = 0xffffffffL;

    private WavLength() {}

    /// In seconds; nothing if it is no WAV file or does not say.
    static @Nullable Double read(InputStream content) {
        try (DataInputStream in = new DataInputStream(content)) {
            if (!word(in).equals("RIFF") || number(in) < 0 || !word(in).equals("WAVE")) {
                return null;
            }
            long bytesASecond = 0;
            while (true) {
                String chunk = word(in);
                long size = number(in);
                if (chunk.equals("data")) {
                    return bytesASecond == 0 || size == UNKNOWN ? null : (double) size / bytesASecond;
                }
                long rest = size + (size & 1);
                if (chunk.equals("fmt ")) {
                    in.skipNBytes(8);
                    bytesASecond = number(in);
                    rest -= 12;
                }
                in.skipNBytes(rest);
            }
        } catch (IOException e) {
            // The header is cut off: such a file has no known length, and says so when it is played.
            return null;
        }
    }

    private static String word(DataInputStream in) throws IOException {
        byte[] bytes = new byte[4];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static long number(DataInputStream in) throws IOException {
        return Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
    }
}
