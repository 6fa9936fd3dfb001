package dev.errand.runtime.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables of the journal's file, and how an older file becomes one of today: the only place that knows either.
///
/// `PRAGMA user_version` counts the steps that a file has taken. A new table is a step of its own at the end of
/// [#STEPS]; steps that were released are never changed. A file from before the count reads 0, and the first step
/// leaves what it finds there. A file with more steps than this program knows is refused before anything is touched;
/// a program that is older than the count finds its own tables as it left them.
final class Schema {
    @FunctionalInterface
    private interface Step {
        void take(Connection connection) throws SQLException;
    }

    private static final List<Step> STEPS = List.of(
            Schema::runsAndEntries, Schema::spine, CallIndex::create, Ledger::create, Schema::questions, Ledger::sums);

    private Schema() {}

    /// Brings the file to what this program works with; all of it or nothing.
    ///
    /// @throws JournalFailure if the file is from a newer program
    static void prepare(Connection connection, Path file) throws SQLException {
        if (steps(connection, file) == STEPS.size()) {
            return;
        }
        run(connection, "BEGIN IMMEDIATE");
        try {
            // Read again: another process may have been first.
            for (int taken = steps(connection, file); taken < STEPS.size(); taken++) {
                STEPS.get(taken).take(connection);
                run(connection, "PRAGMA user_version = " + (taken + 1));
            }
            run(connection, "COMMIT");
        } catch (SQLException | RuntimeException e) {
            run(connection, "ROLLBACK");
            throw e;
        }
    }

    private static int steps(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            int taken = row.getInt(1);
            if (taken > STEPS.size()) {
                throw new JournalFailure(
                        ("The journal %s was last used by a newer Errand (its tables are of version %d, this one knows"
                                        + " %d). Nothing was changed. Use the newer Errand, or another home.")
                                .formatted(file, taken, STEPS.size()),
                        new SQLException("user_version " + taken));
            }
            return taken;
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static void runsAndEntries(Connection connection) throws SQLException {
        run(connection, """
                CREATE TABLE IF NOT EXISTS runs(
                  id TEXT PRIMARY KEY, intent TEXT NOT NULL, state TEXT NOT NULL,
                  started TEXT NOT NULL, until TEXT NOT NULL, number INTEGER NOT NULL) STRICT""");
        run(connection, """
                CREATE TABLE IF NOT EXISTS entries(
                  run TEXT NOT NULL, sequence INTEGER NOT NULL, at TEXT NOT NULL, version INTEGER NOT NULL,
                  body TEXT NOT NULL, hash TEXT NOT NULL, chain TEXT NOT NULL,
                  PRIMARY KEY(run, sequence)) STRICT, WITHOUT ROWID""");
    }

    /// The chain over all runs (see [Spine]), and which runs were forgotten. What is there already is taken into the
    /// chain as it is found.
    private static void spine(Connection connection) throws SQLException {
        run(connection, """
                CREATE TABLE spine(
                  number INTEGER PRIMARY KEY, run TEXT NOT NULL, sequence INTEGER NOT NULL, chain TEXT NOT NULL,
                  link TEXT NOT NULL) STRICT""");
        run(connection, """
                CREATE TABLE head(
                  one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL, link TEXT NOT NULL) STRICT""");
        run(connection, """
                CREATE TABLE forgotten(
                  run TEXT PRIMARY KEY, at TEXT NOT NULL, wiped INTEGER NOT NULL) STRICT, WITHOUT ROWID""");
        Spine.adopt(new Statements(connection));
    }

    /// Questions over all runs are answered from indexes: which are the newest, which stand where, which are due
    /// when.
    private static void questions(Connection connection) throws SQLException {
        run(connection, "CREATE INDEX runs_by_number ON runs(number)");
        run(connection, "CREATE INDEX runs_by_state ON runs(state, number)");
        run(connection, "CREATE INDEX runs_by_time ON runs(until) WHERE until > '1970-01-02'");
    }
}
