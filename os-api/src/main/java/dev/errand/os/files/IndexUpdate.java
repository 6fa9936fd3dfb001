package dev.errand.os.files;

import dev.errand.os.device.Storage;
import dev.errand.os.index.Snapshot;
import dev.errand.os.index.TextIndex;
import dev.errand.os.index.Writing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// One pass over all files that makes an index say what they say: new and changed ones, newest first, and those that
/// have gone. It may be stopped, or die with its process, at any moment: what was committed is not done again.
///
/// It takes half of one processor at most, and nothing while somebody searches.
final class IndexUpdate implements Runnable {
    /// A text that was read, of the file as it was then.
    record Text(Storage.Entry file, String content) {}

    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(2);
    private static final Duration LONGEST_REST = Duration.ofMillis(50);
    private static final Duration WHILE_SEARCHED = Duration.ofMillis(5);

    /// A file that was changed this shortly before it was read may be changed again within the same tick of the file
    /// system's clock, and keep its size. It is indexed, but not relied on, and read again by the next pass.
    private static final Duration TICK = Duration.ofSeconds(2);

    private final Storage files;
    private final TextIndex index;
    private final Keeping keeping;
    private final FileContents contents;
    private final List<Text> read;
    private final BooleanSupplier isSearched;
    private final CountDownLatch kept = new CountDownLatch(1);
    private volatile boolean isStopped;
    private long committed = System.nanoTime();

    IndexUpdate(
            Storage files,
            FileContents contents,
            TextIndex index,
            Keeping keeping,
            List<Text> read,
            BooleanSupplier isSearched) {
        this.files = files;
        this.contents = contents;
        this.index = index;
        this.keeping = keeping;
        this.read = List.copyOf(read);
        this.isSearched = isSearched;
    }

    /// Reached once the texts that were given are in the index, or cannot be.
    CountDownLatch kept() {
        return kept;
    }

    void stop() {
        isStopped = true;
    }

    @Override
    public void run() {
        try {
            Optional<Writing> writing = index.write();
            if (writing.isPresent()) {
                try (Writing open = writing.get()) {
                    bringUpToDate(open);
                }
            }
        } catch (IOException | RuntimeException e) {
            // Searches read the files then.
            System.getLogger(IndexUpdate.class.getName())
                    .log(System.Logger.Level.DEBUG, "The index of files was not brought up to date", e);
        } finally {
            kept.countDown();
        }
    }

    private void bringUpToDate(Writing writing) throws IOException {
        Instant now = Instant.now();
        for (Text text : read) {
            put(text.file(), text.content(), now, writing);
        }
        if (!read.isEmpty()) {
            writing.commit();
        }
        kept.countDown();
        List<Storage.Entry> all = new Places(files)
                .below(FileRef.AREA).stream().filter(entry -> !entry.folder()).toList();
        for (Storage.Entry file : changed(all, writing)) {
            if (isStopped) {
                break;
            }
            long before = System.nanoTime();
            put(file, contents.of(file), Instant.now(), writing);
            commitNowAndThen(writing);
            rest(Duration.ofNanos(System.nanoTime() - before));
        }
        writing.commit();
    }

    /// What is not in the index as it is now; removes from it what is there no more.
    private List<Storage.Entry> changed(List<Storage.Entry> all, Writing writing) throws IOException {
        Optional<Snapshot> before = index.snapshot();
        if (before.isEmpty()) {
            return newestFirst(all);
        }
        try (Snapshot known = before.get()) {
            Set<String> gone = new HashSet<>(known.keys());
            all.forEach(file -> gone.remove(file.path()));
            for (String path : gone) {
                writing.remove(path);
            }
            return newestFirst(all.stream()
                    .filter(file -> !known.has(file.path(), keeping.stamp(file)))
                    .toList());
        }
    }

    private static List<Storage.Entry> newestFirst(List<Storage.Entry> files) {
        return files.stream()
                .sorted(Comparator.comparing(Storage.Entry::modified).reversed())
                .toList();
    }

    private void put(Storage.Entry file, String content, Instant readAt, Writing writing) throws IOException {
        boolean isSettled = file.modified().isBefore(readAt.minus(TICK));
        keeping.put(file, content, isSettled ? keeping.stamp(file) : "just written", writing);
    }

    private void commitNowAndThen(Writing writing) throws IOException {
        if (System.nanoTime() - committed > BETWEEN_COMMITS.toNanos()) {
            writing.commit();
            committed = System.nanoTime();
        }
    }

    /// As long as the work took, and while somebody searches.
    private void rest(Duration work) {
        LockSupport.parkNanos(Math.min(work.toNanos(), LONGEST_REST.toNanos()));
        while (isSearched.getAsBoolean() && !isStopped) {
            LockSupport.parkNanos(WHILE_SEARCHED.toNanos());
        }
    }
}
