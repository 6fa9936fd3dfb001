package dev.errand.intents;

import java.util.Locale;

/// How an intent reached the device.
public enum Channel {
    TERMINAL,
    WEB,
    VOICE,
    MCP,
    SCHEDULE;

    /// The name used in JSON.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
