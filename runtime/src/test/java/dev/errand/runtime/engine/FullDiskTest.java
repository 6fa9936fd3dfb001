package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.runtime.journal.JournalFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An effect that could not be recorded does not happen.
final class FullDiskTest {
    @TempDir
    Path home;

    private static void sql(TestDevice device, String statement) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + device.journalFile());
                Statement each = connection.createStatement()) {
            each.executeUpdate(statement);
        } catch (SQLException e) {
            throw new AssertionError(statement, e);
        }
    }

    @Test
    void anEffectWhoseBeginningCannotBeWrittenDoesNotHappen() {
        TestDevice device = new TestDevice(home);
        sql(
                device,
                "CREATE TRIGGER full BEFORE INSERT ON entries WHEN NEW.body LIKE '%effect-started%'"
                        + " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");
        Seen asked = device.run("courier.deliver('a@b.example', 'hi'); files.write('a.txt', 'A');");
        assertThatThrownBy(() -> device.approve(asked))
                .isInstanceOf(JournalFailure.class)
                .hasMessageContaining("disk is full");
        assertThat(device.outside.delivered).isEmpty();
        assertThatThrownBy(() -> device.run("files.write('b.txt', 'B');")).isInstanceOf(JournalFailure.class);

        sql(device, "DROP TRIGGER full");
        TestDevice later = device.restarted();
        assertThat(later.engine.interrupted()).containsExactly(asked.id());
        assertThat(later.advance(asked.id()).state()).isEqualTo("succeeded");
        assertThat(later.outside.delivered).hasSize(1);
        assertThat(later.text("a.txt")).isEqualTo("A");
        later.close();
    }
}
