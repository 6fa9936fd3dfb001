package dev.errand.runtime.engine;

import dev.errand.os.device.Change;
import dev.errand.os.device.Changes;
import dev.errand.os.device.Storage;
import dev.errand.os.device.StoragePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/// Keeps runs from overwriting each other's work where they change the same places at once.
///
/// A draft is made without waiting for anybody, and what it looks at is remembered ([#look]). To commit it, all its
/// places are claimed at once: alone where they are changed, together with other readers where they were only looked
/// at. If somebody has changed one of them since the draft began, it is made anew. This is optimistic concurrency
/// control with validation on commit (Kung and Robinson 1981); claims are taken in the order of their coming and all
/// at once, so that nobody starves and no circle of waiting can arise.
///
/// What a step does outside of the device is claimed by a name instead of a place ([#claim]). Thread-safe.
final class Places {
    private static final int MOST_REMEMBERED = 1_000;

    private enum Extent {
        /// Places of the device.
        PLACES,
        /// All places of the device.
        ALL_PLACES,
        /// A name for something outside. Whoever has one may claim places too, never the other way about.
        NAME
    }

    /// What is changed, what is only looked at, and the folders of which the list was looked at.
    private record Wish(Extent extent, Set<String> changed, Set<String> seen, Set<String> listed) {
        boolean isDisturbedBy(Wish other) {
            boolean isName = extent == Extent.NAME;
            boolean isOtherName = other.extent == Extent.NAME;
            return isName == isOtherName
                    && (extent == Extent.ALL_PLACES
                            || other.extent == Extent.ALL_PLACES
                            || other.changed.stream().anyMatch(this::concerns));
        }

        Wish onlyChanges() {
            return new Wish(extent, changed, Set.of(), Set.of());
        }

        private boolean concerns(String place) {
            return changed.contains(place)
                    || seen.contains(place)
                    || listed.contains(place)
                    || listed.contains(StoragePath.parent(place));
        }

        boolean collidesWith(Wish other) {
            return isDisturbedBy(other) || other.isDisturbedBy(this);
        }
    }

    private record Made(long number, Wish wish) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();

    /// Claims in the order of their coming, held or waiting.
    private final List<Claim> claims = new ArrayList<>();

    /// The last changes that were made.
    private final Deque<Made> made = new ArrayDeque<>();

    private long last;

    /// The storage as a draft sees it from now on.
    Look look(Storage storage) {
        lock.lock();
        try {
            return new Look(storage, last);
        } finally {
            lock.unlock();
        }
    }

    /// Claims all places of these changes, and those that the draft looked at; waits for others.
    Claim claim(Look look, Changes changes) {
        return await(new Claim(new Wish(Extent.PLACES, places(changes), look.seen, folders(look, changes))));
    }

    /// Claims the places of changes that are to be completed or taken back.
    Claim claim(Changes changes) {
        return await(new Claim(new Wish(Extent.PLACES, places(changes), Set.of(), removed(changes))));
    }

    /// Claims something that is no place of the device.
    Claim claim(String name) {
        return await(new Claim(new Wish(Extent.NAME, Set.of(name), Set.of(), Set.of())));
    }

    /// Claims all there is.
    Claim claimEverything() {
        return await(new Claim(new Wish(Extent.ALL_PLACES, Set.of(), Set.of(), Set.of())));
    }

    private Claim await(Claim claim) {
        lock.lock();
        try {
            claims.add(claim);
            while (mustWait(claim)) {
                left.awaitUninterruptibly();
            }
            return claim;
        } finally {
            lock.unlock();
        }
    }

    private boolean mustWait(Claim claim) {
        return claims.stream()
                .takeWhile(earlier -> earlier != claim)
                .anyMatch(earlier -> earlier.wish.collidesWith(claim.wish));
    }

    /// The places that changes touch.
    static Set<String> places(Changes changes) {
        Set<String> places = new HashSet<>();
        for (Change change : changes.changes()) {
            places.add(change.path());
            if (change instanceof Change.Moved moved) {
                places.add(moved.from());
            }
        }
        return places;
    }

