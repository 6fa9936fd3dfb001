package dev.errand.runtime.journal;

import dev.errand.runtime.budget.Spending;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/// Sums of what runs took, in a table beside the entries. It holds nothing that the entries do not say: every item is
/// written in one transaction with its entry, and where there is no table yet it is made from all entries.
///
/// Money is kept in units of 10^-12 dollars and energy in units of 10^-9 watt-hours, so that sums of whole numbers are
/// exact.
final class Ledger {
    private static final int USD_DIGITS = 12;
    private static final int WH_DIGITS = 9;

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

    private static void derive(Connection writing) throws SQLException {
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
                    enter(writing, row.getString(1), item.get());
                }
            }
        }
    }

    static void enter(Connection writing, String run, Tally.Item item) throws SQLException {
        try (PreparedStatement insert = writing.prepareStatement("""
                INSERT INTO spending VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT(run, item) DO UPDATE SET
                  calls = excluded.calls, tokens = excluded.tokens, usd = excluded.usd, steps = excluded.steps,
                  active = excluded.active, wh = excluded.wh""")) {
            Spending spending = item.spending();
            insert.setString(1, run);
            insert.setString(2, item.key());
            insert.setLong(3, item.at().toEpochMilli());
            insert.setLong(4, spending.calls());
            insert.setLong(5, spending.tokens());
            insert.setLong(6, whole(spending.usd(), USD_DIGITS));
            insert.setLong(7, spending.steps());
            insert.setLong(8, spending.active().toMillis());
            insert.setLong(9, whole(spending.wh(), WH_DIGITS));
            insert.executeUpdate();
        }
    }

    private static long whole(BigDecimal amount, int digits) {
        return amount.setScale(digits, RoundingMode.HALF_UP)
                .movePointRight(digits)
                .min(BigDecimal.valueOf(Long.MAX_VALUE / 1024))
                .longValue();
    }

    static Spending sum(Connection reading, Instant from, Instant to) throws SQLException {
        try (PreparedStatement select = reading.prepareStatement("""
                SELECT COALESCE(SUM(calls), 0), COALESCE(SUM(tokens), 0), COALESCE(SUM(usd), 0),
                       COALESCE(SUM(steps), 0), COALESCE(SUM(active), 0), COALESCE(SUM(wh), 0)
                FROM spending WHERE at >= ? AND at < ?""")) {
            select.setLong(1, from.toEpochMilli());
            select.setLong(2, to.toEpochMilli());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Spending.NOTHING.plus(new Spending(
                        row.getLong(1),
                        row.getLong(2),
                        BigDecimal.valueOf(row.getLong(3), USD_DIGITS),
                        row.getLong(4),
                        Duration.ofMillis(row.getLong(5)),
                        BigDecimal.valueOf(row.getLong(6), WH_DIGITS)));
            }
        }
    }
}
