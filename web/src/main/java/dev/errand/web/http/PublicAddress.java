package dev.errand.web.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;

/// Where the page is reached from other machines: a name, and a port where it is not 443. What leads from there to
/// here is the person's own reverse proxy, which ends TLS.
///
/// @param authority in lower case, without the port of HTTPS
public record PublicAddress(String authority) {
    private static final String EXAMPLE = "https://errand.example.org";

    /// @throws IllegalArgumentException with a message for the person if it is no such address
    public static PublicAddress of(String text) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw wrong(text, e);
        }
        if ("http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException(
                    ("serve.public is \"%s\". Without TLS whoever is on the way reads the password. Let a reverse proxy"
                                    + " end TLS, and name an address such as %s.")
                            .formatted(text, EXAMPLE));
        }
        boolean isPlain = (uri.getRawPath() == null || uri.getRawPath().matches("/?"))
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
        if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || !isPlain) {
            throw wrong(text, null);
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (isThisMachine(host)) {
            throw new IllegalArgumentException(
                    "serve.public is \"%s\", a name of this machine itself, by which the page is reached anyway. Name the"
                                    .formatted(text)
                            + " address that other machines use, or remove the setting.");
        }
        return new PublicAddress(uri.getPort() == -1 || uri.getPort() == 443 ? host : host + ":" + uri.getPort());
    }

    private static IllegalArgumentException wrong(String text, @org.jspecify.annotations.Nullable Exception cause) {
        return new IllegalArgumentException(
                "serve.public is \"%s\"; an address such as %s belongs there, with nothing after the name but a port."
                        .formatted(text, EXAMPLE),
                cause);
    }

    private static boolean isThisMachine(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
            return address.isLoopbackAddress() || address.isAnyLocalAddress();
        } catch (IllegalArgumentException e) {
            return false; // a name
        }
    }

    /// Whether a request's `Host` is this one.
    boolean isHost(String host) {
        String given = host.toLowerCase(Locale.ROOT);
        return given.equals(authority) || given.equals(authority + ":443");
    }

    /// As browsers name it.
    public String origin() {
        return "https://" + authority;
    }
}
