package dev.errand.os.dav;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that says the same to everybody, or nothing at all, and then keeps silent.
public final class DeafServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    /// Kept, so that no garbage collection hangs up.
    private final List<Socket> clients = new CopyOnWriteArrayList<>();

    public DeafServer(String answer) throws IOException {
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                answer(answer);
            }
        });
    }

    private void answer(String text) {
        try {
            Socket client = socket.accept();
            clients.add(client);
            client.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
        } catch (IOException _) {
            // The client has gone, or the test is over.
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
