package dev.errand.os.device;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/// A copy-on-write view of a storage. Reads see what was written to it; the storage below sees nothing until the
/// [Changes] are committed. For one thread at a time.
public final class Draft implements Storage {
    private sealed interface Node {
        record Gone() implements Node {}

        record Folder(Instant modified) implements Node {}

        record Content(ByteBuffer content, Instant modified) implements Node {}

        /// The content that `path` has in the storage below.
        record SameAs(String path, Entry entry) implements Node {}
    }

    private static final Node GONE = new Node.Gone();

    private final Storage below;
    private final Supplier<Instant> now;
    private final TreeMap<String, Node> nodes = new TreeMap<>();

    /// @param now the time that new content gets
    public Draft(Storage below, Supplier<Instant> now) {
        this.below = below;
        this.now = now;
    }

    @Override
    public Optional<Entry> entry(String path) {
        return switch (nodes.get(path)) {
            case null -> below.entry(path);
            case Node.Gone _ -> Optional.empty();
            case Node.Folder folder -> Optional.of(new Entry(path, true, 0, folder.modified()));
            case Node.Content content ->
                Optional.of(new Entry(path, false, content.content().remaining(), content.modified()));
            case Node.SameAs same ->
                Optional.of(
                        new Entry(path, false, same.entry().size(), same.entry().modified()));
        };
    }

    @Override
    public List<Entry> list(String folder) {
        TreeMap<String, Entry> entries = new TreeMap<>();
        for (Entry entry : below.list(folder)) {
            if (!nodes.containsKey(entry.path())) {
                entries.put(entry.name(), entry);
            }
        }
        for (String path : nodes.subMap(folder + "/", folder + "0").keySet()) {
            if (StoragePath.parent(path).equals(folder)) {
                entry(path).ifPresent(entry -> entries.put(entry.name(), entry));
            }
        }
        return List.copyOf(entries.values());
    }

    @Override
    public Path onDisk(String path) {
        return below.onDisk(path);
    }

    @Override
    public InputStream open(String path) {
        return switch (nodes.get(path)) {
            case null -> below.open(path);
            case Node.Gone _ -> throw DiskStorage.missing(path);
            case Node.Folder _ -> throw DiskStorage.missing(path);
            case Node.Content content ->
                new ByteArrayInputStream(content.content().array());
            case Node.SameAs same -> below.open(same.path());
        };
    }

    @Override
    public void requireChangeable(String path) {
        below.requireChangeable(path);
    }

    @Override
    public void requireTreeChangeable(String path) {
        below.requireTreeChangeable(path);
    }

    @Override
    public void write(String path, byte[] content) {
        requireChangeable(path);
        if (entry(path).map(Entry::folder).orElse(false)) {
            throw DeviceFailure.conflict("\"" + path + "\" is a folder.", "Name a file.");
        }
        makeFolder(StoragePath.parent(path));
        nodes.put(path, new Node.Content(ByteBuffer.wrap(content.clone()), now.get()));
    }

    @Override
    public void move(String from, String to) {
        requireTreeChangeable(from);
        requireChangeable(to);
        Entry source = entry(from).orElseThrow(() -> DiskStorage.missing(from));
        if (exists(to)) {
            throw DeviceFailure.conflict(
                    "\"" + StoragePath.relative(to) + "\" is there already.",
                    "Choose another name, or remove it first.");
        }
        if (to.startsWith(from + "/")) {
            throw DeviceFailure.invalid("A folder cannot be moved into itself.", "Choose another target.");
        }
        makeFolder(StoragePath.parent(to));
        if (source.folder()) {
            makeFolder(to);
            for (Entry child : list(from)) {
                move(child.path(), to + "/" + child.name());
            }
        } else {
            nodes.put(to, node(source));
        }
        nodes.put(from, GONE);
    }

    private Node node(Entry file) {
        Node node = nodes.get(file.path());
        return node == null ? new Node.SameAs(file.path(), file) : node;
    }

    @Override
    public void delete(String path) {
        requireTreeChangeable(path);
        Entry entry = entry(path).orElseThrow(() -> DiskStorage.missing(path));
        if (entry.folder()) {
            list(path).forEach(child -> delete(child.path()));
        }
        nodes.put(path, GONE);
    }

    @Override
    public void makeFolder(String path) {
        if (path.isEmpty()) {
            return;
        }
        Optional<Entry> there = entry(path);
        if (there.isPresent() && !there.get().folder()) {
            throw DeviceFailure.conflict("\"" + path + "\" is a file.", "Choose another folder.");
        }
        if (there.isEmpty()) {
            requireChangeable(path);
            makeFolder(StoragePath.parent(path));
            nodes.put(path, new Node.Folder(now.get()));
        }
    }

    @Override
    public Storage settled() {
        return below.settled();
    }

    @Override
    public boolean isDrafted(String path) {
        return nodes.containsKey(path) || below.isDrafted(path);
    }

    /// Every place that it holds something else of, or nothing any more, than the storage below may have there.
    public List<String> touched() {
        return List.copyOf(nodes.keySet());
    }

    /// What differs from the storage below, net. Contents that are about to be written, overwritten or removed are
    /// kept in the object store, so that the changes can be committed, completed after a crash, and reverted.
    public Changes changes(ObjectStore objects) {
        Set<String> moved = new HashSet<>();
        List<Change> changes = new ArrayList<>();
        nodes.forEach((path, node) -> {
            if (node instanceof Node.SameAs(String from, Entry _) && isMove(from, path)) {
                moved.add(from);
                changes.add(new Change.Moved(from, path, Hash.of(below.open(from))));
            }
        });
        for (Map.Entry<String, Node> each : nodes.entrySet()) {
            change(each.getKey(), each.getValue(), moved, objects).ifPresent(changes::add);
        }
        return Changes.ordered(changes);
    }

    private boolean isMove(String from, String to) {
        return !from.equals(to)
                && nodes.get(from) instanceof Node.Gone
                && below.entry(to).isEmpty();
    }

    private Optional<Change> change(String path, Node node, Set<String> moved, ObjectStore objects) {
        Optional<Entry> before = below.entry(path);
        boolean fileBefore = before.isPresent() && !before.get().folder();
        return switch (node) {
            case Node.Gone _ when moved.contains(path) || before.isEmpty() -> Optional.empty();
            case Node.Gone _ when fileBefore -> Optional.of(new Change.Deleted(path, objects.keep(below.open(path))));
            case Node.Gone _ -> Optional.of(new Change.FolderRemoved(path));
            case Node.Folder _ -> before.isPresent() ? Optional.empty() : Optional.of(new Change.FolderMade(path));
            case Node.SameAs same when isMove(same.path(), path) -> Optional.empty();
            case Node.SameAs _, Node.Content _ -> {
                Optional<String> old = fileBefore ? Optional.of(objects.keep(below.open(path))) : Optional.empty();
                String fresh = objects.keep(open(path));
                yield old.filter(fresh::equals).isPresent()
                        ? Optional.empty()
                        : Optional.of(new Change.Written(path, old, fresh));
            }
        };
    }
}
