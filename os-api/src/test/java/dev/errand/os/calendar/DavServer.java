package dev.errand.os.calendar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A small CalDAV server on the loopback: discovery, calendar-query by UID, PUT and DELETE with conditions.
/// `/` and `/.well-known/caldav` lead to the principal, `/alex/` is the home, `/alex/work/` and `/alex/home/`
/// hold events.
final class DavServer implements AutoCloseable {
    private static final Pattern UID = Pattern.compile("text-match[^>]*>([^<]*)<");
    private final HttpServer server;
    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, Integer> versions = new TreeMap<>();
    private final List<String> requests = new ArrayList<>();
    private int version;

    DavServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    Map<String, String> files() {
        return new TreeMap<>(files);
    }

    List<String> requests() {
        return requests;
    }

    void put(String path, String text) {
        files.put(path, text);
        versions.put(path, ++version);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String secret = Base64.getEncoder().encodeToString("alex:wonder".getBytes(StandardCharsets.UTF_8));
        requests.add(exchange.getRequestMethod() + " " + path);
        if (!("Basic " + secret).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "");
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "PROPFIND" -> propfind(exchange, path);
            case "REPORT" -> report(exchange, path, body);
            case "GET" -> get(exchange, path);
            case "PUT" -> write(exchange, path, body);
            case "DELETE" -> write(exchange, path, null);
            default -> send(exchange, 405, "");
        }
    }

    private void propfind(HttpExchange exchange, String path) throws IOException {
        switch (path) {
            case "/moved/" -> {
                exchange.getResponseHeaders().set("Location", "/alex/");
                send(exchange, 308, "");
            }
            case "/elsewhere/" -> {
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/alex/");
                send(exchange, 301, "");
            }
            case "/" -> multistatus(exchange, resource("/", "<d:resourcetype/>" + principal()));
            case "/principal/" ->
                multistatus(
                        exchange, resource(path, "<c:calendar-home-set><d:href>/alex/</d:href></c:calendar-home-set>"));
            case "/alex/" ->
                multistatus(
                        exchange,
                        resource(path, "<d:resourcetype><d:collection/></d:resourcetype>" + principal())
                                + calendar("/alex/work/", "Work", "VEVENT")
                                + calendar("/alex/home/", "Home", "VEVENT")
                                + calendar("/alex/tasks/", "Tasks", "VTODO"));
            case "/alex/work/", "/alex/home/" -> multistatus(exchange, calendar(path, "One", "VEVENT"));
            case "/html/" -> send(exchange, 207, "<html><p>Welcome");
            case "/broken/" -> send(exchange, 500, "");
            default -> send(exchange, 404, "");
        }
    }

    private static String principal() {
        return "<d:current-user-principal><d:href>/principal/</d:href></d:current-user-principal>";
    }

    private static String calendar(String path, String name, String kind) {
        return resource(
                path,
                "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype><d:displayname>" + name
                        + "</d:displayname>"
                        + "<c:supported-calendar-component-set><c:comp name=\"" + kind
                        + "\"/></c:supported-calendar-component-set>");
    }

    private static String resource(String path, String properties) {
        return "<d:response><d:href>" + path + "</d:href><d:propstat><d:prop>" + properties
                + "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>";
    }

    private void report(HttpExchange exchange, String path, String body) throws IOException {
        Matcher uid = UID.matcher(body);
        String wanted = uid.find() ? uid.group(1) : "";
        StringBuilder found = new StringBuilder();
        files.forEach((place, text) -> {
            if (place.startsWith(path) && text.contains(wanted)) {
                found.append(resource(
                        place,
                        "<d:getetag>" + etag(place) + "</d:getetag><c:calendar-data>"
                                + text.replace("&", "&amp;").replace("<", "&lt;") + "</c:calendar-data>"));
            }
        });
        multistatus(exchange, found.toString());
    }

    private String etag(String path) {
        return "\"" + versions.get(path) + "\"";
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        if (!files.containsKey(path)) {
            send(exchange, 404, "");
            return;
        }
        exchange.getResponseHeaders().set("ETag", etag(path));
        send(exchange, 200, files.get(path));
    }

    private void write(HttpExchange exchange, String path, String text) throws IOException {
        String match = exchange.getRequestHeaders().getFirst("If-Match");
        boolean onlyNew = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        boolean there = files.containsKey(path);
        if ((onlyNew && there) || (match != null && (!there || !match.equals(etag(path))))) {
            send(exchange, 412, "");
        } else if (text == null) {
            files.remove(path);
            send(exchange, there ? 204 : 404, "");
        } else {
            put(path, text);
            // Like servers that change what they are given, it does not name the state that was written.
            send(exchange, there ? 204 : 201, "");
        }
    }

    private static void multistatus(HttpExchange exchange, String responses) throws IOException {
        send(
                exchange,
                207,
                "<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\">"
                        + responses + "</d:multistatus>");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
