package dev.errand.os.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import dev.errand.os.network.ThisMachine;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Gives access tokens for a refresh token (RFC 6749, section 6), as `mail.oauth` says:
///
/// ```toml
/// [mail.oauth]
/// token-url = "https://login.example.org/token"
/// client = "the client's id"
/// client-secret = "file:PATH"     # where the service wants one
/// refresh-token = "file:PATH"
/// ```
///
/// A token that was given is kept until it expires, in a file of the device's cache that its owner alone may read.
///
/// @param kept where that file is
record TokenService(URI url, String client, Optional<Secret> clientSecret, Secret refreshToken, Path kept) {
    private static final String URL = "mail.oauth.token-url";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LARGEST = 64 * 1024;
    /// A token that ends in a moment would end on the way.
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The service of the settings; empty if there is none.
    static Optional<TokenService> of(Settings settings, Path cache) {
        return settings.text(URL).map(written -> {
            URI url = url(written.strip());
            String client = required("mail.oauth.client", settings.text("mail.oauth.client"));
            Secret refresh = required("mail.oauth.refresh-token", Secret.named("mail.oauth.refresh-token", settings));
            Path kept = cache.resolve("mail")
                    .resolve(Hash.of(url + "\n" + client + "\n" + Hash.of(refresh.reveal()))
                                    .substring(0, 24)
                            + ".json");
            return new TokenService(url, client, Secret.named("mail.oauth.client-secret", settings), refresh, kept);
        });
    }

    private static URI url(String written) {
        try {
            URI url = URI.create(written);
            boolean here = url.getHost() != null && ThisMachine.isNamed(url.getHost());
            if (url.getHost() != null
                    && ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && here))) {
                return url;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw DeviceFailure.notConfigured(
                "The setting " + URL + " is no address that begins with https://.",
                "Write the address at which your mail service gives tokens.");
    }

    private static <T> T required(String setting, Optional<T> value) {
        return value.orElseThrow(() -> DeviceFailure.notConfigured(
                URL + " is set, and " + setting + " is not.", "Write " + setting + " into the configuration."));
    }

    /// The token that was given last, if it still counts.
    Optional<Secret> current() {
        try {
            if (!Files.isRegularFile(kept)) {
                return Optional.empty();
            }
            JsonNode token = JSON.readTree(Files.readAllBytes(kept));
            Instant until = Instant.ofEpochSecond(token.path("until").asLong());
            return Optional.of(token.path("token").asText())
                    .filter(text -> !text.isEmpty() && Instant.now().isBefore(until))
                    .map(Secret::of);
        } catch (IOException e) {
            return Optional.empty(); // the next one replaces it
        }
    }

    /// A new token.
    ///
    /// @throws DeviceFailure (unreachable) if the service gives none; of its answer only its word for why is quoted
    Secret renewed() {
        HttpResponse<String> response = ask();
        JsonNode answer = json(response.body());
        String token = answer.path("access_token").asText();
        if (response.statusCode() != 200 || token.isBlank()) {
            String why = answer.path("error").asText();
            throw DeviceFailure.unreachable(
                    "The token service " + url.getHost() + " gave no token: "
                            + (why.matches("[a-z_]{1,40}") ? why : "status " + response.statusCode()) + ".",
                    "Check mail.oauth.client and mail.oauth.refresh-token; a refresh token can expire or be taken"
                            + " back.");
        }
        keep(
                token,
                Instant.now().plusSeconds(answer.path("expires_in").asLong(300)).minus(MARGIN));
        return Secret.of(token);
    }

    private HttpResponse<String> ask() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("client_id", client);
        clientSecret.ifPresent(secret -> form.put("client_secret", secret.reveal()));
        form.put("refresh_token", refreshToken.reveal());
        String body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LARGEST));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unreachable("it did not answer in time");
        } catch (ExecutionException e) {
            throw unreachable(
                    Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable("asking it was interrupted");
        } finally {
            http.shutdownNow();
        }
    }

    private DeviceFailure unreachable(String why) {
        return DeviceFailure.unreachable(
                "The token service " + url.getHost() + " cannot be reached: " + why + ".",
                "Check the network and " + URL + ", and try again.");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /// One that could not be kept is asked for again next time.
    private void keep(String token, Instant until) {
        ObjectNode content = JSON.createObjectNode();
        content.put("token", token).put("until", until.getEpochSecond());
        try {
            Files.createDirectories(kept.getParent());
            Path fresh = Files.createTempFile(kept.getParent(), "token", ".tmp"); // for the owner alone
            Files.writeString(fresh, content.toString());
            Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException _) {
            // No room, or no right to write: slower, not wrong.
        }
    }

    @Override
    public String toString() {
        return "TokenService[" + url + "]";
    }
}
