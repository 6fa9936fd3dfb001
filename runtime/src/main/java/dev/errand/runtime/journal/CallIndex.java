package dev.errand.runtime.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.Hash;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The part of the journal file that [CallHistory] is answered from. Written in the transaction of the entries it
/// follows from, and made anew from them where it is missing. For the thread that owns the connection.
final class CallIndex {
    /// One row to be written, or, where a step failed, the rows to be removed.
    sealed interface Change {
        record Executed(int step, int number, String operation, List<Trait> traits) implements Change {}

        record CameToNothing(int step) implements Change {}

        record Decided(int number, String rule) implements Change {}
    }

    /// @param value hash of a text; empty for a number
    record Trait(String parameter, String value, double number) {}

    private final Statements statements;

    CallIndex(Statements statements) {
        this.statements = statements;
    }

    /// What follows from an entry; nothing from most.
    static List<Change> changes(Entry entry) {
        if (entry instanceof Entry.EffectStarted e) {
            return List.of(new Change.Executed(e.step(), e.number(), e.operation(), traits(e.arguments())));
        } else if (entry instanceof Entry.StepFinished e && e.lane() == Entry.APPLY_LANE && e.failure() != null) {
            return List.of(new Change.CameToNothing(e.step()));
        } else if (entry instanceof Entry.EffectsJudged e) {
            return e.rulings().stream().flatMap(CallIndex::decided).toList();
        }
        return List.of();
    }

    private static Stream<Change> decided(Entry.Ruling ruling) {
        String rule = ruling.rule();
        return rule == null ? Stream.empty() : Stream.of(new Change.Decided(ruling.number(), rule));
    }

    private static List<Trait> traits(JsonNode arguments) {
        List<Trait> traits = new ArrayList<>();
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            JsonNode value = argument.getValue();
            for (JsonNode each : value.isArray() ? value : List.of(value)) {
                if (each.isNumber()) {
                    traits.add(new Trait(argument.getKey(), "", each.doubleValue()));
                } else if (each.isTextual()) {
                    traits.add(new Trait(argument.getKey(), Hash.of(CallHistory.recipient(each.textValue())), 0));
                }
            }
        }
        return traits;
    }

    /// Makes the index from the entries that are there.
    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    CREATE TABLE calls(
                      ordinal INTEGER PRIMARY KEY, run TEXT NOT NULL, step INTEGER NOT NULL, sequence INTEGER NOT NULL,
                      operation TEXT NOT NULL, UNIQUE(run, step)) STRICT""");
            statement.executeUpdate("CREATE INDEX calls_of ON calls(operation, ordinal)");
            statement.executeUpdate("""
                    CREATE TABLE traits(
                      run TEXT NOT NULL, step INTEGER NOT NULL, operation TEXT NOT NULL, parameter TEXT NOT NULL,
                      value TEXT NOT NULL, number REAL NOT NULL) STRICT""");
            statement.executeUpdate("CREATE INDEX traits_value ON traits(operation, parameter, value)");
            statement.executeUpdate("CREATE INDEX traits_step ON traits(run, step)");
            statement.executeUpdate("""
                    CREATE TABLE uses(
                      rule TEXT NOT NULL, run TEXT NOT NULL, number INTEGER NOT NULL, at TEXT NOT NULL,
                      PRIMARY KEY(rule, run, number)) STRICT, WITHOUT ROWID""");
            new CallIndex(new Statements(connection)).rebuild(statement);
        }
    }

    private void rebuild(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT run, sequence, at, version, body FROM entries WHERE body LIKE '{\"type\":\"effect-started\"%'"
                        + " OR body LIKE '{\"type\":\"effects-judged\"%' OR (body LIKE '{\"type\":\"step-finished\"%'"
                        + " AND body LIKE '%\"failure\"%') ORDER BY at, run, sequence")) {
            while (row.next()) {
                Entry entry = EntryCodec.read(row.getInt(4), row.getString(5));
                write(row.getString(1), row.getLong(2), row.getString(3), changes(entry));
            }
        }
    }

    /// What is usual is no longer learned from a run that was forgotten; how often rules were used stays.
    void forget(String run) throws SQLException {
        statements.update("DELETE FROM calls WHERE run = ?", run);
        statements.update("DELETE FROM traits WHERE run = ?", run);
    }

    void write(String run, long sequence, String at, List<Change> changes) throws SQLException {
        for (Change change : changes) {
            switch (change) {
                case Change.Executed executed -> {
                    remove(run, executed.step()); // a second attempt of the same step
                    executed(run, sequence, executed);
                }
                case Change.CameToNothing failed -> remove(run, failed.step());
                case Change.Decided decided ->
                    statements.update(
                            "INSERT INTO uses VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING",
                            decided.rule(),
                            run,
                            decided.number(),
                            at);
            }
        }
    }

    private void executed(String run, long sequence, Change.Executed executed) throws SQLException {
        statements.update(
                "INSERT INTO calls(run, step, sequence, operation) VALUES(?, ?, ?, ?)",
                run,
                executed.step(),
                sequence,
                executed.operation());
        for (Trait trait : executed.traits()) {
            statements.update(
                    "INSERT INTO traits VALUES(?, ?, ?, ?, ?, ?)",
                    run,
                    executed.step(),
                    executed.operation(),
                    trait.parameter(),
                    trait.value(),
                    trait.number());
        }
    }

    private void remove(String run, int step) throws SQLException {
        statements.update("DELETE FROM calls WHERE run = ? AND step = ?", run, step);
        statements.update("DELETE FROM traits WHERE run = ? AND step = ?", run, step);
    }
}
