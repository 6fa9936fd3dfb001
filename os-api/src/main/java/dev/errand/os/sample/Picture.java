package dev.errand.os.sample;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// Paints small landscapes and writes them as PNG, without the desktop libraries and the time they take to start.
final class Picture {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 200;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /// The colour of a point, as `0xRRGGBB`.
    private interface Motif {
        int at(int x, int y);
    }

    private Picture() {}

    /// An evening sky with a low sun over the sea.
    static byte[] sunset() {
        return png((x, y) -> {
            int dx = x - 210;
            int dy = y - 105;
            if (y < 120 && dx * dx + dy * dy < 28 * 28) {
                return 0xffe9a8;
            }
            boolean glitter = y >= 120 && Math.abs(dx) < (y - 110) / 2 && (x + 3 * y) % 7 < 3;
            return y < 120
                    ? mix(0x3b4c8c, 0xf0905a, y, 120)
                    : glitter ? 0xf6c98a : mix(0x5a5078, 0x1f2a48, y - 120, 80);
        });
    }

    /// Green hills, one behind the other.
    static byte[] garden() {
        return png((x, y) -> {
            int back = 90 + (x - 160) * (x - 160) / 900;
            int front = 150 - x * (320 - x) / 900;
            if (y > front) {
                return (x * 31 + y * 17) % 97 == 0 ? 0xf4e04d : mix(0x4f8f3a, 0x2d5a27, y - front, 120);
            }
            return y > back ? 0x8db870 : mix(0x9cc9ee, 0xe6f2fb, y, back);
        });
    }

    private static int mix(int from, int to, int part, int whole) {
        int share = Math.clamp(part, 0, whole);
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = (from >> shift) & 0xff;
            int b = (to >> shift) & 0xff;
            mixed |= (a + (b - a) * share / whole) << shift;
        }
        return mixed;
    }

    private static byte[] png(Motif motif) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(SIGNATURE);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(header);
            fields.writeInt(WIDTH);
            fields.writeInt(HEIGHT);
            // Eight bits a channel, red green blue, and the only methods there are.
            fields.write(new byte[] {8, 2, 0, 0, 0});
            chunk("IHDR", header.toByteArray(), out);
            chunk("IDAT", pixels(motif), out);
            chunk("IEND", new byte[0], out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] pixels(Motif motif) throws IOException {
        byte[] raw = new byte[HEIGHT * (1 + 3 * WIDTH)];
        int i = 0;
        for (int y = 0; y < HEIGHT; y++) {
            raw[i++] = 0;
            for (int x = 0; x < WIDTH; x++) {
                int colour = motif.at(x, y);
                raw[i++] = (byte) (colour >> 16);
                raw[i++] = (byte) (colour >> 8);
                raw[i++] = (byte) colour;
            }
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(raw);
        }
        return packed.toByteArray();
    }

    private static void chunk(String type, byte[] content, DataOutputStream out) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) sum.getValue());
    }
}
