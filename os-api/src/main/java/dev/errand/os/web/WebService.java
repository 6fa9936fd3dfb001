package dev.errand.os.web;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Asks services that the person has connected, with the addresses, times and sizes that the web skill allows.
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
            String host = address.host();
            return address.isHttps() || host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
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
        Set<String> also = place.named() ? Set.of(address.hostAndPort()) : Set.of();
        Fetched fetched = Fetcher.of(settings, also).post(address, Asked.ofService(method, headers, json));
        return new Reply(fetched.status(), fetched.type(), fetched.text());
    }
}
