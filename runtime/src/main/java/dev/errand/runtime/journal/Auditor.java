package dev.errand.runtime.journal;

import dev.errand.runtime.journal.Audit.Break;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Walks all chains of a journal's file, and says where they do not hold. Reads only.
final class Auditor {
    private record Vertebra(long number, String run, long sequence, String chain, String link) {}

    private final Connection connection;
    private final List<Break> breaks = new ArrayList<>();
    private final Map<String, ChainWalk> walks = new LinkedHashMap<>();
    private final Set<String> removed = new HashSet<>();
    private final Set<String> links = new HashSet<>();
    private final Map<String, Spine.Last> ends = new LinkedHashMap<>();

    Auditor(Connection connection) {
        this.connection = connection;
    }

    /// @param expected a head that the journal had once, written down elsewhere
    Audit audit(Optional<String> expected) throws SQLException {
        Set<String> forgotten = new HashSet<>(texts("SELECT run FROM forgotten"));
        for (String run : texts("SELECT DISTINCT run FROM entries ORDER BY run")) {
            walks.put(run, walk(run, forgotten.contains(run)));
        }
        walks.forEach((_, walk) -> walk.broken().ifPresent(breaks::add));
        String head = walkSpine();
        walks.forEach(this::compareEnd);
        compareList();
        expected.filter(link -> !links.contains(link)).ifPresent(this::unknownHead);
        long entries = walks.values().stream().mapToLong(ChainWalk::entries).sum();
        return new Audit(walks.size(), entries, forgotten.size(), head, breaks);
    }

    private void unknownHead(String expected) {
        breaks.add(new Break(
                "",
                0,
                ("This journal never had the head %s: it was made anew since that was written down, cut before it, or"
                                + " it is another journal.")
                        .formatted(expected)));
    }

    private ChainWalk walk(String run, boolean forgotten) throws SQLException {
        ChainWalk walk = new ChainWalk(run, forgotten);
        for (StoredEntry entry : stored(connection, run)) {
            walk.next(entry);
        }
        return walk;
    }

    static List<StoredEntry> stored(Connection connection, String run) throws SQLException {
        List<StoredEntry> entries = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT sequence, at, version, body, hash, chain FROM entries WHERE run = ? ORDER BY sequence")) {
            select.setString(1, run);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(stored(row));
                }
            }
        }
        return entries;
    }

    /// @param row of sequence, at, version, body, hash and chain
    static StoredEntry stored(ResultSet row) throws SQLException {
        return new StoredEntry(
                row.getLong(1), row.getString(2), row.getInt(3), row.getString(4), row.getString(5), row.getString(6));
    }

    private String walkSpine() throws SQLException {
        Spine.Head head = Spine.Head.NONE;
        boolean holds = true;
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT number, run, sequence, chain, link FROM spine ORDER BY number");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Vertebra vertebra = new Vertebra(
                        row.getLong(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5));
                if (holds && !follows(head, vertebra)) {
                    holds = false;
                    breaks.add(new Break(
                            vertebra.run(),
                            vertebra.sequence(),
                            ("Link %d of the chain over all runs does not follow from the one before: links were removed,"
                                            + " moved or changed.")
                                    .formatted(vertebra.number())));
                }
                head = new Spine.Head(vertebra.number(), vertebra.link());
                links.add(vertebra.link());
                compare(vertebra);
            }
        }
        Spine.Head noted = Spine.head(new Statements(connection));
        if (!noted.equals(head)) {
            breaks.add(new Break(
                    "",
                    0,
                    ("The journal's head says that there are %d links, and there are %d: its end was cut off, or the head"
                                    + " changed.")
                            .formatted(noted.number(), head.number())));
        }
        return head.link();
    }

    private static boolean follows(Spine.Head head, Vertebra vertebra) {
        Spine.Head next = head.followedBy(vertebra.run(), new Spine.Last(vertebra.sequence(), vertebra.chain()));
        return next.equals(new Spine.Head(vertebra.number(), vertebra.link()));
    }

    /// Whether the run still is what was bound when these entries were written.
    private void compare(Vertebra vertebra) {
        String run = vertebra.run();
        ends.put(run, new Spine.Last(vertebra.sequence(), vertebra.chain()));
        ChainWalk walk = walks.get(run);
        if (walk == null) {
            if (removed.add(run)) {
                breaks.add(new Break(run, 0, "The whole run was removed."));
            }
            return;
        }
        Optional<String> chain = walk.chain(vertebra.sequence());
        if (walk.broken().isEmpty() && chain.isPresent() && !chain.get().equals(vertebra.chain()) && removed.add(run)) {
            breaks.add(new Break(
                    run,
                    vertebra.sequence(),
                    "This entry, or one before it, was replaced and the run's chain made anew: it is not what was recorded"
                            + " then."));
        }
    }

    private void compareEnd(String run, ChainWalk walk) {
        long bound = ends.getOrDefault(run, Spine.Last.NOTHING).sequence();
        if (walk.newest() < bound) {
            breaks.add(new Break(
                    run,
                    walk.newest() + 1,
                    "The end of the run was cut off: it had %d entries, and has %d.".formatted(bound, walk.newest())));
        } else if (walk.newest() > bound) {
            breaks.add(new Break(
                    run, bound + 1, "This entry was not written by Errand: the chain over all runs does not know it."));
        }
    }

    /// The list of runs is what commands look at first.
    private void compareList() throws SQLException {
        Set<String> listed = new HashSet<>(texts("SELECT id FROM runs"));
        walks.keySet().stream()
                .filter(run -> !listed.contains(run))
                .forEach(run ->
                        breaks.add(new Break(run, 0, "The run is there and was removed from the list of runs.")));
        listed.stream()
                .filter(run -> !walks.containsKey(run) && !removed.contains(run))
                .sorted()
                .forEach(run -> breaks.add(new Break(run, 0, "The run is in the list of runs and has no entries.")));
    }

    private List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }
}
