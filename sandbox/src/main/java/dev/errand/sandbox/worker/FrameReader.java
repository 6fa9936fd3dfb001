package dev.errand.sandbox.worker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// One frame being read, field by field, each checked.
final class FrameReader {
    private final ByteBuffer bytes;

    private FrameReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static FrameReader next(InputStream in, int longest) throws IOException {
        int length = ByteBuffer.wrap(exactly(in, Integer.BYTES)).getInt();
        if (length < 1 || length > longest) {
            throw new MalformedFrame("a frame of " + length + " bytes; at most " + longest + " are read");
        }
        return new FrameReader(ByteBuffer.wrap(exactly(in, length)));
    }

    /// Reads in pieces, so that a length alone makes nobody allocate.
    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] read = in.readNBytes(count);
        if (read.length < count) {
            throw new EOFException("the other end is gone");
        }
        return read;
    }

    Frames.Kind kind() throws MalformedFrame {
        return choice(Frames.Kind.values());
    }

    <E> E choice(E[] values) throws MalformedFrame {
        int ordinal = room(1).get();
        if (ordinal < 0 || ordinal >= values.length) {
            throw new MalformedFrame("choice " + ordinal + " of " + values.length);
        }
        return values[ordinal];
    }

    boolean flag() throws MalformedFrame {
        return choice(new Boolean[] {false, true});
    }

    long number() throws MalformedFrame {
        return room(Long.BYTES).getLong();
    }

    /// A number from -1 up to what an `int` holds.
    int smallNumber() throws MalformedFrame {
        long value = number();
        if (value < -1 || value > Integer.MAX_VALUE) {
            throw new MalformedFrame("the number " + value + " cannot be one here");
        }
        return (int) value;
    }

    String text() throws MalformedFrame {
        int length = room(Integer.BYTES).getInt();
        if (length < 0) {
            throw new MalformedFrame("a text of " + length + " bytes");
        }
        ByteBuffer text = room(length).slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        try {
            // A decoder of one's own reports what is no UTF-8.
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException _) {
            throw new MalformedFrame("a text that is no UTF-8");
        }
    }

    void requireEnd() throws MalformedFrame {
        if (bytes.hasRemaining()) {
            throw new MalformedFrame(bytes.remaining() + " bytes after the last field");
        }
    }

    private ByteBuffer room(int count) throws MalformedFrame {
        if (bytes.remaining() < count) {
            throw new MalformedFrame("a field beyond the end of its frame");
        }
        return bytes;
    }
}
