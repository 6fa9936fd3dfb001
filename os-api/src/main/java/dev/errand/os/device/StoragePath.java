package dev.errand.os.device;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Paths inside a [Storage]: slashes between names, the first of which is the area (`files`, `mail`, `notes`, …).
/// Nothing leads out of an area, whatever is written in the path.
public final class StoragePath {
    /// What file systems take, in bytes. Of the path of a whole file there is more: what the area lies in.
    private static final int LONGEST_NAME = 255;

    private static final int LONGEST = 3_000;
    private static final int SHOWN = 40;

    private StoragePath() {}

    /// The path of something that a person or a program named relative to an area; `.` and the empty path are the
    /// area itself.
    public static String in(String area, String path) {
        requireName(path);
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.replace('\\', '/').split("/")) {
            switch (name) {
                case "", "." -> {}
                case ".." -> {
                    if (names.pollLast() == null) {
                        throw DeviceFailure.invalid(
                                "The path \"" + path + "\" leads out of the device's " + area + ".",
                                "Use a path relative to the root of the " + area
                                        + ", such as the ones that list shows.");
                    }
                }
                default -> names.addLast(name);
            }
        }
        return names.isEmpty() ? area : area + "/" + String.join("/", names);
    }

    /// What no disk takes is said here, in words, rather than by whichever part of the system meets it first.
    private static void requireName(String path) {
        if (path.indexOf('\0') >= 0) {
            throw DeviceFailure.invalid("The path contains a zero character.", "Name the file as files.find shows it.");
        }
        if (path.codePoints().anyMatch(each -> Character.getType(each) == Character.SURROGATE)) {
            throw DeviceFailure.invalid("The path contains half a character.", "Name the file as files.find shows it.");
        }
        requireFit(path.replace('\\', '/'));
    }

    /// @throws DeviceFailure (invalid) if the path, or a name in it, is longer than disks take
    static void requireFit(String path) {
        if (path.length() * 3L <= LONGEST_NAME) {
            return;
        }
        boolean longName = Arrays.stream(path.split("/")).anyMatch(name -> bytes(name) > LONGEST_NAME);
        if (longName || bytes(path) > LONGEST) {
            throw DeviceFailure.invalid(
                    "The path that begins with \"" + path.substring(0, Math.min(path.length(), SHOWN))
                            + "\" is too long.",
                    "A name has at most " + LONGEST_NAME + " bytes, a path at most " + LONGEST + ".");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// The last name of a path.
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The folder that a path lies in; an area lies in the empty path.
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /// The area that a path lies in.
    public static String area(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /// The path without its area; `.` for the area itself.
    public static String relative(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? "." : path.substring(slash + 1);
    }
}
