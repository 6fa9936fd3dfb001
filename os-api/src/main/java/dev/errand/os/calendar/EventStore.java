package dev.errand.os.calendar;

import java.util.List;

/// Where calendar files are kept. Failures are [dev.errand.os.device.DeviceFailure]s.
sealed interface EventStore permits DeviceCalendar, ServerCalendar {
    /// All files that may hold something in that time.
    List<EventFile> during(Range range);

    /// All files that may hold the event.
    List<EventFile> holding(String uid);

    /// Keeps a new event; if this step has done so before, nothing changes.
    ///
    /// @param words a name that a person can read
    void create(String uid, String words, String text);

    /// Keeps a changed file; if this step has done so before, nothing changes.
    void replace(EventFile file, String text);

    /// Takes a file away.
    void remove(EventFile file);

    /// Whether an event that is not there may have been taken away by this very step, before a crash.
    boolean mayHaveRemoved();
}
