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

/// The file of the journal: how it is connected to, and how times stand in it.
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

    /// For the one who writes.
    static Connection prepared(Path file) throws SQLException {
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

    /// A time as text that compares as the time does. What lies after the year 9999 is not due in anybody's life.
    static String comparable(Instant time) {
        return COMPARABLE.format(time.isAfter(LAST) ? LAST : time);
    }
}
