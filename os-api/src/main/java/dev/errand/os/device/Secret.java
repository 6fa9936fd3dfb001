package dev.errand.os.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/// A password or token. The configuration names it and does not hold it: `env:NAME` is a variable of the
/// environment, `file:PATH` the first line of a file, `keyring:NAME` an entry of the desktop's keyring ([Keyring]).
///
/// It prints as nothing but a mark, and takes itself out of texts that others wrote. Immutable.
public final class Secret {
    private static final String MARK = "[secret]";
    private static final long LARGEST_FILE = 64 * 1024L;
    /// Shorter ones are found in every text.
    private static final int TELLING = 4;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /// A secret that a service gave, such as a token.
    public static Secret of(String value) {
        return new Secret(value);
    }

    /// The secret that a setting names; empty if there is no such setting.
    ///
    /// @throws DeviceFailure (not configured) if the setting holds no reference, or what it refers to is not there;
    /// the message quotes neither
    public static Optional<Secret> named(String setting, Settings settings) {
        return settings.text(setting).map(reference -> {
            if (reference.startsWith("env:")) {
                return ofVariable(setting, reference.substring("env:".length()), settings);
            } else if (reference.startsWith("file:")) {
                return ofFile(setting, reference.substring("file:".length()));
            }
            if (reference.startsWith("keyring:")) {
                return new Secret(Keyring.of(settings).lookUp(setting, reference.substring("keyring:".length())));
            }
            throw DeviceFailure.notConfigured(
                    "The setting " + setting + " is no reference to a secret.",
                    "Let `errand config set " + setting + " --secret` ask for it, or write \"env:NAME\" for a variable"
                            + " of the environment, \"file:PATH\" for the first line of a file, or \"keyring:NAME\";"
                            + " the secret itself does not belong into the configuration.");
        });
    }

    /// Whether a setting's text says where a secret is.
    public static boolean isReference(String text) {
        return text.startsWith("env:") || text.startsWith("file:") || text.startsWith("keyring:");
    }

    /// The file that a reference names, if it names one.
    public static Optional<Path> file(String reference) {
        try {
            return Optional.of(reference)
                    .filter(text -> text.startsWith("file:"))
                    .map(text -> ofHome(text.substring("file:".length())));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static Path ofHome(String path) {
        return Path.of(path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path);
    }

    /// For settings that may also hold a plain text: what cannot be found is nothing.
    static String revealed(String setting, Settings settings) {
        try {
            return named(setting, settings).map(Secret::reveal).orElse("");
        } catch (DeviceFailure _) {
            return "";
        }
    }

    private static Secret ofVariable(String setting, String name, Settings settings) {
        return settings.variable(name)
                .filter(value -> !value.isBlank())
                .map(value -> new Secret(value.strip()))
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "The variable that the setting " + setting + " names is not set.",
                        "Set it where errand is started, or name another in " + setting + "."));
    }

    private static Secret ofFile(String setting, String path) {
        try {
            Path file = ofHome(path);
            if (Files.size(file) <= LARGEST_FILE) {
                String line = Files.readString(file, StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("");
                if (!line.isBlank()) {
                    return new Secret(line.strip());
                }
            }
        } catch (IOException | InvalidPathException _) {
            // Said below; the exception may quote more than a person should see.
        }
        throw DeviceFailure.notConfigured(
                "The file that the setting " + setting + " names cannot be read, or holds no secret in its first line.",
                "Check the path and that you may read the file.");
    }

    /// The secret itself, for whoever asks for it at the border to another program.
    public String reveal() {
        return value;
    }

    /// The text without the secret, plain or in Base64 (also together with a user name, as SASL's PLAIN and XOAUTH2
    /// send
    /// it).
    ///
    /// @param user the name it is sent with; may be empty
    public String strip(String text, String user) {
        String stripped = text;
        for (String form : new String[] {
            value,
            base64(value),
            base64("\0" + user + "\0" + value),
            base64(user + "\0" + user + "\0" + value),
            base64("user=" + user + "\1auth=Bearer " + value + "\1\1")
        }) {
            stripped = form.length() < TELLING ? stripped : stripped.replace(form, MARK);
        }
        return stripped;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return MARK;
    }
}
