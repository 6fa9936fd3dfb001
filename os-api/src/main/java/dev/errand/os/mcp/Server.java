package dev.errand.os.mcp;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One configured server: its index, and the one connection of this process to it, made when it is first called.
///
/// What is called is what was looked at: a tool that the server describes in other words by now is not called.
/// Thread-safe.
final class Server implements AutoCloseable {
    /// A server elsewhere cannot tell us when it has other tools.
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private final ServerSettings settings;
    private final Settings device;
    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Live live;
    private boolean closed;

    private record Live(Connection connection, ToolList tools, Instant listed) {}

    /// @param folder where the index is kept
    Server(ServerSettings settings, Settings device, Path folder) {
        this.settings = settings;
        this.device = device;
        this.folder = folder;
    }

    ServerSettings settings() {
        return settings;
    }

    Optional<ToolIndex> index() {
        return ToolIndex.read(folder, settings);
    }

    /// Asks the server for its tools and keeps what it says; where it cannot be asked, that is kept.
    ToolIndex ask() {
        ToolIndex index;
        lock.lock();
        try {
            drop();
            index = indexOf(connected().tools());
        } catch (DeviceFailure e) {
            index = new ToolIndex(
                    settings.hash(), Instant.now(), java.util.List.of(), e.getMessage() + " " + e.remedy());
        } finally {
            lock.unlock();
        }
        index.write(folder, settings.name());
        return index;
    }

    private ToolIndex indexOf(ToolList list) {
        return new ToolIndex(settings.hash(), Instant.now(), list.tools(), "");
    }

    CallToolResult call(Tool tool, Map<String, Object> arguments, String step) {
        Connection connection = asLookedAt(tool);
        try {
            CallToolResult result = connection.call(tool.original(), arguments, step);
            if (Boolean.TRUE.equals(result.isError())) {
                throw DeviceFailure.failed(
                        "%s of the MCP server \"%s\" failed: %s"
                                .formatted(tool.original(), settings.name(), connection.said(Answer.text(result))),
                        "Check what it was called with.");
            }
            return result;
        } catch (DeviceFailure e) {
            if (e.kind() == DeviceFailure.Kind.UNREACHABLE) {
                dropIf(connection);
            }
            throw e;
        }
    }

    private Connection asLookedAt(Tool tool) {
        lock.lock();
        try {
            Live now = connected();
            Optional<Tool> known = now.tools().named(tool.original());
            if (known.filter(tool::equals).isEmpty()) {
                indexOf(now.tools()).write(folder, settings.name());
                throw DeviceFailure.conflict(
                        "The MCP server \"%s\" %s since it was looked at; it was not called."
                                .formatted(
                                        settings.name(),
                                        known.isPresent()
                                                ? "describes its tool " + tool.original() + " in other words"
                                                : "has no tool " + tool.original() + " any more"),
                        "See errand skills show " + settings.name() + ", and say again what you want.");
            }
            return now.connection();
        } finally {
            lock.unlock();
        }
    }

    private Live connected() {
        if (closed) {
            throw new IllegalStateException("The skills of this device have been closed");
        }
        Live known = live;
        if (known == null) {
            Connection connection = Connection.to(settings, device);
            known = listed(connection);
        } else if (known.connection().mayHaveOthers() || isOld(known)) {
            known = listed(known.connection());
        }
        live = known;
        return known;
    }

    private boolean isOld(Live known) {
        return !settings.isHere() && known.listed().plus(BELIEVED).isBefore(Instant.now());
    }

    private Live listed(Connection connection) {
        try {
            return new Live(connection, connection.tools(), Instant.now());
        } catch (DeviceFailure e) {
            connection.close();
            live = null;
            throw e;
        }
    }

    private void dropIf(Connection broken) {
        lock.lock();
        try {
            if (live != null && live.connection() == broken) {
                drop();
            }
        } finally {
            lock.unlock();
        }
    }

    private void drop() {
        Live known = live;
        live = null;
        if (known != null) {
            known.connection().close();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            drop();
        } finally {
            lock.unlock();
        }
    }
}
