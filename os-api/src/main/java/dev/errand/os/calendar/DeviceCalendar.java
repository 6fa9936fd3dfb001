package dev.errand.os.calendar;

import dev.errand.os.device.Hash;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import dev.errand.os.search.Words;
import java.util.List;
import java.util.Locale;

/// The area `calendar` of the device: files that end in `.ics`, from whatever program.
record DeviceCalendar(Storage storage, String stepId) implements EventStore {
    private static final String AREA = "calendar";
    private static final String TRASH = "trash/calendar";
    private static final String ENDING = ".ics";
    private static final int LONGEST_NAME = 40;

    @Override
    public List<EventFile> during(Range range) {
        return files();
    }

    @Override
    public List<EventFile> holding(String uid) {
        return files();
    }

    private List<EventFile> files() {
        return storage.walk(AREA).stream()
                .filter(entry -> entry.name().toLowerCase(Locale.ROOT).endsWith(ENDING))
                .map(entry -> new EventFile(entry.path(), "", storage.readText(entry.path())))
                .toList();
    }

    @Override
    public void create(String uid, String words, String text) {
        String plain = String.join("-", Words.of(words)).replaceAll("[^a-z0-9-]", "");
        String readable = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        storage.writeText(AREA + "/" + (readable.isEmpty() ? "event" : readable) + "-" + suffix() + ENDING, text);
    }

    @Override
    public void replace(EventFile file, String text) {
        storage.writeText(file.place(), text);
    }

    @Override
    public void remove(EventFile file) {
        String name = StoragePath.name(file.place());
        storage.move(
                file.place(),
                TRASH + "/" + name.substring(0, name.length() - ENDING.length()) + "-" + suffix() + ENDING);
    }

    /// The same whenever the step is done again.
    private String suffix() {
        return Hash.of(stepId).substring(0, 12);
    }

    @Override
    public boolean mayHaveRemoved() {
        return false;
    }
}
