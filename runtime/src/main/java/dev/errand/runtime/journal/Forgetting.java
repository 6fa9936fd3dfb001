package dev.errand.runtime.journal;

import java.nio.file.Path;
import java.sql.Connection;
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
    private final Statements statements;

    Forgetting(Path file) throws SQLException {
        this.connection = SqliteFile.connect(file);
        this.statements = new Statements(connection);
    }

    void forget(RunId run, Entry.Forgotten entry, Instant at) throws SQLException {
        execute("PRAGMA secure_delete = ON");
        execute("BEGIN IMMEDIATE");
        try {
            statements.update("UPDATE entries SET body = '' WHERE run = ?", run.value());
            Spine.Last end = Spine.last(statements, run.value());
            Recorded recorded = new Recorded(end.sequence() + 1, at, entry);
            Spine.append(statements, run.value(), end, List.of(SqliteJournal.Line.of(recorded)));
            statements.update("UPDATE runs SET intent = '' WHERE id = ?", run.value());
            new CallIndex(statements).forget(run.value());
            statements.update("INSERT INTO forgotten VALUES(?, ?, 0)", run.value(), at.toString());
            execute("COMMIT");
        } catch (SQLException | RuntimeException e) {
            execute("ROLLBACK");
            throw e;
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
