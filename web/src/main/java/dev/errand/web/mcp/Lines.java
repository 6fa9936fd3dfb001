package dev.errand.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/// Messages of one client as lines: what it says comes in, what it is told goes out.
final class Lines implements Outlet {
    private static final int LONGEST = 2_000_000;
    private static final JsonNode NOBODY = JsonNodeFactory.instance.nullNode();

    private final Session session;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();

    Lines(Session session, OutputStream out) {
        this.session = session;
        this.out = out;
    }

    /// Returns when the client has nothing more to say, or when the thread is interrupted.
    void take(InputStream in) {
        // Reading from a pipe cannot be interrupted; waiting for who reads can.
        CountDownLatch ended = new CountDownLatch(1);
        Thread.ofPlatform().daemon().name("errand-mcp").start(() -> {
            try {
                read(in);
            } finally {
                ended.countDown();
            }
        });
        try {
            ended.await();
        } catch (InterruptedException e) {
            // the interruption was meant for this; what is being done is parked in order
        }
        session.end();
    }

    private void read(InputStream in) {
        try (BufferedInputStream lines = new BufferedInputStream(in)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long length = 0;
            int next = lines.read();
            for (; next >= 0; next = lines.read()) {
                if (next == '\n') {
                    take(line.toByteArray(), length);
                    line.reset();
                    length = 0;
                } else if (length++ < LONGEST) {
                    line.write(next);
                }
            }
            take(line.toByteArray(), length);
        } catch (IOException e) {
            // the client has gone
        }
    }

    private void take(byte[] line, long length) throws IOException {
        if (length > LONGEST) {
            String problem = "The message has %,d bytes; at most %,d are taken.".formatted(length, LONGEST);
            send(Messages.error(NOBODY, Messages.INVALID_REQUEST, problem));
        } else if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
            Optional<JsonNode> message = Messages.parse(line);
            if (message.isEmpty()) {
                send(Messages.error(NOBODY, Messages.PARSE_ERROR, "This line is no JSON document."));
            } else {
                take(message.get());
            }
        }
    }

    /// Calls take their time; everything else is answered before the next line is read.
    private void take(JsonNode message) {
        if (message.path("method").asText().equals("tools/call")) {
            Thread.ofVirtual().name("errand-mcp-call").start(() -> answer(message));
        } else {
            answer(message);
        }
    }

    private void answer(JsonNode message) {
        try {
            Optional<ObjectNode> answer = session.take(message, this);
            if (answer.isPresent()) {
                send(answer.get());
            }
        } catch (IOException e) {
            session.end();
        } catch (RuntimeException e) {
            e.printStackTrace();
            failed(message);
        }
    }

    private void failed(JsonNode message) {
        try {
            send(Messages.error(message.path("id"), Messages.INTERNAL_ERROR, "Something went wrong inside."));
        } catch (IOException e) {
            session.end();
        }
    }

    @Override
    public void send(ObjectNode message) throws IOException {
        writing.lock();
        try {
            out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } finally {
            writing.unlock();
        }
    }
}
