package dev.errand.os.device;

import java.util.ArrayDeque;
import java.util.Deque;

/// Paths inside a [Storage]: slashes between names, the first of which is the area (`files`, `mail`, `notes`, …).
/// Nothing leads out of an area, whatever is written in the path.
public final class StoragePath {
    private StoragePath() {}

    /// The path of something that a person or a program named relative to an area; `.` and the empty path are the area
    /// itself.
    public static String in(String area, String path) {
        if (path.indexOf('\0') >= 0) {
            throw DeviceFailure.invalid("The path contains a zero character.", "Name the file as files.find shows it.");
        }
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
