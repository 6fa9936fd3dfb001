package dev.errand.runtime.journal;

import dev.errand.runtime.budget.Spending;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Sums of what runs took, in a table beside the entries. It holds nothing that the entries do not say: every item is
/// written in one transaction with its entry, and where there is no table yet it is made from all entries.
///
/// Money is kept in units of 10^-12 dollars and energy in units of 10^-9 watt-hours, so that sums of whole numbers
/// are exact.
final class Ledger {
    private static final int USD_DIGITS = 12;
    private static final int WH_DIGITS = 9;

    /// Of an amount: sums of a thousand still are numbers of SQLite's.
    private static final long MOST = Long.MAX_VALUE / 1024;

    /// In milliseconds. Midnight falls on one wherever people live.
    private static final long QUARTER = Duration.ofMinutes(15).toMillis();

    private static final List<String> AMOUNTS = List.of("calls", "tokens", "usd", "steps", "active", "wh");

    private Ledger() {}

    /// Makes the table from the entries that are there.
    static void create(Connection writing) throws SQLException {
        try (Statement statement = writing.createStatement()) {
            statement.executeUpdate("""
                    CREATE TABLE spending(
                      run TEXT NOT NULL, item TEXT NOT NULL, at INTEGER NOT NULL, calls INTEGER NOT NULL,
                      tokens INTEGER NOT NULL, usd INTEGER NOT NULL, steps INTEGER NOT NULL, active INTEGER NOT NULL,
                      wh INTEGER NOT NULL, PRIMARY KEY(run, item)) STRICT, WITHOUT ROWID""");
            statement.executeUpdate("CREATE INDEX spending_at ON spending(at)");
            derive(writing);
        }
    }

    /// Makes sums for every quarter of an hour, which the database itself keeps from then on: what a day took is
    /// asked before each call of a model, however many runs the day had.
    static void sums(Connection writing) throws SQLException {
        String added = "INSERT INTO spending_sums VALUES(NEW.at / %d, ".formatted(QUARTER) + columns("NEW.%1$s")
                + ") ON CONFLICT(quarter) DO UPDATE SET " + columns("%1$s = %1$s + excluded.%1$s") + ";";
        String removed = "UPDATE spending_sums SET " + columns("%1$s = %1$s - OLD.%1$s")
                + " WHERE quarter = OLD.at / %d;".formatted(QUARTER);
        try (Statement statement = writing.createStatement()) {
            statement.executeUpdate("CREATE TABLE spending_sums(quarter INTEGER PRIMARY KEY, "
                    + columns("%1$s INTEGER NOT NULL") + ") STRICT");
            statement.executeUpdate("INSERT INTO spending_sums SELECT at / %d, ".formatted(QUARTER)
                    + columns("SUM(%1$s)") + " FROM spending GROUP BY 1");
            statement.executeUpdate("CREATE TRIGGER spending_added AFTER INSERT ON spending BEGIN " + added + " END");
            statement.executeUpdate(
                    "CREATE TRIGGER spending_changed AFTER UPDATE ON spending BEGIN " + removed + added + " END");
            statement.executeUpdate(
                    "CREATE TRIGGER spending_removed AFTER DELETE ON spending BEGIN " + removed + " END");
        }
    }

    private static String columns(String each) {
        return String.join(", ", AMOUNTS.stream().map(each::formatted).toList());
    }

    private static void derive(Connection writing) throws SQLException {
        Statements statements = new Statements(writing);
        try (Statement statement = writing.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT run, sequence, at, version, body FROM entries WHERE body <> '' ORDER BY run, sequence")) {
            while (row.next()) {
                Recorded recorded = new Recorded(
                        row.getLong(2),
                        Instant.parse(row.getString(3)),
                        EntryCodec.read(row.getInt(4), row.getString(5)));
                var item = Tally.item(recorded);
                if (item.isPresent()) {
                    enter(statements, row.getString(1), item.get());
                }
            }
        }
    }

    static void enter(Statements statements, String run, Tally.Item item) throws SQLException {
        Spending spending = item.spending();
        statements.update(
                """
                INSERT INTO spending VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT(run, item) DO UPDATE SET
                  calls = excluded.calls, tokens = excluded.tokens, usd = excluded.usd, steps = excluded.steps,
                  active = excluded.active, wh = excluded.wh""",
                run,
                item.key(),
                item.at().toEpochMilli(),
                Math.min(spending.calls(), MOST),
                Math.min(spending.tokens(), MOST),
                whole(spending.usd(), USD_DIGITS),
                Math.min(spending.steps(), MOST),
                Math.min(spending.active().toMillis(), MOST),
                whole(spending.wh(), WH_DIGITS));
    }

    private static long whole(BigDecimal amount, int digits) {
        return amount.setScale(digits, RoundingMode.HALF_UP)
                .movePointRight(digits)
                .min(BigDecimal.valueOf(MOST))
                .longValue();
    }

    /// What all runs took from a time on until before another. The quarters of an hour between are read as sums, and
    /// what is left at both ends item by item.
    static Spending sum(Statements statements, Instant from, Instant to) throws SQLException {
        long first = Math.ceilDiv(from.toEpochMilli(), QUARTER);
        long last = Math.max(first, Math.floorDiv(to.toEpochMilli(), QUARTER));
        return statements
                .query(
                        """
                        SELECT COALESCE(SUM(calls), 0), COALESCE(SUM(tokens), 0), COALESCE(SUM(usd), 0),
                               COALESCE(SUM(steps), 0), COALESCE(SUM(active), 0), COALESCE(SUM(wh), 0)
                        FROM (SELECT calls, tokens, usd, steps, active, wh FROM spending_sums
                                WHERE quarter >= ? AND quarter < ?
                              UNION ALL SELECT calls, tokens, usd, steps, active, wh FROM spending
                                WHERE at >= ? AND at < ?
                              UNION ALL SELECT calls, tokens, usd, steps, active, wh FROM spending
                                WHERE at >= ? AND at < ?)""",
                        Ledger::spending,
                        first,
                        last,
                        from.toEpochMilli(),
                        Math.min(first * QUARTER, to.toEpochMilli()),
                        Math.max(last * QUARTER, from.toEpochMilli()),
                        to.toEpochMilli())
                .getFirst();
    }

    private static Spending spending(ResultSet row) throws SQLException {
        return Spending.NOTHING.plus(new Spending(
                row.getLong(1),
                row.getLong(2),
                BigDecimal.valueOf(row.getLong(3), USD_DIGITS),
                row.getLong(4),
                Duration.ofMillis(row.getLong(5)),
                BigDecimal.valueOf(row.getLong(6), WH_DIGITS)));
    }
}
