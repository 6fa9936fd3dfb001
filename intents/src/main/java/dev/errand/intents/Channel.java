package dev.errand.intents;

import java.util.Arrays;
import java.util.Locale;

/// How an intent reached the device.
public enum Channel {
    TERMINAL,
    WEB,
    VOICE,
    MCP,
    CHAT,
    SCHEDULE;

    /// Whether what is said there may be anybody's words: a program speaks that others speak with.
    public boolean isOutside() {
        return switch (this) {
            case MCP, CHAT -> true;
            case TERMINAL, WEB, VOICE, SCHEDULE -> false;
        };
    }

    /// The same by a name, which may be none of a channel.
    public static boolean isOutside(String id) {
        return Arrays.stream(values())
                .anyMatch(each -> each.isOutside() && each.id().equals(id));
    }

    /// The name used in JSON.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
