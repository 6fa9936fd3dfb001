package dev.errand.os.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// A server that says OK to all that SMTP asks, but for what its script says otherwise.
final class ScriptedSmtp implements AutoCloseable {
    static final String HANG_UP = "";

    private final Map<String, String> script;
    private final ServerSocket socket;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /// @param script beginning of a line of the client → what is answered
    ScriptedSmtp(Map<String, String> script) {
        this.script = script;
        try {
            socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    List<String> heard() {
        return heard;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException _) {
                // The client has gone, or the test is over.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        say(client, "220 here");
        listen(client);
    }

    /// The same connection, encrypted from now on.
    private static Socket encrypted(Socket client) throws IOException {
        try {
            SSLSocketFactory factory = PostOffice.certified().getSocketFactory();
            SSLSocket secure = (SSLSocket) factory.createSocket(client, null, client.getPort(), true);
            secure.setUseClientMode(false);
            return secure;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private void listen(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (data && !line.equals(".")) {
                continue;
            }
            String answer = answer(line);
            if (answer.equals(HANG_UP)) {
                return;
            }
            data = line.equals("DATA");
            say(client, answer);
            if (line.equals("STARTTLS") && answer.startsWith("220")) {
                heard.add("(encrypted)");
                listen(encrypted(client));
                return;
            }
        }
    }

    private String answer(String line) {
        for (Map.Entry<String, String> each : script.entrySet()) {
            if (line.startsWith(each.getKey())) {
                return each.getValue();
            }
        }
        if (line.startsWith("EHLO")) {
            return "250-here\r\n250 AUTH PLAIN LOGIN";
        }
        return line.startsWith("AUTH") ? "235 come in" : line.equals("DATA") ? "354 go on" : "250 fine";
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
