package dev.errand.sandbox.worker;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// Any bytes: reading them gives messages, and then a [MalformedFrame] or the end. It never takes much more memory
/// than there were bytes, and what was read is what writing it gives back.
///
/// The first byte chooses whose words these are.
public final class FramesFuzz {
    private static final int LONGEST = 64 << 20;
    private static final ThreadMXBean MEMORY = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    /// What reading may allocate: so much for each byte, and so much in any case.
    private static final int FOR_EACH_BYTE = 64;

    private static final int IN_ANY_CASE = 1 << 20;

    private FramesFuzz() {}

    /// Who reads.
    private interface Reading {
        Message next(InputStream in) throws IOException;
    }

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        long most = IN_ANY_CASE + (long) FOR_EACH_BYTE * data.length;
        long used = read(data);
        // A class that is loaded for the first time costs memory too; that cannot happen again and again.
        for (int again = 0; used > most && again < 3; again++) {
            used = read(data);
        }
        if (used > most) {
            throw new AssertionError(data.length + " bytes made the reader allocate " + used);
        }
    }

    /// Reads all messages there are.
    ///
    /// @return bytes allocated for it
    private static long read(byte[] data) throws IOException {
        Reading reading = data[0] % 2 == 0 ? in -> Frames.fromWorker(in, LONGEST) : in -> Frames.fromHost(in, LONGEST);
        InputStream in = new ByteArrayInputStream(data, 1, data.length - 1);
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        List<Message> messages = new ArrayList<>();
        try {
            while (true) {
                messages.add(reading.next(in));
            }
        } catch (EOFException | MalformedFrame _) {
            long used = MEMORY.getCurrentThreadAllocatedBytes() - before;
            for (Message message : messages) {
                requireSameWhenWritten(message, reading);
            }
            return used;
        }
    }

    private static void requireSameWhenWritten(Message message, Reading reading) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Frames.write(written, message);
        Message again = reading.next(new ByteArrayInputStream(written.toByteArray()));
        if (!again.equals(message)) {
            throw new AssertionError("what was read is not what is written: " + message + " became " + again);
        }
    }
}
