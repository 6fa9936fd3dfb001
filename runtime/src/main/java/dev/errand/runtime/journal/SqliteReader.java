package dev.errand.runtime.journal;

import dev.errand.runtime.budget.Spending;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the journal's file: every question over all runs is answered from an index, whatever their number.
/// Thread-safe.
final class SqliteReader implements AutoCloseable {
    private static final String SUMMARY = "SELECT id, intent, state, started, until, number FROM runs ";
    private static final String TIMED = "until > '1970-01-02' AND ";

    private final Path file;
    private final Connection connection;
    private final Statements statements;

    SqliteReader(Path file) throws SQLException {
        this.file = file;
        this.connection = SqliteFile.connect(file);
        this.statements = new Statements(connection);
    }

    /// A summary and the place of its run among all.
    private record Numbered(Journal.Summary summary, long number) {}

    /// An entry as it is stored.
    private record Row(long sequence, String at, int version, String body) {
        Recorded decoded() {
            return new Recorded(sequence, Instant.parse(at), EntryCodec.read(version, body));
        }
    }

    /// @param after the sequence of the last entry that is known; 0 for all
    List<Recorded> entries(RunId run, long after) {
        return rows(run, after).stream().map(Row::decoded).toList(); // which takes longest, and keeps nobody waiting
    }

    private synchronized List<Row> rows(RunId run, long after) {
        return query(
                "SELECT sequence, at, version, body FROM entries WHERE run = ? AND sequence > ? AND body <> ''"
                        + " ORDER BY sequence",
                row -> new Row(row.getLong(1), row.getString(2), row.getInt(3), row.getString(4)),
                run.value(),
                after);
    }

    synchronized Optional<Journal.Summary> summary(RunId run) {
        return summaries(query(SUMMARY + "WHERE id = ?", SqliteReader::numbered, run.value())).stream()
                .findFirst();
    }

    synchronized List<Journal.Summary> runs() {
        return summaries(query(SUMMARY + "ORDER BY number DESC", SqliteReader::numbered));
    }

    /// By state, since an index answers that; what is found of each is then put in order.
    synchronized List<Journal.Summary> runs(Set<RunState> states, int limit, Optional<RunId> before) {
        long upTo = before.flatMap(this::number).orElse(Long.MAX_VALUE);
        if (states.containsAll(EnumSet.allOf(RunState.class))) {
            return summaries(query(
                    SUMMARY + "WHERE number < ? ORDER BY number DESC LIMIT ?", SqliteReader::numbered, upTo, limit));
        }
        List<Numbered> found = new ArrayList<>();
        for (RunState state : states) {
            found.addAll(query(
                    SUMMARY + "WHERE state = ? AND number < ? ORDER BY number DESC LIMIT ?",
                    SqliteReader::numbered,
                    state.name(),
                    upTo,
                    limit));
        }
        found.sort(Comparator.comparingLong(Numbered::number).reversed());
        return summaries(found.subList(0, Math.min(limit, found.size())));
    }

    private Optional<Long> number(RunId run) {
        return query("SELECT number FROM runs WHERE id = ?", row -> row.getLong(1), run.value()).stream()
                .findFirst();
    }

    /// Times that an older version wrote compare as text but for the fraction of a second; hence the second look.
    synchronized List<Journal.Summary> due(Instant now, int limit) {
        List<Numbered> found = new ArrayList<>(query(
                SUMMARY + "WHERE " + TIMED + "until <= ? ORDER BY until LIMIT ?",
                SqliteReader::numbered,
                SqliteFile.comparable(now.plusSeconds(1)),
                limit));
        found.removeIf(run -> run.summary().until().isAfter(now));
        Set<RunId> timed = found.stream().map(run -> run.summary().id()).collect(Collectors.toSet());
        for (RunState state : RunState.values()) {
            if (state.isActive()) {
                query(SUMMARY + "WHERE state = ? ORDER BY number LIMIT ?", SqliteReader::numbered, state.name(), limit)
                        .stream()
                        .filter(run -> !timed.contains(run.summary().id()))
                        .forEach(found::add);
            }
        }
        found.sort(Comparator.comparingLong(Numbered::number));
        return summaries(found.subList(0, Math.min(limit, found.size())));
    }

    synchronized Optional<Instant> nextDue(Instant after) {
        return query(
                        "SELECT until FROM runs WHERE " + TIMED + "until > ? ORDER BY until LIMIT 1",
                        row -> Instant.parse(row.getString(1)),
                        SqliteFile.comparable(after))
                .stream()
                .findFirst();
    }

    synchronized Map<RunState, Long> census() {
        Map<RunState, Long> census = new EnumMap<>(RunState.class);
        query(
                        "SELECT state, COUNT(*) FROM runs GROUP BY state",
                        row -> Map.entry(RunState.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(each -> census.put(each.getKey(), each.getValue()));
        return census;
    }

    /// The number of the first entry of a run whose chain is broken.
    synchronized OptionalLong brokenAt(RunId run) {
        ChainWalk walk = new ChainWalk(run.value(), false);
        query(
                        "SELECT sequence, at, version, body, hash, chain FROM entries WHERE run = ? ORDER BY sequence",
                        Auditor::stored,
                        run.value())
                .forEach(walk::next);
        return walk.broken().map(found -> OptionalLong.of(found.entry())).orElse(OptionalLong.empty());
    }

    synchronized Spending spent(Instant from, Instant to) {
        try {
            return Ledger.sum(statements, from, to);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    synchronized <T> List<T> ask(String sql, List<Object> parameters, Statements.Row<T> row) {
        return query(sql, row, parameters.toArray());
    }

    private static List<Journal.Summary> summaries(List<Numbered> numbered) {
        return numbered.stream().map(Numbered::summary).toList();
    }

    private static Numbered numbered(ResultSet row) throws SQLException {
        return new Numbered(
                new Journal.Summary(
                        new RunId(row.getString(1)),
                        row.getString(2),
                        RunState.valueOf(row.getString(3)),
                        Instant.parse(row.getString(4)),
                        Instant.parse(row.getString(5))),
                row.getLong(6));
    }

    private <T> List<T> query(String sql, Statements.Row<T> row, Object... parameters) {
        try {
            return statements.query(sql, row, parameters);
        } catch (SQLException | IllegalArgumentException | DateTimeException e) {
            throw unreadable(e);
        }
    }

    private JournalFailure unreadable(Exception e) {
        return new JournalFailure(
                "The journal %s cannot be read: %s. It may be from a newer Errand, or damaged."
                        .formatted(file, e.getMessage()),
                e);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new JournalFailure("The journal %s cannot be closed: %s.".formatted(file, e.getMessage()), e);
        }
    }
}
