package dev.errand.os.vobject;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Lines as these formats keep them: cut after 75 octets, continued by a space.
public final class FoldedLines {
    private static final int LONGEST_LINE = 75;

    private FoldedLines() {}

    public static List<String> unfold(String text) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> {
            boolean continues = !lines.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"));
            lines.add(continues ? lines.removeLast() + line.substring(1) : line);
        });
        return lines;
    }

    public static String fold(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> fold(line, text));
        return text.toString();
    }

    /// Never cuts inside a character.
    private static void fold(String line, StringBuilder text) {
        int octets = 0;
        for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
            String character = Character.toString(line.codePointAt(at));
            int width = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + width > LONGEST_LINE) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(character);
            octets += width;
        }
        text.append("\r\n");
    }
}
