package dev.errand.runtime.journal;

import dev.errand.os.device.Hash;
import java.sql.SQLException;
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

    /// Appends entries to a run, after its last one, inside of a transaction.
    static void append(Statements statements, String run, Last end, List<SqliteJournal.Line> lines)
            throws SQLException {
        Last last = end;
        for (SqliteJournal.Line line : lines) {
            if (line.sequence() != last.sequence() + 1) {
                throw new SQLException("entry %d of run %s does not follow entry %d; somebody else wrote this run"
                        .formatted(line.sequence(), run, last.sequence()));
            }
            String hash = Hash.of(line.body());
            last = last.followedBy(line.at(), hash);
            statements.update(
                    "INSERT INTO entries VALUES(?, ?, ?, ?, ?, ?, ?)",
                    run,
                    line.sequence(),
                    line.at(),
                    EntryCodec.VERSION,
                    line.body(),
                    hash,
                    last.chain());
        }
        grow(statements, run, last);
    }

    static Last last(Statements statements, String run) throws SQLException {
        return statements
                .query(
                        "SELECT sequence, chain FROM entries WHERE run = ? ORDER BY sequence DESC LIMIT 1",
                        row -> new Last(row.getLong(1), row.getString(2)),
                        run)
                .stream()
                .findFirst()
                .orElse(Last.NOTHING);
    }

    private static void grow(Statements statements, String run, Last end) throws SQLException {
        Head head = head(statements).followedBy(run, end);
        statements.update(
                "INSERT INTO spine VALUES(?, ?, ?, ?, ?)",
                head.number(),
                run,
                end.sequence(),
                end.chain(),
                head.link());
        statements.update("INSERT OR REPLACE INTO head VALUES(1, ?, ?)", head.number(), head.link());
    }

    static Head head(Statements statements) throws SQLException {
        return statements
                .query("SELECT number, link FROM head", row -> new Head(row.getLong(1), row.getString(2)))
                .stream()
                .findFirst()
                .orElse(Head.NONE);
    }

    /// Takes runs into the spine that were written before there was one.
    static void adopt(Statements statements) throws SQLException {
        for (String run : statements.query("SELECT id FROM runs ORDER BY number", row -> row.getString(1))) {
            grow(statements, run, last(statements, run));
        }
    }
}
