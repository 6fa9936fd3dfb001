package dev.errand.os.files;

import dev.errand.os.device.Storage;
import dev.errand.os.index.Snapshot;
import dev.errand.os.operation.StepContext;
import dev.errand.os.search.Reading;
import dev.errand.os.search.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the contents of files have of the wanted words, from the index where that knows a file as it is now. Other
/// files
/// are read, newest first: all where they are few, otherwise for a limited time. For one search.
final class ContentSearch implements AutoCloseable {
    /// Fewer files are read as quickly as an index is opened.
    static final int MANY = 300;

    /// Without an index the contents of older files are not looked at.
    private static final int MOST_READ = 5_000;
    private static final Duration READING = Duration.ofSeconds(2);

    /// So many plain texts are read however long it takes: they are what people have just worked on.
    private static final int ALWAYS_READ = 2_000;
    private static final int MOST_HANDED_ON = 20_000_000;

    private final StepContext context;
    private final Wanted wanted;
    private final FileContents contents;
    private final Map<String, Snapshot.Found> found = new HashMap<>();
    private final List<IndexUpdate.Text> fresh = new ArrayList<>();
    private final @Nullable FileIndex index;
    private boolean isOutdated;
    private int handedOn;

    ContentSearch(Wanted wanted, List<Storage.Entry> entries, StepContext context) {
        this.context = context;
        this.wanted = wanted;
        this.contents = new FileContents(context.storage(), context.cache());
        long files = entries.stream().filter(entry -> !entry.folder()).count();
        IndexMode mode = IndexMode.of(context.settings());
        index = mode == IndexMode.OFF || files < MANY ? null : FileIndex.in(context.cache());
        if (index == null) {
            read(entries, Long.MAX_VALUE);
        } else {
            search(entries, index);
        }
    }

    /// Empty if nothing of the file is known.
    Optional<Snapshot.Found> of(Storage.Entry file) {
        return Optional.ofNullable(found.get(file.path()));
    }

    private void search(List<Storage.Entry> entries, FileIndex index) {
        List<Storage.Entry> unknown = new ArrayList<>(entries);
        index.snapshot().ifPresent(snapshot -> {
            try (snapshot) {
                Map<String, Snapshot.Found> known = snapshot.find(wanted);
                unknown.removeIf(entry -> take(entry, known, snapshot, index));
            }
        });
        read(unknown, READING.toNanos());
    }

    private boolean take(Storage.Entry entry, Map<String, Snapshot.Found> known, Snapshot snapshot, FileIndex index) {
        boolean isKnown = snapshot.has(entry.path(), index.stamp(entry))
                && !context.storage().isDrafted(entry.path());
        Snapshot.Found there = known.get(entry.path());
        if (isKnown && there != null) {
            found.put(entry.path(), there);
        }
        return isKnown;
    }

    private void read(List<Storage.Entry> entries, long nanos) {
        long start = System.nanoTime();
        List<Storage.Entry> newest = entries.stream()
                .filter(entry -> !entry.folder())
                .sorted(Comparator.comparing(Storage.Entry::modified).reversed())
                .toList();
        isOutdated = newest.stream().anyMatch(entry -> !context.storage().isDrafted(entry.path()));
        int place = 0;
        for (Storage.Entry entry : newest.subList(0, Math.min(newest.size(), MOST_READ))) {
            boolean isQuick = !FileFormat.of(entry.name()).isSlow() && place++ < ALWAYS_READ;
            if (!isQuick && System.nanoTime() - start > nanos) {
                continue;
            }
            String content = contents.of(entry);
            found.put(
                    entry.path(),
                    new Snapshot.Found(
                            Reading.of(FileContents.headings(content), wanted), Reading.of(content, wanted)));
            handOn(entry, content);
        }
    }

    private void handOn(Storage.Entry entry, String content) {
        if (index != null && handedOn < MOST_HANDED_ON && !context.storage().isDrafted(entry.path())) {
            fresh.add(new IndexUpdate.Text(entry, content));
            handedOn += content.length();
        }
    }

    /// What the index did not know is indexed from now on.
    @Override
    public void close() {
        if (index != null && isOutdated) {
            index.update(context.storage().settled(), fresh);
        }
    }
}
