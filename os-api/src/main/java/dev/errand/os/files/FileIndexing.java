package dev.errand.os.files;

import dev.errand.os.device.Device;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.index.Snapshot;
import dev.errand.os.meaning.Embeddings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps the index of a device's files up to date for as long as it is open: for processes that stay, so that also
/// the first search finds everything. Searches do the same for the files they come across; this is for those nobody
/// has searched yet. Thread-safe.
public final class FileIndexing implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private final Storage files;
    private final IndexMode mode;
    private final FileIndex words;
    private final FileIndex meanings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread keeper =
            Thread.ofPlatform().name("errand-files").daemon().unstarted(this::keep);

    private FileIndexing(Device device, IndexMode mode) {
        this.mode = mode;
        files = device.storage();
        words = FileIndex.in(device.cache());
        meanings = FileIndex.ofMeanings(device.cache());
    }

    /// Starts in the background; does nothing where `files.index` is off or says nothing sensible, which searches
    /// complain about.
    public static FileIndexing of(Device device) {
        FileIndexing indexing = new FileIndexing(device, wanted(device));
        if (indexing.mode != IndexMode.OFF) {
            indexing.words.stay();
            indexing.keeper.start();
        }
        return indexing;
    }

    private static IndexMode wanted(Device device) {
        try {
            return IndexMode.of(device.settings());
        } catch (DeviceFailure e) {
            return IndexMode.OFF;
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

    /// One index after the other, so that together they take no more than one of them does.
    private void look() {
        try {
            long all = visible(files).size();
            if (all >= ContentSearch.MANY && closed.getCount() > 0) {
                words.update(files, List.of());
            }
            words.awaitRest();
            boolean canMean =
                    Embeddings.model().isPresent() && Embeddings.trouble().isEmpty();
            if (mode == IndexMode.MEANING && all > 0 && canMean && closed.getCount() > 0) {
                meanings.update(files, List.of());
            }
        } catch (DeviceFailure e) {
            System.getLogger(FileIndexing.class.getName())
                    .log(System.Logger.Level.DEBUG, "The files cannot be listed now", e);
        }
    }

    private static List<Storage.Entry> visible(Storage files) {
        return new Places(files)
                .below(FileRef.AREA).stream().filter(entry -> !entry.folder()).toList();
    }

    /// Brings the indexes up to date now, and waits for that.
    public void bringUpToDate() {
        awaitRest();
        look();
        awaitRest();
    }

    private void awaitRest() {
        words.awaitRest();
        meanings.awaitRest();
    }

    /// How a device's files are found, in a sentence for the person.
    public static String inWords(Device device) {
        IndexMode mode;
        try {
            mode = IndexMode.of(device.settings());
        } catch (DeviceFailure e) {
            return e.getMessage() + " " + e.remedy();
        }
        return switch (mode) {
            case OFF -> "found by reading them; " + IndexMode.SETTING + " is off";
            case TEXT -> byWords(device);
            case MEANING -> byWords(device) + "\n" + byMeaning(device);
        };
    }

    private static String byWords(Device device) {
        try (Snapshot snapshot = FileIndex.in(device.cache()).snapshot().orElse(null)) {
            return snapshot == null
                    ? "found by reading them; from " + ContentSearch.MANY + " files on an index is kept ("
                            + IndexMode.SETTING + ")"
                    : snapshot.keys().size() + " in the index (" + IndexMode.SETTING + ")";
        }
    }

    private static String byMeaning(Device device) {
        Optional<String> model = Embeddings.model();
        if (model.isEmpty()) {
            return "none found by meaning: the model is not installed; `errand build` fetches it";
        }
        FileIndex index = FileIndex.ofMeanings(device.cache());
        List<Storage.Entry> all = visible(device.storage());
        try (Snapshot snapshot = index.snapshot().orElse(null)) {
            long known = all.stream()
                    .filter(file -> snapshot != null && snapshot.has(file.path(), index.stamp(file)))
                    .count();
            long waiting = all.size() - known;
            return known + " found by meaning, in English (" + model.get() + ")"
                    + (waiting == 0 ? "" : "; " + waiting + " waiting for `errand serve`, which reads them");
        }
    }

    /// Stops within the file that is being read.
    @Override
    public void close() {
        closed.countDown();
        try {
            do {
                words.stop();
                meanings.stop();
            } while (keeper.isAlive() && !keeper.join(Duration.ofMillis(50)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
