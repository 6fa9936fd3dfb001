package dev.errand.os.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import dev.errand.os.network.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/// A service that answers in JSON over HTTP, at an address that a setting names or that is built in.
///
/// What the person configured may be on their own network; an address that is built in must be public. A redirect is
/// followed for what is only got, and only on the same machine and port. A token goes to that machine alone, and over
/// a connection that others can read only where the machine is on the person's own network. Every request has limits
/// of size (5 MB) and time: 15 seconds, or what `<skill>.timeout` says, in seconds. What a service answers is never
/// quoted in errors. Immutable.
public final class Service {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_HOPS = 3;
    private static final int MOST_MEGABYTES = 5;
    private static final int USUAL_SECONDS = 15;
    private static final int MOST_SECONDS = 120;

    private final String setting;
    private final WebAddress base;
    private final Fetcher fetcher;
    private final Fetcher.Limits limits;
    private final @Nullable Secret token;
    private final String tokenSetting;

    private Service(
            String setting,
            WebAddress base,
            Fetcher fetcher,
            Fetcher.Limits limits,
            @Nullable Secret token,
            String tokenSetting) {
        this.setting = setting;
        this.base = base;
        this.fetcher = fetcher;
        this.limits = limits;
        this.token = token;
        this.tokenSetting = tokenSetting;
    }

    /// The service whose address a setting holds; empty if there is no such setting.
    ///
    /// @param setting such as `home.url`
    public static Optional<Service> configured(String setting, Settings settings) {
        return settings.text(setting).map(url -> {
            WebAddress base = WebAddress.of(url);
            return at(setting, base, Fetcher.of(settings, Set.of(base.hostAndPort())), settings);
        });
    }

    /// The service whose address a setting holds, or else the public one that everybody may ask.
    public static Service configuredOr(String setting, String usual, Settings settings) {
        return configured(setting, settings)
                .orElseGet(() -> at(setting, WebAddress.of(usual), Fetcher.of(settings), settings));
    }

    private static Service at(String setting, WebAddress base, Fetcher fetcher, Settings settings) {
        String timeout = setting.substring(0, setting.indexOf('.')) + ".timeout";
        Duration patience = Patience.of(timeout, USUAL_SECONDS, MOST_SECONDS, settings);
        Fetcher.Limits limits = new Fetcher.Limits(MOST_MEGABYTES, patience, patience);
        return new Service(setting, base, fetcher, limits, null, "");
    }

    /// The same with the token that a setting refers to, sent as `Authorization: Bearer`.
    ///
    /// @throws DeviceFailure (not configured) if there is no such setting
    public Service withToken(String named, Settings settings) {
        Secret secret = Secret.named(named, settings)
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "No token for " + base.hostAndPort() + " is configured.",
                        "Write " + named + " = \"env:NAME\" or \"file:PATH\" into the configuration."));
        return new Service(setting, base, fetcher, limits, secret, named);
    }

    /// What is at a path.
    ///
    /// @param path segments, not encoded
    public JsonNode get(List<String> path, Map<String, String> query) {
        return find(path, query).orElseThrow(() -> refused(404));
    }

    /// What is at a path, or empty if the service knows of nothing there.
    public Optional<JsonNode> find(List<String> path, Map<String, String> query) {
        WebAddress address = address(path, query);
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            Fetched answer = exchange(address, "GET", null);
            if (!MOVED.contains(answer.status())) {
                return answer.status() == 404 ? Optional.empty() : Optional.of(json(answer));
            }
            address = next(address, answer);
        }
        throw DeviceFailure.unreachable(
                base.hostAndPort() + " redirects more than " + MOST_HOPS + " times.", "Check " + setting + ".");
    }

    public JsonNode post(List<String> path, JsonNode body) {
        return json(exchange(address(path, Map.of()), "POST", body));
    }

    public JsonNode put(List<String> path, JsonNode body) {
        return json(exchange(address(path, Map.of()), "PUT", body));
    }

    private WebAddress address(List<String> path, Map<String, String> query) {
        HttpUrl.Builder url = base.url().newBuilder();
        if (base.url().pathSegments().getLast().isEmpty()) {
            url.removePathSegment(base.url().pathSize() - 1);
        }
        path.forEach(url::addPathSegment);
        query.forEach(url::setQueryParameter);
        return WebAddress.of(url.build());
    }

    private WebAddress next(WebAddress from, Fetched answer) {
        String location = answer.headers().get("Location");
        HttpUrl to = location == null ? null : from.url().resolve(location);
        boolean isSame = to != null
                && to.scheme().equals(base.url().scheme())
                && WebAddress.of(to).hostAndPort().equals(base.hostAndPort());
        if (to == null || !isSame) {
            throw DeviceFailure.unreachable(
                    base.hostAndPort() + " redirects to another machine; that one was not asked.",
                    "Check " + setting + ", and write the address that it really has.");
        }
        return WebAddress.of(to);
    }

    private Fetched exchange(WebAddress address, String method, @Nullable JsonNode body) {
        List<InetAddress> machines = fetcher.gate().addresses(address);
        Request.Builder request = new Request.Builder()
                .header("Accept", "application/json")
                .method(
                        method,
                        body == null
                                ? null
                                : RequestBody.create(body.toString().getBytes(StandardCharsets.UTF_8), JSON_TYPE));
        if (token != null) {
            requireSecrecy(address, machines);
            request.header("Authorization", "Bearer " + token.reveal());
        }
        return fetcher.send(address, request, machines, limits);
    }

    private void requireSecrecy(WebAddress address, List<InetAddress> machines) {
        if (!address.url().isHttps() && machines.stream().anyMatch(Gate::isPublic)) {
            throw DeviceFailure.notConfigured(
                    "The token for " + base.hostAndPort() + " would go over a connection that anybody can read.",
                    "Write an address with https:// into " + setting + ".");
        }
    }

    private JsonNode json(Fetched answer) {
        if (answer.status() < 200 || answer.status() >= 300) {
            throw refused(answer.status());
        }
        try {
            JsonNode json = JSON.readTree(answer.bytes());
            if (!json.isMissingNode()) {
                return json;
            }
        } catch (IOException _) {
            // Said below.
        }
        throw nonsense();
    }

    /// The failure to throw where an answer is not what this service's protocol says.
    public DeviceFailure nonsense() {
        return DeviceFailure.unreachable(
                base.hostAndPort() + " did not answer as such a service does.",
                "Check " + setting + ": another kind of server may be at that address.");
    }

    private DeviceFailure refused(int status) {
        String what = base.hostAndPort() + " answered with status " + status;
        return switch (status) {
            case 401, 403 ->
                DeviceFailure.notConfigured(
                        what + ": it does not let this in.",
                        token == null
                                ? "The service wants a login that it was not given; check " + setting + "."
                                : "Check that the token which " + tokenSetting + " refers to is still good.");
            case 404 -> DeviceFailure.notFound(what + ": there is no such thing.", "Check " + setting + ".");
            case 429 -> DeviceFailure.unreachable(what + ": it was asked too often.", "Try again later.");
            default -> DeviceFailure.unreachable(what + ".", "Try again later; if it stays, check the service.");
        };
    }
}
