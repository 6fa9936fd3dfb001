package dev.errand.os.device;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The device's data on disk. Every write is complete or not there: files are written beside their place, forced to
/// disk and moved into it. Thread-safe as far as the file system is.
public final class DiskStorage implements Storage {
    private static final String HALF_WRITTEN = ".errand-writing";

    /// Two threads must not write beside the same place at once; one lock for many places is enough.
    private static final Object[] WRITING =
            Stream.generate(Object::new).limit(64).toArray();

    private final Path home;
    private final Map<String, Path> areas;
    private final Walls walls;

    /// @param home  where an area lies that `areas` does not name, in a folder of its name
    /// @param areas roots of areas that lie elsewhere
    public DiskStorage(Path home, Map<String, Path> areas) {
        this(home, areas, Walls.NONE);
    }

    DiskStorage(Path home, Map<String, Path> areas, Walls walls) {
        this.home = home;
        this.areas = Map.copyOf(areas);
        this.walls = walls;
    }

    /// Where a path lies on disk. Links may not lead out of the area, nor to where nobody may look.
    @Override
    public Path onDisk(String path) {
        Path place = place(path);
        walls.requireShown(path, realPath(path, place));
        return place;
    }

    /// The folder that an area lies in; need not exist.
    public Path root(String area) {
        return areas.getOrDefault(area, home.resolve(area));
    }

    private Path place(String path) {
        String area = StoragePath.area(path);
        return path.equals(area) ? root(area) : resolved(root(area), path);
    }

    /// The path of what a place really is, where links on the way are followed.
    private String realPath(String path, Path place) {
        String area = StoragePath.area(path);
        Path realRoot = real(root(area));
        Path real = real(place);
        if (!real.startsWith(realRoot)) {
            throw DeviceFailure.invalid(
                    "\"" + path + "\" is a link that leads out of the device's " + area + ".", "Name the file itself.");
        }
        walls.requireOutside(path, real, realRoot);
        return StoragePath.in(area, realRoot.relativize(real).toString());
    }

    /// Follows the links of as much of a path as is there.
    static Path real(Path place) {
        Path existing = place;
        while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        if (existing == null) {
            return place;
        }
        try {
            Path rest = existing.relativize(place);
            Path real = existing.toRealPath();
            return rest.toString().isEmpty() ? real : real.resolve(rest);
        } catch (IOException e) {
            throw failed("Following " + place.getFileName(), e);
        }
    }

    @Override
    public void requireChangeable(String path) {
        walls.requireChangeable(path, realPath(path, place(path)));
    }

    @Override
    public void requireTreeChangeable(String path) {
        Path place = place(path);
        walls.requireTreeChangeable(path, realPath(path, place));
        walls.requireNothingOfErrandIn(path, real(place));
    }

    private static Path resolved(Path root, String path) {
        StoragePath.requireFit(path);
        try {
            return root.resolve(StoragePath.relative(path));
        } catch (InvalidPathException e) {
            throw DeviceFailure.invalid(
                    "No file can be called \"" + path + "\" here: " + e.getReason() + ".", "Choose another name.");
        }
    }

    @Override
    public Optional<Entry> entry(String path) {
        Path place = onDisk(path);
        try {
            if (!Files.exists(place)) {
                return Optional.empty();
            }
            boolean folder = Files.isDirectory(place);
            return Optional.of(new Entry(
                    path,
                    folder,
                    folder ? 0 : Files.size(place),
                    Files.getLastModifiedTime(place).toInstant()));
        } catch (IOException e) {
            throw failed("Looking at " + path, e);
        }
    }

    @Override
    public List<Entry> list(String folder) {
        Path place = onDisk(folder);
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        Path real = real(place);
        Path realRoot = real(root(StoragePath.area(folder)));
        try (Stream<Path> paths = Files.list(place)) {
            for (Path path : paths.sorted(
                            Comparator.comparing(p -> p.getFileName().toString()))
                    .toList()) {
                listed(folder, path)
                        .filter(entry -> walls.shows(entry.path(), real.resolve(entry.name()), realRoot))
                        .ifPresent(entries::add);
            }
        } catch (IOException e) {
            throw failed("Listing " + folder, e);
        }
        return entries;
    }

