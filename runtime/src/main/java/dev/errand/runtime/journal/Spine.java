package dev.errand.runtime.journal;

import dev.errand.os.device.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The two chains of hashes in the journal, and the only code that makes them longer.
///
/// Each *run* has a chain: every entry's `chain` binds the one before it, its number, its time, and the hash of its
/// body. All runs together have the *spine*: each time entries of a run are committed, a vertebra is added that binds
/// the vertebra before it and the end of that run's chain. So a run that was removed, or whose last entries were, is
/// missed by the spine; and the newest link, the head, stands for every entry of the journal.
///
/// Whoever can write the file can make all of it anew: there is no secret in it. Only a head that was written down
/// elsewhere shows that. (The idea of linked hashes with widely witnessed heads: Haber and Stornetta, "How to
/// time-stamp a digital document", 1991.)
final class Spine {
    /// The end of a run's chain.
    record Last(long sequence, String chain) {
        static final Last NOTHING = new Last(0, "");

        /// The next entry in a run's chain.
        Last followedBy(String at, String hash) {
            long next = sequence + 1;
            return new Last(next, Hash.of(chain + '\n' + next + '\n' + at + '\n' + hash));
        }
    }

    /// The newest vertebra.
    record Head(long number, String link) {
        static final Head NONE = new Head(0, "");

        Head followedBy(String run, Last end) {
            long next = number + 1;
            return new Head(
                    next, Hash.of(link + '\n' + next + '\n' + run + '\n' + end.sequence() + '\n' + end.chain()));
        }
    }

    private Spine() {}

    /// Appends entries to a run inside of a transaction.
    static void append(Connection connection, String run, List<SqliteJournal.Line> lines) throws SQLException {
        Last last = last(connection, run);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO entries VALUES(?, ?, ?, ?, ?, ?, ?)")) {
            for (SqliteJournal.Line line : lines) {
                if (line.sequence() != last.sequence() + 1) {
                    throw new SQLException("entry %d of run %s does not follow entry %d; somebody else wrote this run"
                            .formatted(line.sequence(), run, last.sequence()));
                }
                String hash = Hash.of(line.body());
                last = last.followedBy(line.at(), hash);
                insert.setString(1, run);
                insert.setLong(2, line.sequence());
                insert.setString(3, line.at());
                insert.setInt(4, EntryCodec.VERSION);
                insert.setString(5, line.body());
                insert.setString(6, hash);
                insert.setString(7, last.chain());
                insert.executeUpdate();
            }
        }
        grow(connection, run, last);
    }

    static Last last(Connection connection, String run) throws SQLException {
        try (PreparedStatement last = connection.prepareStatement(
                "SELECT sequence, chain FROM entries WHERE run = ? ORDER BY sequence DESC LIMIT 1")) {
            last.setString(1, run);
            try (ResultSet row = last.executeQuery()) {
                return row.next() ? new Last(row.getLong(1), row.getString(2)) : Last.NOTHING;
            }
        }
    }

    private static void grow(Connection connection, String run, Last end) throws SQLException {
        Head head = head(connection).followedBy(run, end);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO spine VALUES(?, ?, ?, ?, ?)")) {
            insert.setLong(1, head.number());
            insert.setString(2, run);
            insert.setLong(3, end.sequence());
            insert.setString(4, end.chain());
            insert.setString(5, head.link());
            insert.executeUpdate();
        }
        try (PreparedStatement newest = connection.prepareStatement("INSERT OR REPLACE INTO head VALUES(1, ?, ?)")) {
            newest.setLong(1, head.number());
            newest.setString(2, head.link());
            newest.executeUpdate();
        }
    }

    static Head head(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT number, link FROM head")) {
            return row.next() ? new Head(row.getLong(1), row.getString(2)) : Head.NONE;
        }
    }

    /// Takes runs into the spine that were written before there was one.
    static void adopt(Connection connection) throws SQLException {
        List<String> runs = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM runs ORDER BY number")) {
            while (row.next()) {
                runs.add(row.getString(1));
            }
        }
        for (String run : runs) {
            grow(connection, run, last(connection, run));
        }
    }
}
