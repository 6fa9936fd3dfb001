package dev.errand.os.files;

import dev.errand.os.device.Device;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.index.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps the index of a device's files up to date for as long as it is open: for processes that stay, so that also
/// the first search finds everything. Searches do the same for the files they come across; this is for those nobody
/// has searched yet. Thread-safe.
public final class FileIndexing implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private final Storage files;
    private final FileIndex index;
    private final CountDownLatch closed = new CountDownLatch(1);

    private FileIndexing(Device device) {
        files = device.storage();
        index = FileIndex.in(device.cache());
    }

    /// Starts in the background; does nothing where `files.index` is off or says nothing sensible, which searches
    /// complain about.
    public static FileIndexing of(Device device) {
        FileIndexing indexing = new FileIndexing(device);
        if (isWanted(device)) {
            indexing.index.stay();
            Thread.ofPlatform().name("errand-files").daemon().start(indexing::keep);
        }
        return indexing;
    }

    private static boolean isWanted(Device device) {
        try {
            return IndexMode.of(device.settings()) != IndexMode.OFF;
        } catch (DeviceFailure e) {
            return false;
        }
    }

    private void keep() {
        try {
            do {
                look();
            } while (!closed.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (new Places(files).below(FileRef.AREA).size() >= ContentSearch.MANY) {
                index.update(files, List.of());
            }
        } catch (DeviceFailure e) {
            System.getLogger(FileIndexing.class.getName())
                    .log(System.Logger.Level.DEBUG, "The files cannot be listed now", e);
        }
    }

    /// Brings the index up to date now, and waits for that.
    public void bringUpToDate() {
        index.awaitRest();
        look();
        index.awaitRest();
    }

    /// How a device's files are found, in a sentence for the person.
    public static String inWords(Device device) {
        IndexMode mode;
        try {
            mode = IndexMode.of(device.settings());
        } catch (DeviceFailure e) {
            return e.getMessage() + " " + e.remedy();
        }
        if (mode == IndexMode.OFF) {
            return "found by reading them; " + IndexMode.SETTING + " is off";
        }
        try (Snapshot snapshot = FileIndex.in(device.cache()).snapshot().orElse(null)) {
            return snapshot == null
                    ? "found by reading them; from " + ContentSearch.MANY + " files on an index is kept ("
                            + IndexMode.SETTING + ")"
                    : snapshot.keys().size() + " in the index (" + IndexMode.SETTING + ")";
        }
    }

    /// Stops within the file that is being read.
    @Override
    public void close() {
        closed.countDown();
        index.stop();
    }
}