    /// One look at each file, as folders may hold thousands; only links need more.
    private Optional<Entry> listed(String folder, Path path) throws IOException {
        String name = path.getFileName().toString();
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isSymbolicLink() && staysInside(folder, path) && mayFollow(folder + "/" + name)) {
                found = Files.readAttributes(path, BasicFileAttributes.class);
            }
            return name.endsWith(HALF_WRITTEN) || !(found.isRegularFile() || found.isDirectory())
                    ? Optional.empty()
                    : Optional.of(new Entry(
                            folder + "/" + name,
                            found.isDirectory(),
                            found.isDirectory() ? 0 : found.size(),
                            found.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            // A link to nothing, or a file that has gone since.
            return Optional.empty();
        }
    }

    private boolean mayFollow(String link) {
        try {
            onDisk(link);
            return true;
        } catch (DeviceFailure _) {
            return false;
        }
    }

    /// A link may lead neither out of the area nor back to a folder it lies in, where a walk would never end. One
    /// that leads nowhere, or to itself, must not make all that lies beside it disappear.
    private boolean staysInside(String folder, Path path) throws IOException {
        Path root = onDisk(StoragePath.area(folder));
        Path target;
        try {
            target = path.toRealPath();
        } catch (IOException e) {
            return false;
        }
        Path here = root.toRealPath().resolve(root.relativize(path));
        return target.startsWith(root.toRealPath()) && !here.startsWith(target);
    }

    @Override
    public InputStream open(String path) {
        Path place = onDisk(path);
        if (!Files.isRegularFile(place)) {
            throw missing(path);
        }
        try {
            return Files.newInputStream(place);
        } catch (IOException e) {
            throw failed("Reading " + path, e);
        }
    }

    @Override
    public void write(String path, byte[] content) {
        requireChangeable(path);
        Path place = onDisk(path);
        try {
            Files.createDirectories(place.getParent());
            // Always the same for a place: what a kill leaves behind, the next write there takes away.
            Path beside =
                    place.resolveSibling("." + Hash.of(StoragePath.name(path)).substring(0, 16) + HALF_WRITTEN);
            synchronized (WRITING[Math.floorMod(beside.hashCode(), WRITING.length)]) {
                write(content, beside, place);
            }
        } catch (IOException e) {
            throw failed("Writing " + path, e);
        }
    }

    private static void write(byte[] content, Path beside, Path place) throws IOException {
        try {
            Files.deleteIfExists(beside);
            Files.write(beside, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            force(beside);
            moveIntoPlace(beside, place);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /// Not through a channel: that would fail, half done, in a thread that is asked to stop after the step it is at.
    static void force(Path file) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.getFD().sync();
        }
    }

    private static void moveIntoPlace(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void move(String from, String to) {
        requireTreeChangeable(from);
        requireChangeable(to);
        Path source = onDisk(from);
        Path target = onDisk(to);
        if (!Files.exists(source)) {
            throw missing(from);
        }
        if (Files.exists(target)) {
            throw DeviceFailure.conflict(
                    "\"" + to + "\" is there already.", "Choose another name, or remove it first.");
        }
        try {
            Files.createDirectories(target.getParent());
            moveIntoPlace(source, target);
        } catch (IOException e) {
            throw failed("Moving " + from + " to " + to, e);
        }
    }

    @Override
    public void delete(String path) {
        requireTreeChangeable(path);
        Path place = onDisk(path);
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw missing(path);
        }
        try (Stream<Path> below = Files.walk(place)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException | UncheckedIOException e) {
            throw failed("Deleting " + path, e);
        }
    }

    @Override
    public void makeFolder(String path) {
        requireChangeable(path);
        try {
            Files.createDirectories(onDisk(path));
        } catch (IOException e) {
            throw failed("Creating the folder " + path, e);
        }
    }

    static DeviceFailure missing(String path) {
        return DeviceFailure.notFound(
                "There is no \"" + StoragePath.relative(path) + "\" in " + StoragePath.area(path) + ".",
                "Find or list what is there and use a path it shows.");
    }

    private static DeviceFailure failed(String what, Exception e) {
        return DeviceFailure.failed(
                what + " failed: " + e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage(),
                "Check permissions and free space of the disk.");
    }
}