    /// A folder is only removed while nothing is in it.
    private static Set<String> removed(Changes changes) {
        Set<String> folders = new HashSet<>();
        changes.changes().stream()
                .filter(Change.FolderRemoved.class::isInstance)
                .map(Change::path)
                .forEach(folders::add);
        return folders;
    }

    private static Set<String> folders(Look look, Changes changes) {
        Set<String> folders = removed(changes);
        folders.addAll(look.listed);
        return folders;
    }

    /// Storage that remembers what was looked at in it. For one thread at a time.
    static final class Look implements Storage {
        private final Storage storage;
        private final long since;
        private final Set<String> seen = new HashSet<>();
        private final Set<String> listed = new HashSet<>();
        private final Map<String, Long> sums = new HashMap<>();
        private boolean torn;

        private Look(Storage storage, long since) {
            this.storage = storage;
            this.since = since;
        }

        @Override
        public Optional<Entry> entry(String path) {
            seen.add(path);
            return storage.entry(path);
        }

        @Override
        public List<Entry> list(String folder) {
            listed.add(folder);
            return storage.list(folder);
        }

        @Override
        public void requireChangeable(String path) {
            storage.requireChangeable(path);
        }

        @Override
        public void requireTreeChangeable(String path) {
            storage.requireTreeChangeable(path);
        }

        @Override
        public Path onDisk(String path) {
            seen.add(path);
            return storage.onDisk(path);
        }

        @Override
        public InputStream open(String path) {
            seen.add(path);
            return new Reading(storage.open(path), path);
        }

        /// Notices where a file is read twice and has become another in between, by whomever.
        private final class Reading extends CheckedInputStream {
            private final String path;
            private boolean isWhole;

            private Reading(InputStream in, String path) {
                super(in, new CRC32C());
                this.path = path;
            }

            @Override
            public int read() throws IOException {
                int read = super.read();
                isWhole |= read < 0;
                return read;
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                int read = super.read(buffer, from, length);
                isWhole |= read < 0;
                return read;
            }

            @Override
            public void close() throws IOException {
                super.close();
                long sum = getChecksum().getValue();
                torn |= isWhole && sums.merge(path, sum, (before, _) -> before) != sum;
            }
        }

        @Override
        public Storage settled() {
            return storage.settled();
        }

        @Override
        public boolean isDrafted(String path) {
            return storage.isDrafted(path);
        }

        @Override
        public void write(String path, byte[] content) {
            throw readOnly();
        }

        @Override
        public void move(String from, String to) {
            throw readOnly();
        }

        @Override
        public void delete(String path) {
            throw readOnly();
        }

        @Override
        public void makeFolder(String path) {
            throw readOnly();
        }

        private static UnsupportedOperationException readOnly() {
            return new UnsupportedOperationException("what a draft lies on is only looked at");
        }
    }

    /// Places that nobody else changes until this is closed.
    final class Claim implements AutoCloseable {
        private final Wish wish;

        private Claim(Wish wish) {
            this.wish = wish;
        }

        /// Whether somebody has changed what was looked at since the look began.
        boolean isOutdated(Look look) {
            lock.lock();
            try {
                boolean forgotten = last - look.since > made.size();
                return look.torn
                        || forgotten
                        || made.stream()
                                .filter(other -> other.number() > look.since)
                                .anyMatch(other -> wish.isDisturbedBy(other.wish()));
            } finally {
                lock.unlock();
            }
        }

        /// Makes changes here. That they were made is told once they are, in full or in part: who looks meanwhile may
        /// see either, and must look again.
        void change(Runnable changing) {
            try {
                changing.run();
            } finally {
                changed();
            }
        }

        private void changed() {
            lock.lock();
            try {
                made.addLast(new Made(++last, wish.onlyChanges()));
                if (made.size() > MOST_REMEMBERED) {
                    made.removeFirst();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                claims.remove(this);
                left.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
