package dev.errand.os.calendar;

import dev.errand.os.device.DeviceFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Speaks WebDAV (RFC 4918) with the calendar server. The password goes to the configured server only: other places
/// that it points at are not followed.
///
/// For one step, by one thread.
final class DavClient {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<Integer> MOVED = Set.of(301, 302, 307, 308);
    private static final int MOST_REDIRECTIONS = 3;

    private final DavAccount account;

    DavClient(DavAccount account) {
        this.account = account;
    }

    /// Asks for properties of a place, and of what is in it with a depth of 1.
    DavReply properties(URI place, int depth, String properties) {
        String body = "<?xml version=\"1.0\" encoding=\"utf-8\"?><d:propfind xmlns:d=\"DAV:\" xmlns:c=\""
                + DavReply.CALDAV + "\"><d:prop>" + properties + "</d:prop></d:propfind>";
        return send("PROPFIND", place, Map.of("Depth", String.valueOf(depth)), "application/xml", body);
    }

    /// Asks a calendar for its events that a filter lets through (RFC 4791, 7.8).
    DavReply query(URI calendar, String filter) {
        String body = "<?xml version=\"1.0\" encoding=\"utf-8\"?><c:calendar-query xmlns:d=\"DAV:\" xmlns:c=\""
                + DavReply.CALDAV + "\"><d:prop><d:getetag/><c:calendar-data/></d:prop><c:filter>"
                + "<c:comp-filter name=\"VCALENDAR\"><c:comp-filter name=\"VEVENT\">" + filter
                + "</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>";
        return send("REPORT", calendar, Map.of("Depth", "1"), "application/xml", body);
    }

    DavReply get(URI place) {
        return send("GET", place, Map.of(), "", "");
    }

    /// @param condition `If-Match` or `If-None-Match`
    DavReply put(URI place, String condition, String etag, String text) {
        return send("PUT", place, Map.of(condition, etag), "text/calendar; charset=utf-8", text);
    }

    DavReply delete(URI place, String etag) {
        return send("DELETE", place, etag.isEmpty() ? Map.of() : Map.of("If-Match", etag), "", "");
    }

    private DavReply send(String method, URI place, Map<String, String> headers, String type, String body) {
        URI target = place;
        for (int i = 0; i <= MOST_REDIRECTIONS; i++) {
            HttpResponse<String> response = exchange(method, target, headers, type, body);
            Optional<String> next = response.headers().firstValue("Location");
            if (!MOVED.contains(response.statusCode()) || next.isEmpty()) {
                return checked(new DavReply(
                        target,
                        response.statusCode(),
                        response.headers().firstValue("ETag").orElse(""),
                        response.body()));
            }
            target = target.resolve(next.get());
        }
        throw DeviceFailure.unreachable(
                "The calendar server " + place.getHost() + " sends from one address to the next without end.",
                "Check calendar.url.");
    }

    private HttpResponse<String> exchange(
            String method, URI place, Map<String, String> headers, String type, String body) {
        requireSameServer(place);
        HttpRequest.Builder request = HttpRequest.newBuilder(place)
                .timeout(PATIENCE)
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
        // A connection each: small servers close theirs after an answer, and a change that meets a closed one is lost
        // in a way that nobody can tell from one that was made.
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECTING)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            String why = e.getMessage() == null ? "nothing answers there" : e.getMessage();
            throw DeviceFailure.unreachable(
                    "The calendar server " + place.getHost() + " cannot be reached: " + why + ".",
                    "Check the network and calendar.url, and try again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DeviceFailure.unreachable("Asking the calendar server was interrupted.", "Try again.");
        }
    }

    private void requireSameServer(URI place) {
        URI own = account.url();
        if (!own.getScheme().equals(place.getScheme())
                || !own.getHost().equalsIgnoreCase(place.getHost())
                || own.getPort() != place.getPort()) {
            throw DeviceFailure.unreachable(
                    "The calendar server " + own.getHost() + " points to another one, " + place.getHost() + ".",
                    "If that one is yours too, set calendar.url to its address.");
        }
    }

    /// A state that is not as expected (412) and a thing that is not there (404) are for the caller.
    private static DavReply checked(DavReply reply) {
        String server = "The calendar server " + reply.place().getHost();
        int status = reply.status();
        return switch (status) {
            case 401 ->
                throw DeviceFailure.unreachable(
                        server + " does not accept this user and password.",
                        "Check calendar.user and calendar.password; many servers want a password made for one program.");
            case 403 ->
                throw DeviceFailure.unreachable(
                        server + " does not allow this.", "Check that this user may change the calendar.");
            case 404, 410, 409, 412 -> reply;
            default -> {
                if (status / 100 != 2) {
                    throw DeviceFailure.unreachable(
                            server + " answered with status " + status + ".",
                            status >= 500 ? "Try again later." : "Check calendar.url.");
                }
                yield reply;
            }
        };
    }
}
