package dev.errand.runtime.journal;

import dev.errand.os.device.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/// [CallHistory] out of the tables of [CallIndex].
record StoredHistory(Source source) implements CallHistory {
    /// Asks the journal file.
    interface Source {
        <T> List<T> ask(String sql, List<Object> parameters, Statements.Row<T> row);
    }

    private static final String CALLS =
            "SELECT e.run, e.version, e.body FROM calls c JOIN entries e ON e.run = c.run AND e.sequence = c.sequence ";
    private static final String NEWEST = "ORDER BY c.ordinal DESC LIMIT ?";

    @Override
    public List<PastCall> calls(int atMost) {
        return pastCalls(CALLS + NEWEST, List.of(atMost));
    }

    @Override
    public List<PastCall> callsOf(String operation, int atMost) {
        return pastCalls(CALLS + "WHERE c.operation = ? " + NEWEST, List.of(operation, atMost));
    }

    /// A run whose content was removed has nothing to show.
    private List<PastCall> pastCalls(String sql, List<Object> parameters) {
        return source.ask(sql, parameters, StoredHistory::pastCall).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<PastCall> pastCall(ResultSet row) throws SQLException {
        return EntryCodec.read(row.getInt(2), row.getString(3)) instanceof Entry.EffectStarted started
                ? List.of(new PastCall(
                        new RunId(row.getString(1)),
                        started.number(),
                        started.operation(),
                        started.arguments(),
                        started.startedAt()))
                : List.of();
    }

    @Override
    public boolean isKnown(String operation, Collection<String> parameters, String value) {
        if (parameters.isEmpty()) {
            return false;
        }
        List<Object> asked = new ArrayList<>(List.of(operation, Hash.of(CallHistory.recipient(value))));
        asked.addAll(parameters);
        String places = String.join(", ", Collections.nCopies(parameters.size(), "?"));
        return !source.ask(
                        "SELECT 1 FROM traits WHERE operation = ? AND value = ? AND parameter IN (" + places
                                + ") LIMIT 1",
                        asked,
                        row -> row.getInt(1))
                .isEmpty();
    }

    @Override
    public List<Double> amounts(String operation, String parameter, int atMost) {
        return source.ask(
                "SELECT number FROM traits WHERE operation = ? AND parameter = ? AND value = ''"
                        + " ORDER BY rowid DESC LIMIT ?",
                List.of(operation, parameter, atMost),
                row -> row.getDouble(1));
    }

    @Override
    public Uses usesOf(String rule) {
        return source.ask(
                        "SELECT COUNT(*), MAX(at) FROM uses WHERE rule = ?",
                        List.of(rule),
                        row -> new Uses(
                                row.getInt(1),
                                row.getString(2) == null ? Instant.EPOCH : Instant.parse(row.getString(2))))
                .getFirst();
    }
}
