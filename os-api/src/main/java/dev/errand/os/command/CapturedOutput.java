package dev.errand.os.command;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Takes what a command writes, however much that is, and keeps its beginning and its end: the end is where commands
/// say what went wrong. Thread-safe.
public final class CapturedOutput extends OutputStream {
    /// Bytes that are kept of each end.
    static final int KEPT = 100_000;

    private final byte[] head = new byte[KEPT];
    private final byte[] tail = new byte[KEPT];
    private long count;

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (count < KEPT) {
                head[(int) count] = bytes[i];
            } else {
                tail[(int) (count % KEPT)] = bytes[i];
            }
            count++;
        }
    }

    /// Whether some of it was left out.
    public synchronized boolean isCut() {
        return count > 2L * KEPT;
    }

    /// As UTF-8; what is not is replaced. Where something was left out, a line says how much.
    public synchronized String text() {
        String beginning = new String(head, 0, (int) Math.min(count, KEPT), StandardCharsets.UTF_8);
        if (count <= KEPT) {
            return beginning;
        }
        byte[] end = new byte[(int) Math.min(count - KEPT, KEPT)];
        for (int i = 0; i < end.length; i++) {
            end[i] = tail[(int) ((count - end.length + i) % KEPT)];
        }
        if (isCut()) {
            String gap = "\n[" + (count - 2L * KEPT) + " bytes left out here]\n";
            return beginning + gap + new String(end, StandardCharsets.UTF_8);
        }
        byte[] whole = new byte[(int) count];
        System.arraycopy(head, 0, whole, 0, KEPT);
        System.arraycopy(end, 0, whole, KEPT, end.length);
        return new String(whole, StandardCharsets.UTF_8);
    }
}
