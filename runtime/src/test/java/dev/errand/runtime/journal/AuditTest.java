package dev.errand.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is done to the journal's file behind its back is found, and said what and where.
final class AuditTest {
    private static final RunId FIRST = new RunId("r-first222");
    private static final RunId SECOND = new RunId("r-second22");
    private static final RunId THIRD = new RunId("r-third222");
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    Path home;

    private Archive archive;

    @BeforeEach
    void threeRunsThatTakeTurns() {
        archive = new Archive(file());
        append(FIRST, 1, 2);
        append(SECOND, 1);
        append(FIRST, 3);
        append(THIRD, 1, 2, 3);
        append(SECOND, 2, 3, 4);
    }

    private Path file() {
        return home.resolve("state/journal.db");
    }

    private void append(RunId run, long... sequences) {
        SqliteJournal journal = SqliteJournal.open(file());
        for (long sequence : sequences) {
            Journal.Summary summary = new Journal.Summary(run, "words", RunState.SUCCEEDED, AT, Instant.EPOCH);
            Entry said = new Entry.Said(0, (int) sequence, "text ü " + sequence);
            journal.append(summary, List.of(new Recorded(sequence, AT.plusSeconds(sequence), said)));
        }
        journal.close();
    }

    private int sql(String statement, Object... values) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                PreparedStatement each = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                each.setObject(i + 1, values[i]);
            }
            return each.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }

    private String text(String query) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement each = connection.createStatement();
                ResultSet row = each.executeQuery(query)) {
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    private Audit audit() {
        return archive.audit(Optional.empty());
    }

    private Audit.Break onlyBreak() {
        assertThat(audit().breaks()).hasSize(1);
        return audit().breaks().getFirst();
    }

    private void assertFound(RunId run, long entry, String meaning) {
        assertThat(audit().breaks()).anySatisfy(found -> {
            assertThat(found.run()).isEqualTo(run.value());
            assertThat(found.entry()).isEqualTo(entry);
            assertThat(found.meaning()).contains(meaning);
        });
    }

    @Test
    void aJournalAsItWasWrittenHolds() {
        Audit audit = audit();
        assertThat(audit.holds()).isTrue();
        assertThat(audit.runs()).isEqualTo(3);
        assertThat(audit.entries()).isEqualTo(10);
        assertThat(audit.head()).hasSize(64);
    }

    @Test
    void everyChangedCharacterOfABodyIsFound() {
        String body = text("SELECT body FROM entries WHERE run = 'r-second22' AND sequence = 2");
        for (int i = 0; i < body.length(); i++) {
            char flipped = (char) (body.charAt(i) ^ 1);
            sql(
                    "UPDATE entries SET body = ? WHERE run = 'r-second22' AND sequence = 2",
                    body.substring(0, i) + flipped + body.substring(i + 1));
            assertThat(onlyBreak().entry()).as("character " + i).isEqualTo(2);
            assertThat(onlyBreak().meaning()).contains("somebody changed it");
        }
        sql("UPDATE entries SET body = ? WHERE run = 'r-second22' AND sequence = 2", body);
        assertThat(audit().holds()).isTrue();
    }

    @Test
    void aChangedTimeHashOrFormatIsFound() {
        sql("UPDATE entries SET at = '2026-01-01T00:00:00Z' WHERE run = 'r-third222' AND sequence = 2");
        assertFound(THIRD, 2, "its time or its hash was changed");
        sql("UPDATE entries SET version = 7 WHERE run = 'r-second22' AND sequence = 1");
        assertFound(SECOND, 1, "format 7");
        sql("UPDATE entries SET hash = 'x' WHERE run = 'r-first222' AND sequence = 1");
        assertFound(FIRST, 1, "somebody changed it");
    }

    @Test
    void aMissingEntryIsFound() {
        sql("DELETE FROM entries WHERE run = 'r-second22' AND sequence = 2");
        assertFound(SECOND, 3, "Entry 2 is missing");
    }

    @Test
    void twoEntriesThatChangedPlacesAreFound() {
        sql("UPDATE entries SET sequence = 99 WHERE run = 'r-third222' AND sequence = 1");
        sql("UPDATE entries SET sequence = 1 WHERE run = 'r-third222' AND sequence = 2");
        sql("UPDATE entries SET sequence = 2 WHERE run = 'r-third222' AND sequence = 99");
        assertFound(THIRD, 1, "put here from elsewhere");
    }

    @Test
    void theCutEndOfARunIsFound() {
        sql("DELETE FROM entries WHERE run = 'r-second22' AND sequence > 2");
        assertFound(SECOND, 3, "it had 4 entries, and has 2");
    }

    @Test
    void aRemovedRunIsFoundAlsoWhereTheListForgotIt() {
        sql("DELETE FROM entries WHERE run = 'r-third222'");
        sql("DELETE FROM runs WHERE id = 'r-third222'");
        assertThat(onlyBreak().run()).isEqualTo("r-third222");
        assertThat(onlyBreak().meaning()).isEqualTo("The whole run was removed.");
        sql("DELETE FROM spine WHERE run = 'r-third222'");
        assertThat(onlyBreak().meaning()).contains("links were removed");
    }

    @Test
    void theWholeCutEndIsFoundByTheHead() {
        sql("DELETE FROM entries WHERE run = 'r-second22' AND sequence > 1");
        sql("DELETE FROM spine WHERE number > (SELECT MAX(number) - 3 FROM spine)");
        assertThat(onlyBreak().meaning()).contains("its end was cut off");
    }

    @Test
    void aRunThatIsHiddenFromTheListIsFound() {
        sql("DELETE FROM runs WHERE id = 'r-first222'");
        assertFound(FIRST, 0, "removed from the list");
        sql("INSERT INTO runs VALUES('r-made2222', 'never', 'SUCCEEDED', '%1$s', '%1$s', 9)".formatted(AT));
        assertFound(new RunId("r-made2222"), 0, "has no entries");
    }

    @Test
    void aForgedEntryWithAGoodHashIsFound() {
        StoredEntry last = archive.stored(FIRST).getLast();
        String body = "{\"type\":\"said\",\"lane\":0,\"step\":4,\"text\":\"you owe me\"}";
        String hash = dev.errand.os.device.Hash.of(body);
        String chain =
                new Spine.Last(3, last.chain()).followedBy(last.at(), hash).chain();
        sql("INSERT INTO entries VALUES('r-first222', 4, ?, 1, ?, ?, ?)", last.at(), body, hash, chain);
        assertThat(onlyBreak().entry()).isEqualTo(4);
        assertThat(onlyBreak().meaning()).contains("not written by Errand");
    }

    @Test
    void aRunWhoseWholeChainWasMadeAnewIsFound() {
        String body = "{\"type\":\"said\",\"lane\":0,\"step\":1,\"text\":\"another past\"}";
        String hash = dev.errand.os.device.Hash.of(body);
        Spine.Last last = Spine.Last.NOTHING.followedBy(AT.plusSeconds(1).toString(), hash);
        sql(
                "UPDATE entries SET body = ?, hash = ?, chain = ? WHERE run = 'r-third222' AND sequence = 1",
                body,
                hash,
                last.chain());
        for (StoredEntry entry : archive.stored(THIRD).subList(1, 3)) {
            last = last.followedBy(entry.at(), entry.hash());
            sql(
                    "UPDATE entries SET chain = ? WHERE run = 'r-third222' AND sequence = ?",
                    last.chain(),
                    last.sequence());
        }
        assertThat(onlyBreak().run()).isEqualTo("r-third222");
        assertThat(onlyBreak().meaning()).contains("made anew");
    }

    @Test
    void anEmptiedEntryDoesNotPassForAForgottenOne() {
        sql("UPDATE entries SET body = '' WHERE run = 'r-first222' AND sequence = 2");
        assertFound(FIRST, 2, "somebody changed it");
        sql("INSERT INTO forgotten VALUES('r-first222', '%s', 1)".formatted(AT));
        assertFound(FIRST, 3, "somebody emptied it");
    }

    @Test
    void aHeadThatWasWrittenDownHoldsAsTheJournalGrowsAndShowsThatItWasMadeAnew() {
        String before = audit().head();
        append(FIRST, 4);
        assertThat(audit().head()).isNotEqualTo(before);
        assertThat(archive.audit(Optional.of(before)).holds()).isTrue();
        // With the file in hand everything can be made anew so that it holds: only the written head tells.
        sql("DELETE FROM entries WHERE run = 'r-second22'");
        sql("DELETE FROM runs WHERE id = 'r-second22'");
        sql("DELETE FROM spine");
        sql("DELETE FROM head");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            Spine.adopt(new Statements(connection));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        assertThat(audit().holds()).isTrue();
        assertThat(archive.audit(Optional.of(before)).breaks())
                .singleElement()
                .satisfies(found -> assertThat(found.meaning()).contains("never had the head " + before));
    }
}
