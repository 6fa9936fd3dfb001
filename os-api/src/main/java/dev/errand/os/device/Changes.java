package dev.errand.os.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The changes of one step, in an order in which they can be made one after the other.
///
/// Making them is idempotent: [#commit] looks at each whether it is made already, so it also completes what a crash
/// interrupted. Neither [#commit] nor [#revert] touches anything that is not as the step found or left it.
public record Changes(List<Change> changes) {
    public static final Changes NONE = new Changes(List.of());

    public Changes {
        changes = List.copyOf(changes);
    }

    static Changes ordered(List<Change> changes) {
        return new Changes(changes.stream()
                        .sorted(Comparator.comparingInt(Changes::rank)
                                .thenComparing(Change::path, Comparator.naturalOrder()))
                        .toList())
                .foldersRemovedDeepestFirst();
    }

    private static int rank(Change change) {
        return switch (change) {
            case Change.FolderMade _ -> 0;
            case Change.Moved _ -> 1;
            case Change.Written _ -> 2;
            case Change.Deleted _ -> 3;
            case Change.FolderRemoved _ -> 4;
        };
    }

    private Changes foldersRemovedDeepestFirst() {
        List<Change> ordered =
                new ArrayList<>(changes.stream().filter(c -> rank(c) < 4).toList());
        List<Change> removed = changes.stream().filter(c -> rank(c) == 4).toList();
        ordered.addAll(removed.reversed());
        return new Changes(ordered);
    }

    /// Makes all changes that are not made yet.
    ///
    /// @throws DeviceFailure (conflict) before anything is touched if a place is neither as before nor as after it
    public void commit(Storage storage, ObjectStore objects) {
        List<Change> open = new ArrayList<>();
        for (Change change : changes) {
            switch (state(change, storage)) {
                case DONE -> {}
                case UNDONE -> open.add(change);
                case CONFLICT -> throw conflict(change, before(change), storage, objects);
            }
        }
        open.forEach(change -> make(change, storage, objects));
    }

    /// Whether all changes are still to be made, and nothing is in their way.
    public boolean isOpen(Storage storage) {
        return changes.stream().allMatch(change -> state(change, storage) == State.UNDONE);
    }

    /// Takes all changes back.
    ///
    /// @throws DeviceFailure (conflict) before anything is touched if a place is not as the step left it
    public void revert(Storage storage, ObjectStore objects) {
        List<Change> made = new ArrayList<>();
        for (Change change : changes.reversed()) {
            switch (state(change, storage)) {
                case DONE -> made.add(change);
                case UNDONE -> {}
                case CONFLICT -> throw conflict(change, after(change), storage, objects);
            }
        }
        made.forEach(change -> unmake(change, storage, objects));
    }

    private enum State {
        DONE,
        UNDONE,
        CONFLICT
    }

    private static State state(Change change, Storage storage) {
        return switch (change) {
            case Change.Written(String path, Optional<String> before, String after) -> {
                Optional<String> now = hash(path, storage);
                yield now.filter(after::equals).isPresent()
                        ? State.DONE
                        : now.equals(before) ? State.UNDONE : State.CONFLICT;
            }
            case Change.Moved(String from, String path, String hash) -> {
                boolean there = hash(path, storage).filter(hash::equals).isPresent();
                boolean still = hash(from, storage).filter(hash::equals).isPresent();
                yield there && !storage.exists(from)
                        ? State.DONE
                        : still && !storage.exists(path) ? State.UNDONE : State.CONFLICT;
            }
            case Change.Deleted(String path, String before) -> {
                Optional<String> now = hash(path, storage);
                yield now.isEmpty() && !storage.exists(path)
                        ? State.DONE
                        : now.filter(before::equals).isPresent() ? State.UNDONE : State.CONFLICT;
            }
            case Change.FolderMade(String path) -> folder(path, storage) ? State.DONE : State.UNDONE;
            case Change.FolderRemoved(String path) -> storage.exists(path) ? State.UNDONE : State.DONE;
        };
    }

    private static void make(Change change, Storage storage, ObjectStore objects) {
        switch (change) {
            case Change.Written(String path, Optional<String> _, String after) ->
                storage.write(path, objects.content(after));
            case Change.Moved(String from, String path, String _) -> storage.move(from, path);
            case Change.Deleted(String path, String _) -> storage.delete(path);
            case Change.FolderMade(String path) -> storage.makeFolder(path);
            case Change.FolderRemoved(String path) -> removeIfEmpty(path, storage);
        }
    }

    private static void unmake(Change change, Storage storage, ObjectStore objects) {
        switch (change) {
            case Change.Written(String path, Optional<String> before, String _) ->
                before.ifPresentOrElse(hash -> storage.write(path, objects.content(hash)), () -> storage.delete(path));
            case Change.Moved(String from, String path, String _) -> storage.move(path, from);
            case Change.Deleted(String path, String before) -> storage.write(path, objects.content(before));
            case Change.FolderMade(String path) -> removeIfEmpty(path, storage);
            case Change.FolderRemoved(String path) -> storage.makeFolder(path);
        }
    }

    /// A folder in which somebody has put something since is theirs.
    private static void removeIfEmpty(String path, Storage storage) {
        if (storage.list(path).isEmpty() && storage.exists(path)) {
            storage.delete(path);
        }
    }

    private static boolean folder(String path, Storage storage) {
        return storage.entry(path).map(Storage.Entry::folder).orElse(false);
    }

    private static Optional<String> hash(String path, Storage storage) {
        return storage.entry(path).filter(entry -> !entry.folder()).map(_ -> Hash.of(storage.open(path)));
    }

    /// The content that a place had before the change.
    private static Optional<String> before(Change change) {
        return switch (change) {
            case Change.Written written -> written.before();
            case Change.Deleted deleted -> Optional.of(deleted.before());
            case Change.Moved _, Change.FolderMade _, Change.FolderRemoved _ -> Optional.empty();
        };
    }

    /// The content that a place has after the change.
    private static Optional<String> after(Change change) {
        return switch (change) {
            case Change.Written written -> Optional.of(written.after());
            case Change.Moved moved -> Optional.of(moved.hash());
            case Change.Deleted _, Change.FolderMade _, Change.FolderRemoved _ -> Optional.empty();
        };
    }

    private static DeviceFailure conflict(
            Change change, Optional<String> expected, Storage storage, ObjectStore objects) {
        return DeviceFailure.conflict(
                "\"" + change.path() + "\" has been changed by somebody else in the meantime: "
                        + difference(change, expected, storage, objects) + ".",
                "Look at it and decide; it was left as it is.");
    }

    /// How a place differs from what was expected there.
    private static String difference(Change change, Optional<String> expected, Storage storage, ObjectStore objects) {
        if (change instanceof Change.Moved(String from, String _, String _) && storage.exists(from)) {
            return "there is something at \"" + from + "\"";
        }
        Optional<Storage.Entry> now = storage.entry(change.path());
        if (now.isEmpty()) {
            return "it is gone";
        } else if (now.get().folder()) {
            return "it is a folder now";
        }
        long size = now.get().size();
        return expected.map(hash -> (long) objects.content(hash).length)
                .map(known -> known == size
                        ? "it holds something else of the same size"
                        : "it holds %d bytes and not %d".formatted(size, known))
                .orElse("there is something now");
    }
}
