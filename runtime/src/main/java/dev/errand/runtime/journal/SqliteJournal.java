package dev.errand.runtime.journal;

import dev.errand.runtime.budget.Spending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// The journal in a SQLite file: write-ahead log, `synchronous=FULL`, one writer thread that commits what has
/// gathered.
///
/// Several processes may read; whoever writes a run must own it. A failed write closes the journal for writing: later
/// appends fail with the same message, so that no effect happens that could not be recorded. Entries that do not
/// follow their run's last one are refused alone: they say nothing about the disk, and other runs go on.
public final class SqliteJournal implements Journal {
    /// An entry as it is stored. Written out by whoever appends it, so that the writer thread cannot fail at it.
    record Line(long sequence, String at, String body, List<CallIndex.Change> indexed, Optional<Tally.Item> item) {
        static Line of(Recorded recorded) {
            return new Line(
                    recorded.sequence(),
                    recorded.at().toString(),
                    EntryCodec.writeSalted(recorded.entry()),
                    CallIndex.changes(recorded.entry()),
                    Tally.item(recorded));
        }
    }

    private record Append(Summary summary, List<Line> lines, CompletableFuture<Boolean> done) {
        static Append of(Summary summary, List<Recorded> entries) {
            return new Append(summary, entries.stream().map(Line::of).toList(), new CompletableFuture<>());
        }
    }

    private static final Append CLOSE = new Append(
            new Summary(new RunId("r-none"), "", RunState.FAILED, Instant.EPOCH, Instant.EPOCH),
            List.of(),
            new CompletableFuture<>());

    private final Path file;
    private final Connection writing;
    private final Statements statements;
    private final CallIndex index;
    private final SqliteReader reader;
    private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>();

    /// What was appended lazily and is not committed yet; a reader of the run waits for it.
    private final Map<RunId, CompletableFuture<Boolean>> lazily = new ConcurrentHashMap<>();

    private final Thread writer;
    private volatile @Nullable JournalFailure broken;
    private boolean closed;

    private SqliteJournal(Path file, Connection writing, SqliteReader reader) throws SQLException {
        this.file = file;
        this.writing = writing;
        this.reader = reader;
        this.statements = new Statements(writing);
        this.index = new CallIndex(statements);
        this.writer = Thread.ofPlatform().name("journal-writer").daemon().start(this::write);
    }

