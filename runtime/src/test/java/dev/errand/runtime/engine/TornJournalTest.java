package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A journal whose file ends anywhere, as after a power loss on a disk that did not keep its word: what is read is a
/// beginning of what was written, its chain holds, and the run goes on from there.
final class TornJournalTest {
    /// 1 cuts at every byte.
    private static final int STRIDE = Integer.getInteger("errand.stride", 61);
    private static final String CODE = """
            files.write("a.txt", "A");
            files.append("log.txt", "one\\n");
            lists.add("things", "x");
            user.say(files.read("log.txt"));
            files.append("log.txt", "two\\n");
            """;

    @TempDir
    Path folder;

    @Test
    void aJournalTornAnywhereIsABeginningOfItselfAndTheRunGoesOn() throws IOException {
        TestDevice device = new TestDevice(folder.resolve("whole"));
        device.file("log.txt", "");
        Seen whole = device.run(CODE);
        assertThat(whole.state()).isEqualTo("succeeded");
        byte[] database = Files.readAllBytes(device.journalFile());
        byte[] log = Files.readAllBytes(Path.of(device.journalFile() + "-wal"));
        device.close();

        TreeMap<Integer, Integer> cutOfLength = new TreeMap<>();
        for (int cut = 0; cut <= log.length; cut += STRIDE) {
            Path file = torn(folder.resolve("torn"), database, log, cut);
            try (SqliteJournal journal = SqliteJournal.open(file)) {
                var read = journal.read(whole.id());
                assertThat(read)
                        .as("cut at %d", cut)
                        .isEqualTo(whole.run().entries().subList(0, read.size()));
                assertThat(journal.brokenAt(whole.id())).as("cut at %d", cut).isEmpty();
                cutOfLength.putIfAbsent(read.size(), cut);
            }
        }
        assertThat(cutOfLength.size()).as("different ends").isGreaterThan(5);
        cutOfLength.forEach((length, cut) -> goesOn(whole, database, log, length, cut));
    }

    private static Path torn(Path home, byte[] database, byte[] log, int cut) throws IOException {
        Path file = home.resolve("state/journal.db");
        Files.createDirectories(file.getParent());
        Files.write(file, database);
        Files.write(Path.of(file + "-wal"), Arrays.copyOf(log, cut));
        Files.deleteIfExists(Path.of(file + "-shm"));
        return file;
    }

    /// The world is as the dead process left it at that entry: with the last effect done, or not.
    private void goesOn(Seen whole, byte[] database, byte[] log, int length, int cut) {
        if (length == 0) {
            return; // nothing was acknowledged to anybody
        }
        for (boolean lastIsDone : new boolean[] {false, true}) {
            Path home = folder.resolve("goes-on-%d-%s".formatted(length, lastIsDone));
            try {
                torn(home, database, log, cut);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            TestDevice device = new TestDevice(home);
            device.file("log.txt", "");
            RunId id = whole.id();
            var entries = whole.run().entries().subList(0, length);
            copyObjects(folder.resolve("whole"), home);
            entries.stream()
                    .map(each -> each.entry())
                    .filter(Entry.EffectStarted.class::isInstance)
                    .map(Entry.EffectStarted.class::cast)
                    .filter(started -> lastIsDone || isFinished(entries, started))
                    .forEach(started -> started.changes().commit(device.device.storage(), device.device.objects()));
            Seen run = device.advance(id);
            assertThat(run.state()).as("after entry %d", length).isEqualTo("succeeded");
            assertThat(device.text("log.txt")).as("after entry %d", length).isEqualTo("one\ntwo\n");
            assertThat(run.effects()).isEqualTo(whole.effects());
            device.close();
        }
    }

    private static boolean isFinished(
            java.util.List<dev.errand.runtime.journal.Recorded> entries, Entry.EffectStarted started) {
        return entries.stream()
                .anyMatch(each -> each.entry() instanceof Entry.StepFinished finished
                        && finished.lane() == Entry.APPLY_LANE
                        && finished.step() == started.step());
    }

    private static void copyObjects(Path from, Path to) {
        try (var files = Files.walk(from.resolve("state/objects"))) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!Files.exists(target)) {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
