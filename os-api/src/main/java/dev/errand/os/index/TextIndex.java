package dev.errand.os.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/// An index in a folder of its own, which only its owner may open. One writer at a time among all processes; readers
/// see
/// what was committed last. What is damaged is as if it were not there, and is made anew by the next writer.
///
/// Thread-safe.
public final class TextIndex implements AutoCloseable {
    /// Part of the folder's name: an index of another layout is left alone, as another version may use it.
    private static final String LAYOUT = "1";

    private static final double MEMORY_MEGABYTES = 16;

    /// Kept here because loggers that nobody holds are forgotten together with their level.
    private static final Logger LOG = Logger.getLogger("org.apache.lucene");

    static {
        LOG.setLevel(Level.OFF); // about how fast the JVM is, on the person's terminal
    }

    private final Path folder;
    private @Nullable Snapshot current;

    private TextIndex(Path folder) {
        this.folder = folder;
    }

    public static TextIndex in(Path folder) {
        return new TextIndex(folder.resolve(LAYOUT));
    }

    /// What is in the index now; empty if there is none, or none that can be read.
    public synchronized Optional<Snapshot> snapshot() {
        if (!Files.isDirectory(folder)) {
            forget();
            return Optional.empty();
        }
        try {
            return Optional.of(newest());
        } catch (IOException | RuntimeException e) {
            forget();
            return Optional.empty();
        }
    }

    private Snapshot newest() throws IOException {
        Snapshot before = current;
        if (before == null) {
            before = Snapshot.of(checked(folder));
        } else {
            DirectoryReader newer = DirectoryReader.openIfChanged(before.reader());
            if (newer != null) {
                // Searches that still use the one before keep what they need of it.
                before.close();
                before = Snapshot.of(newer);
            }
        }
        current = before;
        before.retain();
        return before;
    }

    private static DirectoryReader checked(Path folder) throws IOException {
        DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder));
        try {
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
            return reader;
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /// Opens the index for writing, making or mending it; empty while anybody else writes.
    ///
    /// @throws IOException if the folder cannot be written
    public Optional<Writing> write() throws IOException {
        makeFolder();
        Directory directory = FSDirectory.open(folder);
        try {
            return Optional.of(new Writing(writer(directory), directory));
        } catch (LockObtainFailedException e) {
            directory.close();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private IndexWriter writer(Directory directory) throws IOException {
        boolean isSound = !DirectoryReader.indexExists(directory)
                || snapshot().map(Snapshot::release).isPresent();
        if (isSound) {
            try {
                return new IndexWriter(directory, configuration(IndexWriterConfig.OpenMode.CREATE_OR_APPEND));
            } catch (LockObtainFailedException e) {
                throw e;
            } catch (IOException | IllegalArgumentException e) {
                LOG.log(Level.FINE, "The index is made anew", e);
            }
        }
        clear(directory);
        return new IndexWriter(directory, configuration(IndexWriterConfig.OpenMode.CREATE));
    }

    private static void clear(Directory directory) throws IOException {
        try (Lock _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            for (String file : directory.listAll()) {
                if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
                    directory.deleteFile(file);
                }
            }
        }
    }

    private static IndexWriterConfig configuration(IndexWriterConfig.OpenMode mode) {
        return new IndexWriterConfig()
                .setOpenMode(mode)
                .setRAMBufferSizeMB(MEMORY_MEGABYTES)
                .setMergeScheduler(new SerialMergeScheduler())
                .setCommitOnClose(false);
    }

    private void makeFolder() throws IOException {
        Path own = folder.getParent();
        if (own != null && !Files.isDirectory(own)) {
            Files.createDirectories(own);
        }
        boolean hasModes = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        for (Path each : own == null ? List.of(folder) : List.of(own, folder)) {
            Files.createDirectories(each);
            if (hasModes) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    private void forget() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    @Override
    public synchronized void close() {
        forget();
    }
}
