package dev.errand.os.dav;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.errand.os.kit.SkillKit;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The CalDAV and CardDAV server of the Debian package `radicale`, on the loopback, with users of their own
/// collections: `user1`, `user2`, …
public final class Radicale implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/radicale");
    private static final String PASSWORD = "correct-horse-battery";
    private static final int USERS = 60;

    private final Process process;
    private final int port;
    private final Path folder;
    private int users;

    private Radicale(Process process, int port, Path folder) {
        this.process = process;
        this.port = port;
        this.folder = folder;
    }

    /// Skips the test where the server is not installed.
    ///
    /// @param folder for its configuration and data
    public static Radicale start(Path folder) throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "needs the Debian package radicale");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.write(
                folder.resolve("users"),
                IntStream.rangeClosed(1, USERS)
                        .mapToObj(i -> "user" + i + ":" + PASSWORD)
                        .toList());
        Path configuration = Files.writeString(
                folder.resolve("config"), """
                [server]
                hosts = 127.0.0.1:%d
                [auth]
                type = htpasswd
                htpasswd_filename = %s
                htpasswd_encryption = plain
                delay = 0
                [rights]
                type = owner_only
                [storage]
                filesystem_folder = %s
                [logging]
                level = info
                """.formatted(port, folder.resolve("users"), folder.resolve("data")));
        Process process = new ProcessBuilder(PROGRAM.toString(), "--config", configuration.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains("server ready")) {
                Thread.ofVirtual().start(() -> drain(log));
                return new Radicale(process, port, folder);
            }
        }
        throw new IOException("radicale ended with " + process.exitValue());
    }

    private static void drain(BufferedReader log) {
        try {
            while (log.readLine() != null) {
                // A full pipe would stop the server.
            }
        } catch (IOException _) {
            // It has ended.
        }
    }

    /// A new user, with no collection.
    public String user() {
        users++;
        return "user" + users;
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /// Tells the device of a user's account.
    public SkillKit connect(SkillKit kit, String table, String user, Path home) throws IOException {
        Path password = Files.writeString(home.resolve("dav-password"), PASSWORD + "\n");
        return kit.setting(table + ".url", url("/").toString())
                .setting(table + ".user", user)
                .setting(table + ".password", "file:" + password);
    }

    /// @param kind a resource type, such as `<b:addressbook/>`
    public void makeCollection(String user, String name, String kind) {
        ask("MKCOL", user, name + "/", """
                <?xml version="1.0"?><d:mkcol xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"
                  xmlns:b="urn:ietf:params:xml:ns:carddav"><d:set><d:prop><d:resourcetype><d:collection/>%s
                  </d:resourcetype><d:displayname>%s</d:displayname></d:prop></d:set></d:mkcol>
                """.formatted(kind, name));
    }

    public void makeAddressBook(String user, String name) {
        makeCollection(user, name, "<b:addressbook/>");
    }

    public void makeCalendar(String user, String name) {
        makeCollection(user, name, "<c:calendar/>");
    }

    /// Somebody writes with another program.
    ///
    /// @param path below the user's own place
    public void put(String user, String path, String text) {
        ask("PUT", user, path, text);
    }

    public void delete(String user, String path) {
        ask("DELETE", user, path, "");
    }

    private void ask(String method, String user, String path, String body) {
        String secret = Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(url("/" + user + "/" + path))
                .header("Authorization", "Basic " + secret)
                .header("Content-Type", path.endsWith(".vcf") ? "text/vcard" : "text/calendar")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What lies in a user's collection: name → text.
    public Map<String, String> files(String user, String collection) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all =
                Files.list(folder.resolve("data/collection-root").resolve(user).resolve(collection))) {
            for (Path file : all.filter(each -> !each.getFileName().toString().startsWith("."))
                    .toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
