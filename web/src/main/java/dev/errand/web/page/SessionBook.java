package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.os.device.Hash;
import dev.errand.runtime.home.HomeFailure;
import dev.errand.web.http.Entrance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// Which sessions are open. It is kept with the home, so that they outlive a restart, and can be ended from another
/// browser; their cookies are not in it, but a hash of them. Thread-safe.
final class SessionBook {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The oldest ends when there are more.
    private static final int MOST = 500;

    /// One that is open.
    ///
    /// @param key     a hash of it
    /// @param source  where it was begun
    /// @param browser what it is, as far as it says so
    /// @param bound   to what else it is bound; it ends when that has changed
    record Entry(
            String key, Entrance entrance, Instant began, Instant until, String source, String browser, String bound) {}

    private final Path file;
    private final List<Entry> open;
    private final ReentrantLock lock = new ReentrantLock();

    /// What cannot be understood is no session: whoever had one logs in again.
    ///
    /// @param holds which of those that were kept are open still
    SessionBook(Path file, Predicate<Entry> holds) {
        this.file = file;
        this.open = new ArrayList<>(read(file).stream().filter(holds).toList());
    }

    static String key(String session) {
        return Hash.of(session);
    }

    private static List<Entry> read(Path file) {
        List<Entry> entries = new ArrayList<>();
        try {
            if (Files.exists(file)) {
                for (JsonNode each : JSON.readTree(Files.readAllBytes(file))) {
                    entries.add(new Entry(
                            each.path("key").asText(),
                            Entrance.valueOf(each.path("entrance").asText()),
                            Instant.ofEpochSecond(each.path("began").asLong()),
                            Instant.ofEpochSecond(each.path("until").asLong()),
                            each.path("source").asText(),
                            each.path("browser").asText(),
                            each.path("bound").asText()));
                }
            }
            return entries;
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
    }

    /// @throws HomeFailure if it cannot be kept
    void add(Entry entry) {
        change(() -> {
            open.removeIf(each -> !each.until().isAfter(entry.began()));
            open.add(entry);
            if (open.size() > MOST) {
                open.removeFirst();
            }
        });
    }

    /// @throws HomeFailure if it cannot be kept
    void remove(String key) {
        change(() -> open.removeIf(each -> each.key().equals(key)));
    }

    /// Ends all of them.
    ///
    /// @throws HomeFailure if it cannot be kept
    void clear() {
        change(open::clear);
    }

    boolean holds(String key) {
        lock.lock();
        try {
            return open.stream().anyMatch(each -> each.key().equals(key));
        } finally {
            lock.unlock();
        }
    }

    /// Newest first.
    List<Entry> all(Instant now) {
        lock.lock();
        try {
            return open.reversed().stream()
                    .filter(each -> each.until().isAfter(now))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            write();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (Entry each : open) {
            entries.addObject()
                    .put("key", each.key())
                    .put("entrance", each.entrance().name())
                    .put("began", each.began().getEpochSecond())
                    .put("until", each.until().getEpochSecond())
                    .put("source", each.source())
                    .put("browser", each.browser())
                    .put("bound", each.bound());
        }
        try {
            Path beside =
                    Files.createTempFile(file.toAbsolutePath().getParent(), "sessions", ""); // for its owner alone
            Files.writeString(beside, entries.toString());
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw HomeFailure.of("The sessions cannot be kept in %s".formatted(file), e);
        }
    }
}
