package dev.errand.runtime.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/// Removes the content of runs from the journal's file and keeps the hashes, so that the chains still hold.
///
/// It has two parts. [#forget] is one transaction: afterwards nobody reads the content any more, though its bytes may
/// still lie in freed pages and in the write-ahead log. [#wipe] rewrites the file without them. A crash in between is
/// mended by the next wipe. What copies of the file, snapshots or a disk's spare blocks keep is out of reach.
final class Forgetting implements AutoCloseable {
    private final Connection connection;

    Forgetting(Path file) throws SQLException {
        this.connection = SqliteFile.connect(file);
    }

    void forget(RunId run, Entry.Forgotten entry, Instant at) throws SQLException {
        execute("PRAGMA secure_delete = ON");
        execute("BEGIN IMMEDIATE");
        try {
            long sequence = empty(run.value()) + 1;
            Spine.append(connection, run.value(), List.of(SqliteJournal.Line.of(new Recorded(sequence, at, entry))));
            update("UPDATE runs SET intent = '' WHERE id = ?", run.value());
            CallIndex.forget(connection, run.value());
            update("INSERT INTO forgotten VALUES(?, '" + at + "', 0)", run.value());
            execute("COMMIT");
        } catch (SQLException | RuntimeException e) {
            execute("ROLLBACK");
            throw e;
        }
    }

    /// Returns how many entries there are.
    private long empty(String run) throws SQLException {
        update("UPDATE entries SET body = '' WHERE run = ?", run);
        try (PreparedStatement count = connection.prepareStatement("SELECT MAX(sequence) FROM entries WHERE run = ?")) {
            count.setString(1, run);
            try (ResultSet row = count.executeQuery()) {
                return row.getLong(1);
            }
        }
    }

    /// Whether content that was forgotten may still lie in the file.
    boolean hasLeftovers() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM forgotten WHERE wiped = 0")) {
            return row.next();
        }
    }

    /// Rewrites the file. Returns whether all of it could be: not while another process reads the journal.
    boolean wipe() throws SQLException {
        execute("VACUUM");
        if (!emptyLog()) {
            return false;
        }
        execute("UPDATE forgotten SET wiped = 1");
        return true;
    }

    /// Brings the write-ahead log into the file and cuts it to nothing.
    private boolean emptyLog() throws SQLException {
        execute("PRAGMA busy_timeout = 1000"); // whoever reads for longer does so for minutes, perhaps
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            return row.getInt(1) == 0;
        }
    }

    private void update(String sql, String parameter) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, parameter);
            update.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
