package dev.errand.sandbox.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// One frame being written. It grows as it must.
final class FrameWriter {
    private static final int LENGTH = Integer.BYTES;

    private ByteBuffer bytes = ByteBuffer.allocate(512).position(LENGTH);

    FrameWriter kind(Frames.Kind kind) {
        return choice(kind);
    }

    @SuppressWarnings("EnumOrdinal") // both ends are always of one build
    FrameWriter choice(Enum<?> value) {
        room(1).put((byte) value.ordinal());
        return this;
    }

    FrameWriter flag(boolean value) {
        room(1).put((byte) (value ? 1 : 0));
        return this;
    }

    FrameWriter number(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    /// Half a surrogate pair is written as a question mark.
    FrameWriter text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + encoded.length).putInt(encoded.length).put(encoded);
        return this;
    }

    private ByteBuffer room(int count) {
        if (bytes.remaining() < count) {
            int size = Math.max(bytes.capacity() * 2, Math.addExact(bytes.position(), count));
            bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), size)).position(bytes.position());
        }
        return bytes;
    }

    void writeTo(OutputStream out) throws IOException {
        bytes.putInt(0, bytes.position() - LENGTH);
        out.write(bytes.array(), 0, bytes.position());
        out.flush();
    }
}
