package dev.errand.os.dav;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import dev.errand.os.network.ThisMachine;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// The account of a service in its table of the settings: `url`, `user`, and `password` or `token`, which only say
/// where the secret is. `timeout` is how many seconds to wait for an answer, where 30 are not right.
///
/// @param name of the collection that new things go to; the first one where it is absent
public record DavAccount(
        DavService service,
        URI url,
        Optional<String> user,
        Optional<String> authorization,
        Optional<String> name,
        Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Whether the person has connected a server.
    public static boolean isConnected(DavService service, Settings settings) {
        return settings.text(service.setting("url"))
                .filter(url -> !url.isBlank())
                .isPresent();
    }

    /// @throws DeviceFailure (not configured) if the settings make no sense
    public static DavAccount of(DavService service, Settings settings) {
        URI url = url(service, settings.text(service.setting("url")).orElse("").strip());
        Optional<String> user = settings.text(service.setting("user"));
        return new DavAccount(
                service,
                url,
                user,
                authorization(service, user, settings),
                settings.text(service.setting("name")),
                patience(service, settings));
    }

    private static URI url(DavService service, String written) {
        String setting = service.setting("url");
        try {
            URI url = new URI(written.endsWith("/") ? written : written + "/");
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (!web || url.getHost() == null || url.getUserInfo() != null) {
                throw DeviceFailure.notConfigured(
                        "The setting " + setting + " is not the address of a " + service.protocol() + " server.",
                        "Set it to an address such as https://dav.example.org/ and name the user in "
                                + service.setting("user") + ".");
            }
            if (url.getScheme().equals("http") && !ThisMachine.isNamed(url.getHost())) {
                throw DeviceFailure.notConfigured(
                        setting + " is not encrypted; everybody on the way could read password and " + service.noun()
                                + ".",
                        "Use an address that begins with https://.");
            }
            return url;
        } catch (URISyntaxException e) {
            throw DeviceFailure.notConfigured(
                    "The setting " + setting + " is not an address: " + e.getReason() + ".",
                    "Set it to an address such as https://dav.example.org/.");
        }
    }

    private static Optional<String> authorization(DavService service, Optional<String> user, Settings settings) {
        Optional<Secret> password = Secret.named(service.setting("password"), settings);
        Optional<Secret> token = Secret.named(service.setting("token"), settings);
        if (password.isPresent() && token.isPresent()) {
            throw DeviceFailure.notConfigured(
                    "Both " + service.setting("password") + " and " + service.setting("token") + " are set.",
                    "Keep the one that your server wants.");
        }
        if (token.isPresent()) {
            return token.map(secret -> "Bearer " + secret.reveal());
        }
        if (user.isPresent() && password.isEmpty()) {
            throw DeviceFailure.notConfigured(
                    service.setting("user") + " is set, and " + service.setting("password") + " is not.",
                    "Write \"env:NAME\" or \"file:PATH\" into " + service.setting("password")
                            + ", for where the password is.");
        }
        return user.flatMap(name -> password.map(secret -> basic(name, secret)));
    }

    private static String basic(String user, Secret password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8));
    }

    private static Duration patience(DavService service, Settings settings) {
        String setting = service.setting("timeout");
        return settings.text(setting)
                .map(text -> {
                    if (!text.strip().matches("[1-9]\\d{0,2}")) {
                        throw DeviceFailure.notConfigured(
                                "The setting " + setting + " is no number of seconds from 1 to 999.",
                                "Write one such as 30, or leave it out.");
                    }
                    return Duration.ofSeconds(Integer.parseInt(text.strip()));
                })
                .orElse(PATIENCE);
    }

    /// A name for what is kept of this account on the device.
    public String key() {
        return Hash.of(url + "\n" + user.orElse("")).substring(0, 24);
    }

    @Override
    public String toString() {
        return "DavAccount[" + url + "]";
    }
}
