package dev.errand.os.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Speaks to a server through the input and output of its process.
///
/// Unlike the SDK's own it takes no line longer than [#LONGEST_LINE] and no more than [#MOST_UNASKED] messages
/// between two requests of ours, and hands on no notifications: a server cannot fill the memory, nor have us ask it
/// again and again. What is no message at all counts as one.
final class StdioTransport implements McpClientTransport {
    static final int LONGEST_LINE = 8 * 1024 * 1024;
    static final int MOST_UNASKED = 2_000;
    private static final String TOOLS_CHANGED = "notifications/tools/list_changed";

    private final McpJsonMapper json;
    private final AtomicInteger unasked = new AtomicInteger();
    private volatile @Nullable Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler;
    private volatile @Nullable OutputStream input;
    private volatile Runnable ended = () -> {};
    private volatile boolean toolsChanged;
    private volatile String broken = "";

    StdioTransport(McpJsonMapper json) {
        this.json = json;
    }

    /// @param toInput where the process reads
    /// @param atEnd   what is to be done when the process will say nothing any more
    void speakTo(OutputStream toInput, Runnable atEnd) {
        input = toInput;
        ended = atEnd;
    }

    /// Whether the server said that it has other tools now; forgets it.
    boolean tookBackTools() {
        boolean changed = toolsChanged;
        toolsChanged = false;
        return changed;
    }

    /// Why the server is not listened to any more, if that is so.
    Optional<String> broken() {
        return Optional.of(broken).filter(why -> !why.isEmpty());
    }

    /// Reads what the server says until it ends, or says what nobody can listen to.
    void listen(InputStream output) {
        try (InputStream in = new BufferedInputStream(output)) {
            for (String line = line(in); line != null; line = line(in)) {
                if (unasked.incrementAndGet() > MOST_UNASKED) {
                    broken = "it says more than anybody asked for";
                    break;
                }
                heard(line);
            }
        } catch (IOException | UncheckedIOException _) {
            // It has ended.
        } finally {
            ended.run();
        }
    }

    private void heard(String line) {
        Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> listener = handler;
        JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(json, line);
        } catch (IOException | RuntimeException _) {
            return; // some print what is no message
        }
        if (message instanceof JSONRPCNotification notification) {
            toolsChanged |= TOOLS_CHANGED.equals(notification.method());
        } else if (listener != null) {
            listener.apply(Mono.just(message)).subscribe(_ -> {}, _ -> {});
        }
    }

    private @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() == LONGEST_LINE) {
                broken = "it says more at once than %d MB".formatted(LONGEST_LINE >> 20);
                return null;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> to) {
        return Mono.fromRunnable(() -> handler = to);
    }

    /// On another thread: a server that does not read would keep the caller from giving up in time.
    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.<Void>fromRunnable(() -> send(message)).subscribeOn(Schedulers.boundedElastic());
    }

    private void send(JSONRPCMessage message) {
        OutputStream to = input;
        if (to == null) {
            throw new IllegalStateException("The server was not started");
        }
        if (message instanceof JSONRPCRequest) {
            unasked.set(0);
        }
        try {
            byte[] line = (json.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8);
            synchronized (to) {
                to.write(line);
                to.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }
}
