package dev.errand.web.http;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The way in from other machines, where the person has set one up: at which address, and with which password.
public final class PublicDoor {
    private final PublicAddress address;
    private final Password password;

    private PublicDoor(PublicAddress address, Password password) {
        this.address = address;
        this.password = password;
    }

    /// As `serve.public` and `serve.password` say; empty if there is no such address.
    ///
    /// @throws IllegalArgumentException if the address is none, or the password too short
    /// @throws DeviceFailure (not configured) if there is no password, or it is not where the setting says
    public static Optional<PublicDoor> configured(Settings settings, Token token) {
        return settings.text("serve.public")
                .filter(text -> !text.isBlank())
                .map(PublicAddress::of)
                .map(address -> new PublicDoor(address, new Password(plain(settings), salt(token))));
    }

    private static String plain(Settings settings) {
        String plain = Secret.named("serve.password", settings)
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "serve.public names an address for other machines, and serve.password no password.",
                        "`errand config set serve.password --secret` asks for one. Without serve.public the page is for"
                                + " this machine only."))
                .reveal();
        if (plain.codePointCount(0, plain.length()) < Password.SHORTEST) {
            throw new IllegalArgumentException(
                    "The password that serve.password refers to has fewer than %d characters; take a longer one."
                            .formatted(Password.SHORTEST));
        }
        return plain;
    }

    private static byte[] salt(Token token) {
        return token.sign("salt", "password").getBytes(StandardCharsets.UTF_8);
    }

    public PublicAddress address() {
        return address;
    }

    /// What sessions that began here are bound to: they end when the password is another one.
    public String fingerprint() {
        return password.fingerprint();
    }

    boolean opens(String given) {
        return password.is(given);
    }
}
