package dev.errand.runtime.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks after a journal's file as a whole: checks that it is as it was written, and removes the content of runs.
///
/// Works on what has been committed, through a connection of its own for each call. Looking is possible at any time;
/// whoever forgets must own the home. Thread-safe. Failures are [JournalFailure]s.
public final class Archive {
    private static final Pattern HASH = Pattern.compile("\"([0-9a-f]{64})\"");

    private final Path file;

    /// @param file a journal that has been opened before, so that its tables are of today
    public Archive(Path file) {
        this.file = file;
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T look(Work<T> work) {
        try (Connection connection = SqliteFile.connect(file)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN"); // one moment of the file, whatever others write meanwhile
            }
            return work.on(connection);
        } catch (SQLException e) {
            throw new JournalFailure(
                    "The journal %s cannot be read: %s. It may be from a newer Errand, or damaged."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /// Checks every chain.
    ///
    /// @param expected a head that an earlier audit showed and somebody wrote down elsewhere
    public Audit audit(Optional<String> expected) {
        return look(connection -> new Auditor(connection).audit(expected));
    }

    /// The entries of a run as they are stored; none if there is no such run.
    public List<StoredEntry> stored(RunId run) {
        return look(connection -> Auditor.stored(connection, run.value()));
    }

    /// When runs were forgotten.
    public Map<RunId, Instant> forgotten() {
        return times("SELECT run, at FROM forgotten ORDER BY at");
    }

    /// When runs ended whose content is still there.
    public Map<RunId, Instant> ended() {
        Map<RunId, Instant> ended = times("""
                SELECT id, (SELECT at FROM entries WHERE run = id ORDER BY sequence DESC LIMIT 1) FROM runs
                WHERE id NOT IN (SELECT run FROM forgotten) AND id IN (SELECT run FROM entries) ORDER BY number""");
        Set<RunId> going = look(connection -> {
            Set<RunId> runs = new HashSet<>();
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT id, state FROM runs")) {
                while (row.next()) {
                    if (!RunState.valueOf(row.getString(2)).isTerminal()) {
                        runs.add(new RunId(row.getString(1)));
                    }
                }
            }
            return runs;
        });
        ended.keySet().removeAll(going);
        return ended;
    }

    private Map<RunId, Instant> times(String sql) {
        return look(connection -> {
            Map<RunId, Instant> times = new LinkedHashMap<>();
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery(sql)) {
                while (row.next()) {
                    times.put(new RunId(row.getString(1)), Instant.parse(row.getString(2)));
                }
            }
            return times;
        });
    }

    /// Hashes of the kept contents that runs may still need, to complete a step or to take it back: all hashes in
    /// entries that hold changes, whatever their type.
    ///
    /// @throws JournalFailure if there are entries of an unknown format: nobody knows what they need
    public Set<String> neededContents() {
        return look(connection -> {
            Set<String> needed = new HashSet<>();
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT version, body FROM entries"
                            + " WHERE body LIKE '%\"change\":\"%' OR version <> " + EntryCodec.VERSION)) {
                while (row.next()) {
                    EntryCodec.requireKnown(row.getInt(1));
                    HASH.matcher(row.getString(2)).results().forEach(found -> needed.add(found.group(1)));
                }
            }
            return needed;
        });
    }

    /// Removes the content of a run that has ended; its hashes stay. Its bytes may lie in the file until [#wipe].
    ///
    /// @param now when
    public void forget(Journal.Summary run, Instant now) {
        if (!run.state().isTerminal()) {
            throw new IllegalArgumentException("Run " + run.id() + " has not ended");
        }
        try (Forgetting forgetting = new Forgetting(file)) {
            forgetting.forget(run.id(), new Entry.Forgotten(run.state(), run.startedAt()), now);
        } catch (SQLException e) {
            throw new JournalFailure(
                    "Run %s could not be forgotten: %s. Nothing of it was removed; free space or mend the disk, and ask again."
                            .formatted(run.id(), e.getMessage()),
                    e);
        }
    }

    /// Rewrites the file without what was forgotten, where that has not been done yet. Returns whether nothing of it is
    /// left; while another process reads the journal something may be, and the next wipe finishes.
    public boolean wipe() {
        try (Forgetting forgetting = new Forgetting(file)) {
            return !forgetting.hasLeftovers() || forgetting.wipe();
        } catch (SQLException e) {
            throw new JournalFailure(
                    ("What was forgotten cannot be read any more, but its bytes could not be wiped from %s: %s. Free as"
                                    + " much space as the journal takes; `errand resume` tries again.")
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
