package dev.errand.os.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A set of changes is made in full or taken back in full, wherever the process dies in between.
final class ChangesTest {
    @TempDir
    Path home;

    private record World(DiskStorage storage, ObjectStore objects) {
        /// Every file with its content, every folder with nothing.
        Map<String, String> seen() {
            Map<String, String> seen = new TreeMap<>();
            look("files", seen);
            return seen;
        }

        private void look(String folder, Map<String, String> seen) {
            for (Storage.Entry entry : storage.list(folder)) {
                seen.put(entry.path(), entry.folder() ? "" : storage.readText(entry.path()));
                if (entry.folder()) {
                    look(entry.path(), seen);
                }
            }
        }
    }

    private World world(String name) {
        Path folder = home.resolve(name);
        World world = new World(new DiskStorage(folder, Map.of()), new ObjectStore(folder.resolve("state/objects")));
        world.storage().writeText("files/same.txt", "same");
        world.storage().writeText("files/overwritten.txt", "old");
        world.storage().writeText("files/moved.txt", "moved");
        world.storage().writeText("files/tree/a.txt", "a");
        world.storage().writeText("files/tree/deep/b.txt", "b");
        world.storage().writeText("files/gone/c.txt", "c");
        return world;
    }

    /// One of everything that a step can do.
    private static Changes changes(World world) {
        Draft draft = new Draft(world.storage(), () -> Instant.EPOCH);
        draft.writeText("files/new/file.txt", "new");
        draft.writeText("files/overwritten.txt", "new");
        draft.move("files/moved.txt", "files/new/moved.txt");
        draft.move("files/tree", "files/new/tree");
        draft.delete("files/gone");
        draft.makeFolder("files/empty");
        return draft.changes(world.objects());
    }

    @Test
    void aCommitThatDiesAnywhereIsCompletedByTheNext() {
        World undisturbed = world("undisturbed");
        Changes all = changes(undisturbed);
        all.commit(undisturbed.storage(), undisturbed.objects());
        Map<String, String> after = undisturbed.seen();
        assertThat(after).containsEntry("files/new/tree/deep/b.txt", "b").doesNotContainKey("files/gone");
        int size = all.changes().size();
        assertThat(size).isGreaterThan(8);
        for (int left = 0; left < size; left++) {
            World world = world("commit-" + left);
            Changes changes = changes(world);
            dies(left, world, storage -> changes.commit(storage, world.objects()));
            changes.commit(world.storage(), world.objects());
            assertThat(world.seen()).as("died after %d changes", left).isEqualTo(after);
            changes.commit(world.storage(), world.objects());
            assertThat(world.seen()).as("once more").isEqualTo(after);
        }
    }

    @Test
    void anUndoThatDiesAnywhereIsCompletedByTheNext() {
        Map<String, String> before = world("before").seen();
        int size = changes(world("size")).changes().size();
        for (int left = 0; left < size; left++) {
            World world = world("revert-" + left);
            Changes changes = changes(world);
            changes.commit(world.storage(), world.objects());
            dies(left, world, storage -> changes.revert(storage, world.objects()));
            changes.revert(world.storage(), world.objects());
            assertThat(world.seen()).as("died after %d changes", left).isEqualTo(before);
        }
    }

    @Test
    void aCommitThatDiedIsTakenBackAsFarAsItWent() {
        Map<String, String> before = world("before").seen();
        int size = changes(world("size")).changes().size();
        for (int left = 0; left < size; left++) {
            World world = world("back-" + left);
            Changes changes = changes(world);
            dies(left, world, storage -> changes.commit(storage, world.objects()));
            changes.revert(world.storage(), world.objects());
            assertThat(world.seen()).as("died after %d changes", left).isEqualTo(before);
        }
    }

    private interface Work {
        void on(Storage storage);
    }

    private static void dies(int left, World world, Work work) {
        assertThatThrownBy(() -> work.on(new FailingStorage(world.storage(), left)))
                .as("with %d changes before", left)
                .isInstanceOf(FailingStorage.Death.class);
    }

    @Test
    void nothingIsTouchedWhereOnePlaceIsAnotherAndItIsSaidHow() {
        World world = world("conflict");
        Changes changes = changes(world);
        world.storage().writeText("files/overwritten.txt", "theirs");
        assertThat(changes.isOpen(world.storage())).isFalse();
        Map<String, String> as = world.seen();
        assertThatThrownBy(() -> changes.commit(world.storage(), world.objects()))
                .isInstanceOf(DeviceFailure.class)
                .hasMessageContaining("\"files/overwritten.txt\" has been changed by somebody else")
                .hasMessageContaining("it holds 6 bytes and not 3");
        assertThat(world.seen()).isEqualTo(as);

        world.storage().writeText("files/overwritten.txt", "old");
        assertThat(changes.isOpen(world.storage())).isTrue();
        changes.commit(world.storage(), world.objects());
        assertThat(changes.isOpen(world.storage())).isFalse();
        world.storage().delete("files/new/moved.txt");
        assertThatThrownBy(() -> changes.revert(world.storage(), world.objects()))
                .hasMessageContaining("it is gone");
        world.storage().writeText("files/new/moved.txt", "moved");
        world.storage().writeText("files/new/file.txt", "NEW");
        assertThatThrownBy(() -> changes.revert(world.storage(), world.objects()))
                .hasMessageContaining("something else of the same size");
    }

    @Test
    void whatAKillLeavesBesideAPlaceTheNextWriteThereTakesAway() throws IOException {
        World world = world("killed");
        Path folder = home.resolve("killed/files");
        world.storage().writeText("files/a.txt", "A");
        Path left = beside();
        assertThat(left).doesNotExist();
        Files.writeString(left, "half a");
        assertThat(world.storage().list("files"))
                .noneMatch(entry -> entry.path().contains("errand-writing"));
        world.storage().writeText("files/a.txt", "whole");
        assertThat(world.storage().readText("files/a.txt")).isEqualTo("whole");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith(".")))
                    .isEmpty();
        }
    }

    /// Where content is written that is then moved to `a.txt`.
    private Path beside() {
        return home.resolve("killed/files/." + Hash.of("a.txt").substring(0, 16) + ".errand-writing");
    }

    @Test
    void severalThreadsWriteTheSamePlaceAndNoneMixesWithAnother() throws Exception {
        World world = world("threads");
        List<Thread> threads = Stream.of("a", "b", "c", "d")
                .map(letter -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 20; i++) {
                        world.storage().writeText("files/one.txt", letter.repeat(5_000));
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(world.storage().readText("files/one.txt")).matches("(a{5000}|b{5000}|c{5000}|d{5000})");
    }
}