    /// Opens or creates the journal.
    public static SqliteJournal open(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return new SqliteJournal(file, SqliteFile.prepared(file), new SqliteReader(file));
        } catch (SQLException | IOException e) {
            throw new JournalFailure(
                    "The journal %s cannot be opened: %s. Check that the home folder is writable and has free space."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    @Override
    public void append(Summary summary, List<Recorded> entries) {
        Append append = Append.of(summary, entries);
        enqueue(append);
        await(append.done());
    }

    @Override
    public void appendLazily(Summary summary, Recorded entry) {
        Append append = Append.of(summary, List.of(entry));
        lazily.put(summary.id(), append.done());
        try {
            enqueue(append);
        } catch (JournalFailure e) {
            lazily.remove(summary.id(), append.done());
            throw e;
        }
    }

    private synchronized void enqueue(Append append) {
        JournalFailure failure = broken;
        if (failure != null) {
            throw failure;
        }
        if (closed) {
            throw new JournalFailure(
                    "The journal %s is closed.".formatted(file), new IllegalStateException("append after close"));
        }
        queue.add(append);
    }

    private static void await(CompletableFuture<Boolean> done) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    done.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true; // a record half made helps nobody: finish it, then let the interrupt be seen
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof JournalFailure failure ? failure : new IllegalStateException(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void write() {
        List<Append> batch = new ArrayList<>();
        boolean closing = false;
        while (!closing) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                continue; // nobody interrupts the writer; close() sends CLOSE
            }
            queue.drainTo(batch);
            closing = batch.remove(CLOSE);
            commit(batch);
            batch.clear();
        }
    }

    private void commit(List<Append> batch) {
        List<Append> written = new ArrayList<>();
        JournalFailure failure = broken;
        if (failure == null && !batch.isEmpty()) {
            try {
                execute("BEGIN IMMEDIATE");
                for (Append append : batch) {
                    if (insert(append)) {
                        written.add(append);
                    }
                }
                execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                failure = failed(e);
                broken = failure;
            }
        }
        for (Append append : failure == null ? written : batch) {
            lazily.remove(append.summary().id(), append.done());
            if (failure == null) {
                append.done().complete(true);
            } else {
                append.done().completeExceptionally(failure);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = writing.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private JournalFailure failed(Exception cause) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        return new JournalFailure(
                ("The journal %s cannot be written: %s. What was recorded before is safe, and nothing more was done."
                                + " Free space or mend the disk, then `errand resume`.")
                        .formatted(file, cause.getMessage()),
                cause);
    }

    /// The sequence numbers come from whoever owns the run and follow each other; any other number means that
    /// somebody else wrote, or that an entry is missing: then nothing of it is written. Returns whether it was.
    private boolean insert(Append append) throws SQLException {
        String run = append.summary().id().value();
        Spine.Last last = Spine.last(statements, run);
        long expected = last.sequence() + 1;
        for (Line line : append.lines()) {
            if (line.sequence() != expected) {
                refuse(append, line.sequence(), expected - 1);
                return false;
            }
            expected++;
        }
        if (!append.lines().isEmpty()) {
            write(run, last, append.lines());
            upsert(append.summary());
        }
        return true;
    }

    private void write(String run, Spine.Last last, List<Line> lines) throws SQLException {
        Spine.append(statements, run, last, lines);
        for (Line line : lines) {
            index.write(run, line.sequence(), line.at(), line.indexed());
            if (line.item().isPresent()) {
                Ledger.enter(statements, run, line.item().get());
            }
        }
    }

    private void refuse(Append append, long sequence, long last) {
        RunId run = append.summary().id();
        lazily.remove(run, append.done());
        append.done()
                .completeExceptionally(new RunConflict(
                        ("Entry %d of run %s does not follow entry %d: somebody else wrote this run meanwhile, or an"
                                        + " entry is missing. Nothing was written; look at the run again.")
                                .formatted(sequence, run, last)));
    }

    private void upsert(Summary summary) throws SQLException {
        statements.update(
                """
                INSERT INTO runs(id, intent, state, started, until, number)
                VALUES(?, ?, ?, ?, ?, (SELECT COALESCE(MAX(number), 0) + 1 FROM runs))
                ON CONFLICT(id) DO UPDATE SET state = excluded.state, until = excluded.until""",
                summary.id().value(),
                summary.intent(),
                summary.state().name(),
                summary.startedAt().toString(),
                SqliteFile.comparable(summary.until()));
    }

    /// The number of the first entry of a run that is not as it was written, or that follows a gap; empty if the
    /// chain holds.
    public OptionalLong brokenAt(RunId run) {
        flush(run);
        return reader.brokenAt(run);
    }

    @Override
    public List<Recorded> read(RunId run) {
        return read(run, 0);
    }

    @Override
    public List<Recorded> read(RunId run, long after) {
        flush(run);
        return reader.entries(run, after);
    }

    @Override
    public Optional<Summary> summary(RunId run) {
        flush(run);
        return reader.summary(run);
    }

    @Override
    public List<Summary> runs() {
        flush();
        return reader.runs();
    }

    @Override
    public List<Summary> runs(Set<RunState> states, int limit, Optional<RunId> before) {
        flush();
        return reader.runs(states, limit, before);
    }

    @Override
    public List<Summary> due(Instant now, int limit) {
        flush();
        return reader.due(now, limit);
    }

    @Override
    public Optional<Instant> nextDue(Instant after) {
        flush();
        return reader.nextDue(after);
    }

    @Override
    public Map<RunState, Long> census() {
        flush();
        return reader.census();
    }

    @Override
    public Spending spent(Instant from, Instant to) {
        flush();
        return reader.spent(from, to);
    }

    /// Without waiting for what was appended lazily: no effect is among that.
    @Override
    public CallHistory history() {
        return new StoredHistory(reader::ask);
    }

    /// Waits until what was appended lazily is there.
    private void flush() {
        lazily.keySet().forEach(this::flush);
    }

    private void flush(RunId run) {
        CompletableFuture<Boolean> pending = lazily.get(run);
        if (pending != null) {
            try {
                await(pending);
            } catch (JournalFailure e) {
                // Whoever wrote it will hear of it; what was written before can be read.
            }
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            queue.add(CLOSE);
        }
        try {
            writer.join();
            reader.close();
            writing.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new JournalFailure("The journal %s cannot be closed: %s.".formatted(file, e.getMessage()), e);
        }
    }
}
