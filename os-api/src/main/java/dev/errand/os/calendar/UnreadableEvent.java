package dev.errand.os.calendar;

/// Something in the calendar that could not be read, and was left as it is.
public record UnreadableEvent(String file, String problem) {}
