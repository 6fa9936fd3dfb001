package dev.errand.os.reminders;

import dev.errand.os.spi.Keyed;

/// A reminder as an argument: its id or its text, or a Reminder that was listed.
@Keyed(kind = "reminder", members = "id")
public record ReminderRef(String id) {}
