package dev.errand.os.files;

import dev.errand.os.device.Storage;
import dev.errand.os.index.Snapshot;
import dev.errand.os.index.TextIndex;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An index of a device's files as this process uses it, of their words or of what they mean, and the one thread that
/// brings it up to date.
///
/// The thread is a daemon: a command that ends does not wait for it, and what was committed by then stays.
/// Thread-safe.
final class FileIndex {
    private static final Map<Path, FileIndex> KNOWN = new ConcurrentHashMap<>();

    /// How long the answer of a command waits until what it read is kept for the next one.
    private static final Duration KEEPING = Duration.ofMillis(200);

    private final Path cache;
    private final Keeping keeping;
    private final TextIndex texts;
    private final AtomicInteger searches = new AtomicInteger();
    private @Nullable IndexUpdate update;
    private @Nullable Thread thread;
    private boolean stays;

    private FileIndex(Path cache, Path folder, Keeping keeping) {
        this.cache = cache;
        this.keeping = keeping;
        this.texts = TextIndex.in(folder);
    }

    static Path folder(Path cache) {
        return cache.resolve("file-index");
    }

    static Path folderOfMeanings(Path cache) {
        return cache.resolve("file-meaning");
    }

    /// The index of words.
    static FileIndex in(Path cache) {
        return KNOWN.computeIfAbsent(place(folder(cache)), folder -> new FileIndex(cache, folder, new WordKeeping()));
    }

    /// The index of meanings.
    static FileIndex ofMeanings(Path cache) {
        return KNOWN.computeIfAbsent(
                place(folderOfMeanings(cache)), folder -> new FileIndex(cache, folder, new MeaningKeeping()));
    }

    private static Path place(Path folder) {
        return folder.toAbsolutePath().normalize();
    }

    /// What the index has a file under, if it knows it as it is now.
    String stamp(Storage.Entry file) {
        return keeping.stamp(file);
    }

    Optional<Snapshot> snapshot() {
        return texts.snapshot();
    }

    /// Searches. If this process indexes the same device's files, that rests until the search has ended.
    static <T> T searching(Path cache, Supplier<T> search) {
        List<FileIndex> indexes = Stream.of(folder(cache), folderOfMeanings(cache))
                .map(folder -> KNOWN.get(place(folder)))
                .filter(Objects::nonNull)
                .toList();
        indexes.forEach(index -> index.searches.incrementAndGet());
        try {
            return search.get();
        } finally {
            indexes.forEach(index -> index.searches.decrementAndGet());
        }
    }

    boolean isSearched() {
        return searches.get() > 0;
    }

    /// From now on this process stays: no answer waits for the index.
    synchronized void stay() {
        stays = true;
    }

    /// Brings the index up to date in the background, unless that is being done.
    ///
    /// @param files what is on disk
    /// @param read  texts that were read just now, which come first
    void update(Storage files, List<IndexUpdate.Text> read) {
        CountDownLatch kept;
        synchronized (this) {
            if (thread != null && thread.isAlive()) {
                return;
            }
            IndexUpdate next =
                    new IndexUpdate(files, new FileContents(files, cache), texts, keeping, read, this::isSearched);
            Thread worker =
                    Thread.ofPlatform().name("errand-file-index").daemon().unstarted(next);
            update = next;
            thread = worker;
            worker.start();
            kept = stays || read.isEmpty() ? new CountDownLatch(0) : next.kept();
        }
        await(kept);
    }

    private static void await(CountDownLatch kept) {
        try {
            if (!kept.await(KEEPING.toMillis(), TimeUnit.MILLISECONDS)) {
                System.getLogger(FileIndex.class.getName())
                        .log(System.Logger.Level.DEBUG, "What was read is not in the index yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until nothing is being brought up to date.
    void awaitRest() {
        Thread worker;
        synchronized (this) {
            worker = thread;
        }
        join(worker);
    }

    /// Ends what is being brought up to date, keeping what was committed.
    void stop() {
        Thread worker;
        synchronized (this) {
            stays = false;
            worker = thread;
            if (update != null) {
                update.stop();
            }
        }
        join(worker);
        texts.close();
    }

    private static void join(@Nullable Thread worker) {
        try {
            if (worker != null) {
                worker.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
