package dev.errand.runtime.journal;

import dev.errand.runtime.budget.Spending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/// The journal in a SQLite file: write-ahead log, `synchronous=FULL`, one writer thread that commits what has gathered.
///
/// Several processes may read; whoever writes a run must own it. A failed write closes the journal for writing: later
/// appends fail with the same message, so that no effect happens that could not be recorded.
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

    private record Append(Summary summary, List<Line> lines, CompletableFuture<Boolean> done) {}

    private static final Append CLOSE = new Append(
            new Summary(new RunId("r-none"), "", RunState.FAILED, Instant.EPOCH, Instant.EPOCH),
            List.of(),
            new CompletableFuture<>());

    private final Path file;
    private final Connection writing;
    private final Connection reading;
    private final CallIndex index;
    private final BlockingQueue<Append> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile @Nullable JournalFailure broken;
    private boolean closed;

    private SqliteJournal(Path file, Connection writing, Connection reading) {
        this.file = file;
        this.writing = writing;
        this.reading = reading;
        this.index = new CallIndex(writing);
        this.writer = Thread.ofPlatform().name("journal-writer").daemon().start(this::write);
    }

    /// Opens or creates the journal.
    public static SqliteJournal open(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return new SqliteJournal(file, prepared(file), connect(file));
        } catch (SQLException | IOException e) {
            throw new JournalFailure(
                    "The journal %s cannot be opened: %s. Check that the home folder is writable and has free space."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static Connection prepared(Path file) throws SQLException {
        Connection writing = connect(file);
        try (Statement statement = writing.createStatement()) {
            statement.executeUpdate("PRAGMA journal_mode=WAL");
            statement.executeUpdate("PRAGMA synchronous=FULL");
            Schema.prepare(writing, file);
            return writing;
        } catch (SQLException | RuntimeException e) {
            writing.close();
            throw e;
        }
    }

    static Connection connect(Path file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", "10000");
        Connection connection = new JDBC().connect("jdbc:sqlite:" + file, properties);
        if (connection == null) {
            throw new SQLException("no SQLite driver for " + file);
        }
        return connection;
    }

    @Override
    public void append(Summary summary, List<Recorded> entries) {
        Append append = new Append(summary, entries.stream().map(Line::of).toList(), new CompletableFuture<>());
        enqueue(append);
        await(append.done());
    }

    @Override
    public void appendLazily(Summary summary, Recorded entry) {
        enqueue(new Append(summary, List.of(Line.of(entry)), new CompletableFuture<>()));
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
        JournalFailure failure = broken;
        if (failure == null) {
            try {
                execute("BEGIN IMMEDIATE");
                for (Append append : batch) {
                    insert(append);
                }
                execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                failure = failed(e);
                broken = failure;
            }
        }
        for (Append append : batch) {
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

    /// The sequence numbers come from whoever owns the run and follow each other; any other number means that somebody
    /// else wrote, or that an entry is missing.
    private void insert(Append append) throws SQLException {
        if (append.lines().isEmpty()) {
            return;
        }
        String run = append.summary().id().value();
        Spine.append(writing, run, append.lines());
        for (Line line : append.lines()) {
            index.write(run, line.sequence(), line.at(), line.indexed());
            if (line.item().isPresent()) {
                Ledger.enter(writing, run, line.item().get());
            }
        }
        upsert(append.summary());
    }

    /// The number of the first entry of a run that is not as it was written, or that follows a gap; empty if the chain
    /// holds.
    public synchronized OptionalLong brokenAt(RunId run) {
        flush();
        ChainWalk walk = new ChainWalk(run.value(), false);
        query(
                        "SELECT sequence, at, version, body, hash, chain FROM entries WHERE run = ? ORDER BY sequence",
                        run.value(),
                        Auditor::stored)
                .forEach(walk::next);
        return walk.broken().map(found -> OptionalLong.of(found.entry())).orElse(OptionalLong.empty());
    }

    private void upsert(Summary summary) throws SQLException {
        try (PreparedStatement upsert = writing.prepareStatement("""
                INSERT INTO runs VALUES(?, ?, ?, ?, ?, (SELECT COALESCE(MAX(number), 0) + 1 FROM runs))
                ON CONFLICT(id) DO UPDATE SET state = excluded.state, until = excluded.until""")) {
            upsert.setString(1, summary.id().value());
            upsert.setString(2, summary.intent());
            upsert.setString(3, summary.state().name());
            upsert.setString(4, summary.startedAt().toString());
            upsert.setString(5, summary.until().toString());
            upsert.executeUpdate();
        }
    }

    @Override
    public synchronized List<Recorded> read(RunId run) {
        flush();
        return query(
                "SELECT sequence, at, version, body FROM entries WHERE run = ? AND body <> '' ORDER BY sequence",
                run.value(),
                row -> new Recorded(
                        row.getLong(1),
                        Instant.parse(row.getString(2)),
                        EntryCodec.read(row.getInt(3), row.getString(4))));
    }

    @Override
    public synchronized Optional<Summary> summary(RunId run) {
        flush();
        return query(
                        "SELECT id, intent, state, started, until FROM runs WHERE id = ?",
                        run.value(),
                        SqliteJournal::summaryOf)
                .stream()
                .findFirst();
    }

    @Override
    public synchronized List<Summary> runs() {
        flush();
        return query(
                "SELECT id, intent, state, started, until FROM runs ORDER BY number DESC",
                List.of(),
                SqliteJournal::summaryOf);
    }

    @Override
    public synchronized Spending spent(Instant from, Instant to) {
        flush();
        try {
            return Ledger.sum(reading, from, to);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static Summary summaryOf(ResultSet row) throws SQLException {
        return new Summary(
                new RunId(row.getString(1)),
                row.getString(2),
                RunState.valueOf(row.getString(3)),
                Instant.parse(row.getString(4)),
                Instant.parse(row.getString(5)));
    }

    @Override
    public CallHistory history() {
        return new StoredHistory(this::question);
    }

    /// Without waiting for what was appended lazily: no effect is among that.
    private synchronized <T> List<T> question(String sql, List<Object> parameters, Row<T> row) {
        return query(sql, parameters, row);
    }

    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, String parameter, Row<T> row) {
        return query(sql, List.of(parameter), row);
    }

    private <T> List<T> query(String sql, List<?> parameters, Row<T> row) {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement select = reading.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                select.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet results = select.executeQuery()) {
                while (results.next()) {
                    rows.add(row.of(results));
                }
            }
        } catch (SQLException | IllegalArgumentException | DateTimeException e) {
            throw unreadable(e);
        }
        return rows;
    }

    private JournalFailure unreadable(Exception e) {
        return new JournalFailure(
                "The journal %s cannot be read: %s. It may be from a newer Errand, or damaged."
                        .formatted(file, e.getMessage()),
                e);
    }

    /// Waits until what was appended lazily is there.
    private void flush() {
        if (broken == null) {
            append(CLOSE.summary(), List.of());
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
            reading.close();
            writing.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new JournalFailure("The journal %s cannot be closed: %s.".formatted(file, e.getMessage()), e);
        }
    }
}
