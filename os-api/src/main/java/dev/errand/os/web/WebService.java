package dev.errand.os.web;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.network.ThisMachine;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/// Asks services of any form that the person has connected, and that may answer anything: [Service] is for those of
/// which we know the protocol. With the addresses, times and sizes that the web skill allows.
/// Redirects are not followed: they would take what is sent to where nobody approved of. Stateless.
public final class WebService {
    /// What a service answered.
    ///
    /// @param type lower-case, without parameters; empty if it does not say
    public record Reply(int status, String type, String text) {}

    /// Whom it is about: an address, and whether the person has named it themselves.
    ///
    /// @param named then it may be on this machine or on their own network
    public record Place(HttpUrl address, boolean named) {
        /// @throws DeviceFailure (invalid) if that is no web address without name and password
        public static Place of(String address, boolean named) {
            return new Place(WebAddress.of(address).url(), named);
        }

        /// Whether what is sent there can be read by nobody on the way.
        public boolean isPrivate() {
            return address.isHttps() || ThisMachine.isNamed(address.host());
        }

        public String host() {
            return new WebAddress(address).hostAndPort();
        }
    }

    private WebService() {}

    /// @param headers may hold secrets
    /// @param json    a body, if one is sent
    /// @throws DeviceFailure if there is no answer, or none that is text; a status of failure is an answer
    public static Reply ask(
            String method, Place place, Map<String, String> headers, @Nullable String json, Settings settings) {
        WebAddress address = WebAddress.of(place.address());
        Fetcher fetcher = Fetcher.of(settings, place.named() ? Set.of(address.hostAndPort()) : Set.of());
        Request.Builder request =
                new Request.Builder().headers(Headers.of(headers)).method(method, body(method, json));
        Fetched fetched = fetcher.send(address, request, fetcher.gate().addresses(address), fetcher.forText());
        return new Reply(fetched.status(), fetched.type(), fetched.text());
    }

    private static @Nullable RequestBody body(String method, @Nullable String json) {
        if (json != null) {
            return RequestBody.create(json.getBytes(StandardCharsets.UTF_8), MediaType.get("application/json"));
        }
        boolean needsOne = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
        return needsOne ? RequestBody.create(new byte[0], null) : null;
    }
}
