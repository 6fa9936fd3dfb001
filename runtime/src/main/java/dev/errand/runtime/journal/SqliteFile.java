package dev.errand.runtime.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.sqlite.JDBC;

/// The file of the journal: how it is connected to, its tables, and how times stand in them.
final class SqliteFile {
    /// Times to be compared have one width, so that text compares as time does.
    private static final DateTimeFormatter COMPARABLE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private SqliteFile() {}

    static Connection connect(Path file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", "10000");
        Connection connection = new JDBC().connect("jdbc:sqlite:" + file, properties);
        if (connection == null) {
            throw new SQLException("no SQLite driver for " + file);
        }
        return connection;
    }

    static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA journal_mode=WAL");
            statement.executeUpdate("PRAGMA synchronous=FULL");
            statement.executeUpdate("""
                    CREATE TABLE IF NOT EXISTS runs(
                      id TEXT PRIMARY KEY, intent TEXT NOT NULL, state TEXT NOT NULL,
                      started TEXT NOT NULL, until TEXT NOT NULL, number INTEGER NOT NULL) STRICT""");
            statement.executeUpdate("""
                    CREATE TABLE IF NOT EXISTS entries(
                      run TEXT NOT NULL, sequence INTEGER NOT NULL, at TEXT NOT NULL, version INTEGER NOT NULL,
                      body TEXT NOT NULL, hash TEXT NOT NULL, chain TEXT NOT NULL,
                      PRIMARY KEY(run, sequence)) STRICT, WITHOUT ROWID""");
            statement.executeUpdate("CREATE INDEX IF NOT EXISTS runs_by_number ON runs(number)");
            statement.executeUpdate("CREATE INDEX IF NOT EXISTS runs_by_state ON runs(state, number)");
            statement.executeUpdate(
                    "CREATE INDEX IF NOT EXISTS runs_by_time ON runs(until) WHERE until > '1970-01-02'");
        }
    }

    /// A time as text that compares as the time does. What lies after the year 9999 is not due in anybody's life.
    static String comparable(Instant time) {
        return COMPARABLE.format(time.isAfter(LAST) ? LAST : time);
    }
}
