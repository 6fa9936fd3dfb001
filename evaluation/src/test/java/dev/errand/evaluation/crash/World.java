package dev.errand.evaluation.crash;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.errand.evaluation.crash.Effect.Where;
import dev.errand.os.device.Settings;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is around a device and outlives its processes: a home on disk, a mail server perhaps, a web server that knows
/// an `Idempotency-Key`.
final class World implements AutoCloseable {
    static final String PASSWORD = "correct-horse-battery";

    /// How mail goes out. Where it goes nowhere, guest code runs in the process that is killed, else in one beside it.
    enum Mail {
        BY_SERVER,
        LOCAL
    }

    private final Path home;
    private final Mail mail;
    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private final HttpServer web;
    private final Map<String, String> posts = new ConcurrentHashMap<>();
    private final AtomicInteger rawPosts = new AtomicInteger();

    World(Path home, Mail mail) throws IOException {
        this.home = home;
        this.mail = mail;
        smtp.start();
        smtp.setUser("sam@home.example", "sam", PASSWORD);
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", this::take);
        web.start();
        Files.createDirectories(home);
        Files.writeString(home.resolve("config.toml"), configuration());
    }

    private String configuration() {
        String allow =
                "web.allow = [\"127.0.0.1:%d\"]%n".formatted(web.getAddress().getPort());
        return switch (mail) {
            case LOCAL -> allow + "sandbox.mode = \"in-process\"\n";
            case BY_SERVER -> allow + """
                    [mail]
                    address = "sam@home.example"
                    user = "sam"
                    password = "env:MAIL_PASSWORD"
                    [mail.smtp]
                    host = "127.0.0.1"
                    port = %d
                    security = "none"
                    """.formatted(smtp.getSmtp().getPort());
        };
    }

    /// Where posts are taken, as a home's configuration says.
    static String address(Settings settings) {
        return "http://" + settings.texts("web.allow").getFirst() + "/";
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            rawPosts.incrementAndGet();
            posts.put(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body);
            byte[] answer = ("received " + body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    Path home() {
        return home;
    }

    Mail mail() {
        return mail;
    }

    /// How often the web server was asked, repetitions included.
    int rawPosts() {
        return rawPosts.get();
    }

    /// How often an effect is there.
    long count(Effect effect) {
        return texts(effect.where())
                .flatMap(text -> Pattern.compile(Pattern.quote(effect.token()))
                        .matcher(text)
                        .results())
                .count();
    }

    private Stream<String> texts(Where where) {
        return switch (where) {
            case POSTED -> posts.values().stream();
            case SENT -> mail == Mail.BY_SERVER ? arrived().stream() : onDisk(where).stream();
            case FILES, LISTS, NOTES, CONTACTS, CALENDAR, TRASH -> onDisk(where).stream();
        };
    }

    private List<String> arrived() {
        return Stream.of(smtp.getReceivedMessages()).map(World::subject).toList();
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> onDisk(Where where) {
        Path folder = home.resolve(where.folder);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(World::text).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        smtp.stop();
        web.stop(0);
    }
}
