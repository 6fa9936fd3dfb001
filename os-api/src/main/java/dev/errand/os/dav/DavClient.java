package dev.errand.os.dav;

import dev.errand.os.device.DeviceFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Speaks WebDAV (RFC 4918) with a server. The secret goes to the configured server only: other places that it points
/// at are not followed. An answer has a longest time, of all of it together, and a largest size.
///
/// For one step, by one thread.
final class DavClient {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final long LARGEST = 64L * 1024 * 1024;
    private static final Set<Integer> MOVED = Set.of(301, 302, 307, 308);
    private static final int MOST_REDIRECTIONS = 3;

    private final DavAccount account;
    private final DavService service;

    DavClient(DavAccount account) {
        this.account = account;
        this.service = account.service();
    }

    /// Asks for properties of a place, and of what is in it with a depth of 1.
    DavReply properties(URI place, int depth, String properties) {
        return ask("PROPFIND", place, depth, "d:propfind", "<d:prop>" + properties + "</d:prop>");
    }

    /// Asks a collection a question of its protocol.
    ///
    /// @param kind the root of the question, with its prefix
    DavReply report(URI place, String kind, String content) {
        return ask("REPORT", place, 1, kind, content);
    }

    private DavReply ask(String method, URI place, int depth, String root, String content) {
        String body = "<?xml version=\"1.0\" encoding=\"utf-8\"?><" + root + " xmlns:d=\"DAV:\" xmlns:c=\""
                + service.namespace() + "\" xmlns:s=\"" + DavReply.CALENDAR_SERVER + "\">" + content + "</" + root
                + ">";
        return send(method, place, Map.of("Depth", String.valueOf(depth)), "application/xml", body);
    }

    DavReply get(URI place) {
        return send("GET", place, Map.of(), "", "");
    }

    /// @param condition `If-Match` or `If-None-Match`
    DavReply put(URI place, String condition, String etag, String text) {
        return send("PUT", place, Map.of(condition, etag), service.mediaType() + "; charset=utf-8", text);
    }

    DavReply delete(URI place, String etag) {
        return send("DELETE", place, etag.isEmpty() ? Map.of() : Map.of("If-Match", etag), "", "");
    }

    private DavReply send(String method, URI place, Map<String, String> headers, String type, String body) {
        URI target = place;
        for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
            HttpResponse<String> response = exchange(target, request(method, target, headers, type, body));
            Optional<String> next = response.headers().firstValue("Location");
            if (!MOVED.contains(response.statusCode()) || next.isEmpty()) {
                return checked(new DavReply(
                        service,
                        target,
                        response.statusCode(),
                        response.headers().firstValue("ETag").orElse(""),
                        response.body()));
            }
            target = DavReply.resolved(service, target, next.get());
        }
        throw DeviceFailure.unreachable(
                server(place) + " sends from one address to the next without end.",
                "Check " + service.setting("url") + ".");
    }

    private HttpRequest request(String method, URI place, Map<String, String> headers, String type, String body) {
        requireSameServer(place);
        HttpRequest.Builder request = HttpRequest.newBuilder(place)
                .method(
                        method,
                        type.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        account.authorization().ifPresent(secret -> request.header("Authorization", secret));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return request.build();
    }

    // A connection each: small servers close theirs after an answer, and a change that meets a closed one is lost
    // in a way that nobody can tell from one that was made.
    private HttpResponse<String> exchange(URI place, HttpRequest request) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECTING)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        // The client's own limit ends with the header; a body that never ends is slow as well.
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LARGEST));
        try {
            return answer.get(account.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable(
                    place, "it did not answer within " + account.patience().toSeconds() + " seconds");
        } catch (ExecutionException e) {
            throw unreachable(place, why(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DeviceFailure.unreachable("Asking the " + service.noun() + " server was interrupted.", "Try again.");
        } finally {
            http.shutdownNow();
        }
    }

    private static String why(Throwable cause) {
        String message = cause instanceof IOException ? cause.getMessage() : null;
        return message == null ? "nothing answers there" : message;
    }

    private DeviceFailure unreachable(URI place, String why) {
        return DeviceFailure.unreachable(
                server(place) + " cannot be reached: " + why + ".",
                "Check the network and " + service.setting("url") + ", and try again.");
    }

    private void requireSameServer(URI place) {
        URI own = account.url();
        if (!own.getScheme().equals(place.getScheme())
                || !own.getHost().equalsIgnoreCase(place.getHost())
                || own.getPort() != place.getPort()) {
            throw DeviceFailure.unreachable(
                    server(own) + " points to another one, " + place.getHost() + ".",
                    "If that one is yours too, set " + service.setting("url") + " to its address.");
        }
    }

    private String server(URI place) {
        return "The " + service.noun() + " server " + place.getHost();
    }

    /// A state that is not as expected (412) and a thing that is not there (404) are for the caller.
    private DavReply checked(DavReply reply) {
        String server = server(reply.place());
        int status = reply.status();
        return switch (status) {
            case 401 ->
                throw DeviceFailure.unreachable(
                        server + " does not accept this user and password.",
                        "Check " + service.setting("user") + " and " + service.setting("password")
                                + "; many servers want a password made for one program.");
            case 403 ->
                throw DeviceFailure.unreachable(
                        server + " does not allow this.",
                        "Check that this user may change the " + service.noun() + ".");
            case 404, 410, 409, 412 -> reply;
            default -> {
                if (status / 100 != 2) {
                    throw DeviceFailure.unreachable(
                            server + " answered with status " + status + ".",
                            status >= 500 ? "Try again later." : "Check " + service.setting("url") + ".");
                }
                yield reply;
            }
        };
    }
}
