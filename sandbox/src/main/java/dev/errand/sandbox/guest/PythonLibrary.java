package dev.errand.sandbox.guest;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.graalvm.polyglot.io.FileSystem;

/// The file system that Python finds: the sources of its standard library below `/python`, to be read only, and
/// nothing else.
///
/// They come out of one archive that is opened once and stays open, so that they can still be read after the system
/// has been told to open no more files for this process. No path given here is ever looked up in the real file
/// system. Thread-safe.
public final class PythonLibrary implements FileSystem {
    /// Names the archive (the jar `python-resources`) where it is not on the class path.
    public static final String PROPERTY = "errand.python.library";

    private static final FileTime MADE = FileTime.fromMillis(0);
    private static final Path ROOT = Path.of("/");

    private final ZipFile archive;
    private final Map<String, ZipEntry> files = new HashMap<>();
    private final Map<String, Set<String>> folders = new TreeMap<>();

    private PythonLibrary(ZipFile archive) {
        this.archive = archive;
        folders.put("/", new TreeSet<>());
        list("META-INF/resources/libpython/", "/python/lib/");
        list("META-INF/resources/libgraalpy/modules/", "/python/modules/");
    }

    static PythonLibrary open() {
        Path jar = place().orElseThrow(() -> new IllegalStateException("Python's library is not there: name the jar"
                + " python-resources with the system property " + PROPERTY));
        try {
            return new PythonLibrary(new ZipFile(jar.toFile()));
        } catch (IOException cause) {
            throw new UncheckedIOException("Python's library " + jar + " cannot be read", cause);
        }
    }

    /// Whether this process finds the archive.
    public static boolean isThere() {
        return place().isPresent();
    }

    private static Optional<Path> place() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.getFileName() != null
                        && entry.getFileName().toString().startsWith("python-resources-"))
                .findFirst();
    }

    private void list(String from, String to) {
        for (ZipEntry entry : Collections.list(archive.entries())) {
            if (entry.getName().startsWith(from) && entry.getName().endsWith(".py")) {
                String path = to + entry.getName().substring(from.length());
                files.put(path, entry);
                addToFolder(path);
            }
        }
    }

    private void addToFolder(String path) {
        int slash = path.lastIndexOf('/');
        String folder = slash == 0 ? "/" : path.substring(0, slash);
        boolean isNew = !folders.containsKey(folder);
        folders.computeIfAbsent(folder, _ -> new TreeSet<>()).add(path.substring(slash + 1));
        if (isNew) {
            addToFolder(folder);
        }
    }

    private static String name(Path path) {
        return ROOT.resolve(path).normalize().toString().replace(File.separatorChar, '/');
    }

    private String existing(Path path) throws NoSuchFileException {
        String name = name(path);
        if (!files.containsKey(name) && !folders.containsKey(name)) {
            throw new NoSuchFileException(name);
        }
        return name;
    }

    @Override
    public Path parsePath(URI uri) {
        return Path.of(uri.getPath());
    }

    @Override
    public Path parsePath(String path) {
        return Path.of(path);
    }

    @Override
    public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options) throws IOException {
        String name = existing(path);
        if (modes.contains(AccessMode.WRITE) || modes.contains(AccessMode.EXECUTE)) {
            throw new AccessDeniedException(name);
        }
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        throw new AccessDeniedException(name(path));
    }

    @Override
    public void delete(Path path) throws IOException {
        throw new AccessDeniedException(name(path));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        ZipEntry entry = files.get(existing(path));
        boolean onlyReads = options.isEmpty() || options.equals(Set.of(StandardOpenOption.READ));
        if (entry == null || !onlyReads) {
            throw new AccessDeniedException(name(path));
        }
        try (InputStream in = archive.getInputStream(entry)) {
            return new BytesChannel(in.readAllBytes());
        }
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        Set<String> names = folders.get(name(folder));
        if (names == null) {
            throw new NotDirectoryException(name(folder));
        }
        List<Path> accepted = new ArrayList<>();
        for (String name : names) {
            if (filter.accept(folder.resolve(name))) {
                accepted.add(folder.resolve(name));
            }
        }
        return new Listing(accepted);
    }

    private record Listing(List<Path> paths) implements DirectoryStream<Path> {
        @Override
        public Iterator<Path> iterator() {
            return paths.iterator();
        }

        @Override
        public void close() {}
    }

    @Override
    public Path toAbsolutePath(Path path) {
        return ROOT.resolve(path);
    }

    @Override
    public Path toRealPath(Path path, LinkOption... options) throws IOException {
        return Path.of(existing(path));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        String name = existing(path);
        ZipEntry entry = files.get(name);
        Map<String, Object> known = new HashMap<>();
        known.put("isDirectory", entry == null);
        known.put("isRegularFile", entry != null);
        known.put("isSymbolicLink", false);
        known.put("isOther", false);
        known.put("size", entry == null ? 0L : entry.getSize());
        known.put("mode", entry == null ? 0040555 : 0100444);
        known.put("ino", (long) name.hashCode());
        known.put("dev", 1L);
        known.put("nlink", 1);
        known.put("uid", 0);
        known.put("gid", 0);
        for (String time : List.of("creationTime", "lastModifiedTime", "lastAccessTime", "ctime")) {
            known.put(time, MADE);
        }
        return known;
    }
}
