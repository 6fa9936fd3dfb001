package dev.errand.os.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Writes the part of a JPEG that cameras write their notes into, byte for byte as the standard has it.
final class Exif {
    private static final int ASCII = 2;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    private Exif() {}

    /// An image of 40 x 30 pixels with a maker, a model, a time, and a place.
    static byte[] jpeg(String maker, String model, String time) {
        byte[] notes = notes(maker, model, time);
        ByteBuffer out = ByteBuffer.allocate(notes.length + 64);
        out.putShort((short) 0xFFD8);
        out.putShort((short) 0xFFE1).putShort((short) (notes.length + 8));
        out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(notes);
        out.putShort((short) 0xFFC0).putShort((short) 11);
        out.put((byte) 8).putShort((short) 30).putShort((short) 40);
        out.put(new byte[] {1, 1, 0x11, 0});
        out.putShort((short) 0xFFD9);
        byte[] image = new byte[out.position()];
        out.flip().get(image);
        return image;
    }

    private static byte[] notes(String maker, String model, String time) {
        ByteBuffer out = ByteBuffer.allocate(400);
        out.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        out.putShort((short) 4);
        text(out, 0x010F, maker, 200);
        text(out, 0x0110, model, 230);
        text(out, 0x0132, time, 260);
        entry(out, 0x8825, LONG, 1).putInt(80);
        out.putInt(0);
        out.position(80).putShort((short) 4);
        text(out, 1, "N", 0);
        entry(out, 2, RATIONAL, 3).putInt(300);
        text(out, 3, "E", 0);
        entry(out, 4, RATIONAL, 3).putInt(330);
        out.putInt(0);
        out.position(300);
        for (int each : new int[] {52, 1, 30, 1, 0, 1}) {
            out.putInt(each);
        }
        out.position(330);
        for (int each : new int[] {13, 1, 24, 1, 0, 1}) {
            out.putInt(each);
        }
        return out.array();
    }

    private static void text(ByteBuffer out, int tag, String text, int place) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.US_ASCII);
        entry(out, tag, ASCII, bytes.length);
        if (bytes.length <= 4) {
            out.put(bytes).put(new byte[4 - bytes.length]);
        } else {
            out.putInt(place);
            out.put(place, bytes);
        }
    }

    private static ByteBuffer entry(ByteBuffer out, int tag, int type, int count) {
        return out.putShort((short) tag).putShort((short) type).putInt(count);
    }
}
