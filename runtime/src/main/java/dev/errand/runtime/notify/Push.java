package dev.errand.runtime.notify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// An ntfy-style service: one HTTP POST to a topic's address.
///
/// @param token for services that want one; may be empty
record Push(URI topic, String token) implements Way {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "ntfy";
    }

    /// Neither the address, which is as good as a password, nor the token is told to anybody.
    @Override
    public String toString() {
        return "ntfy at " + topic.getHost();
    }

    @Override
    public void send(Notice notice, String text) throws NotSent {
        HttpRequest.Builder request = HttpRequest.newBuilder(topic)
                .timeout(PATIENCE)
                .header("Title", header(notice.title()))
                .header("Priority", notice.urgent() ? "high" : "default")
                .header("Tags", notice.urgent() ? "hourglass" : "warning")
                .POST(HttpRequest.BodyPublishers.ofString(text));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw new NotSent(this + " answered with status " + status + ".");
            }
        } catch (IOException e) {
            throw new NotSent(this + " cannot be reached: " + e.getClass().getSimpleName() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSent("Interrupted.");
        }
    }

    /// Header values are ASCII; others are encoded as in mail (RFC 2047), which such services read.
    private static String header(String text) {
        boolean plain = text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        return plain
                ? text
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
