package dev.errand.evaluation.benchmark;

import dev.errand.runtime.journal.RunId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Clients that a server could do without: slow ones read a byte a second of a stream that has much to tell; dead
/// ones connect and say nothing, stop in the middle of a request, ask for a stream and never read, or vanish amid it,
/// again and again. They stay until they are closed.
final class BadClients implements AutoCloseable {
    /// More than the system keeps for a client that does not read.
    private static final String TELLS_MUCH =
            "for (let i = 0; i < 40; i++) user.say(('' + i).repeat(20000)); return user.ask('Enough?')";

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SMALL = 2048;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final URI address;
    private final String request;

    private BadClients(URI address, String token, RunId run) {
        this.address = address;
        this.request = "GET /api/v1/runs/%s/events HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(run, address.getAuthority(), token);
    }

    /// What one of them does with its connection.
    private interface Behaviour {
        void behave(Socket socket) throws IOException, InterruptedException;
    }

    static BadClients come(LoadClient client, ServeProcess server, int slow, int dead)
            throws IOException, InterruptedException {
        try {
            BadClients bad = new BadClients(server.address(), server.token(), client.begin(TELLS_MUCH, PATIENCE));
            for (int i = 0; i < slow; i++) {
                bad.send(bad::readSlowly);
            }
            for (int i = 0; i < dead; i++) {
                switch (i % 4) {
                    case 0 -> bad.send(BadClients::stay);
                    case 1 -> bad.send(bad::stopWithinRequest);
                    case 2 -> bad.send(bad::neverRead);
                    default -> bad.send(bad::vanish);
                }
            }
            return bad;
        } catch (LoadClient.Busy e) {
            throw new IllegalStateException("The server took no run that slow clients could follow.", e);
        }
    }

    private void send(Behaviour behaviour) {
        threads.execute(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try (Socket socket = new Socket()) {
                    socket.setReceiveBufferSize(SMALL);
                    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
                    behaviour.behave(socket);
                    Thread.sleep(PAUSE);
                } catch (IOException _) {
                    // The server has given it up; it comes again.
                } catch (InterruptedException _) {
                    return;
                }
            }
        });
    }

    private void readSlowly(Socket socket) throws IOException, InterruptedException {
        ask(socket, request);
        while (socket.getInputStream().read() >= 0) {
            Thread.sleep(PAUSE);
        }
    }

    private static void stay(Socket socket) throws IOException {
        if (socket.getInputStream().read() >= 0) {
            throw new IOException("The server answered what was not asked.");
        }
    }

    private void stopWithinRequest(Socket socket) throws IOException {
        ask(socket, request.substring(0, request.length() / 2));
        stay(socket);
    }

    private void neverRead(Socket socket) throws IOException, InterruptedException {
        ask(socket, request);
        Thread.sleep(Duration.ofMinutes(10));
    }

    private void vanish(Socket socket) throws IOException {
        ask(socket, request);
        if (socket.getInputStream().readNBytes(SMALL).length == SMALL) {
            socket.setSoLinger(true, 0); // no farewell: the connection is reset
        }
    }

    private static void ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
