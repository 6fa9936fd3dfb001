package dev.errand.os.calendar;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// The CalDAV account of the settings: `calendar.url`, `calendar.user`, and `calendar.password`, which only says where
/// the password is.
///
/// @param calendar the name of the calendar that new events go to; the first one where it is absent
record DavAccount(URI url, Optional<String> authorization, Optional<String> calendar) {
    static final String URL = "calendar.url";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    static DavAccount of(Settings settings) {
        URI url = url(settings.text(URL).orElse("").strip());
        Optional<String> user = settings.text("calendar.user");
        return new DavAccount(url, user.map(name -> basic(name, password(settings))), settings.text("calendar.name"));
    }

    private static URI url(String written) {
        try {
            URI url = new URI(written.endsWith("/") ? written : written + "/");
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (!web || url.getHost() == null || url.getUserInfo() != null) {
                throw DeviceFailure.notConfigured(
                        "The setting calendar.url is not the address of a calendar server.",
                        "Set it to an address such as https://dav.example.org/ and name the user in calendar.user.");
            }
            if (url.getScheme().equals("http") && !LOOPBACK.contains(url.getHost())) {
                throw DeviceFailure.notConfigured(
                        "calendar.url is not encrypted; everybody on the way could read password and calendar.",
                        "Use an address that begins with https://.");
            }
            return url;
        } catch (URISyntaxException e) {
            throw DeviceFailure.notConfigured(
                    "The setting calendar.url is not an address: " + e.getReason() + ".",
                    "Set it to an address such as https://dav.example.org/.");
        }
    }

    private static Secret password(Settings settings) {
        return Secret.named("calendar.password", settings)
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "calendar.user is set, and calendar.password is not.",
                        "Write \"env:NAME\" or \"file:PATH\" into calendar.password, for where the password is."));
    }

    private static String basic(String user, Secret password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "DavAccount[" + url + "]";
    }
}
