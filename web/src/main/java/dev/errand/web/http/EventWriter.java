package dev.errand.web.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes server-sent events. For one thread. A client that does not read keeps only this thread waiting, until the
/// connection is given up.
public final class EventWriter {
    private final OutputStream out;
    private final StringBuilder waiting = new StringBuilder();

    private EventWriter(OutputStream out) {
        this.out = out;
    }

    /// Turns the answer into a stream, whose client comes back when it breaks off.
    public static EventWriter on(Context context) throws IOException {
        EventWriter writer = once(context);
        writer.waiting.append("retry: 1000\n\n");
        writer.flush();
        return writer;
    }

    /// Turns the answer into a stream that is not for clients that come back.
    public static EventWriter once(Context context) throws IOException {
        HttpServletResponse response = context.res();
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        return new EventWriter(response.getOutputStream());
    }

    /// Something without a name.
    public void data(String line) {
        waiting.append("data: ").append(line).append("\n\n");
    }

    /// Nothing that a client looks at.
    public void comment() {
        waiting.append(": still here\n\n");
    }

    /// An event that is in the journal.
    public void event(long sequence, String name, JsonNode data) {
        waiting.append("id: ").append(sequence).append('\n');
        event(name, data);
    }

    /// An event that is not: a client that comes back does not hear it again.
    public void event(String name, JsonNode data) {
        // JSON has no line break outside of its texts, and escapes those within.
        waiting.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
    }

    /// An event of plain text, lines and all.
    public void text(String name, String text) {
        waiting.append("event: ").append(name).append('\n');
        for (String line : text.split("\\r?\\n|\\r", -1)) {
            waiting.append("data: ").append(line).append('\n');
        }
        waiting.append('\n');
    }

    /// Sends what was written.
    public void flush() throws IOException {
        if (!waiting.isEmpty()) {
            out.write(waiting.toString().getBytes(StandardCharsets.UTF_8));
            waiting.setLength(0);
            out.flush();
        }
    }
}
