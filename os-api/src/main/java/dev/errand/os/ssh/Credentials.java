package dev.errand.os.ssh;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/// What proves that it is the person: a key or a password. Prints as nothing that tells either.
record Credentials(Account account, Optional<Path> key, Optional<Secret> passphrase, Optional<Secret> password) {
    private static final String FILE = "file:";
    private static final long LARGEST_KEY = 64 * 1024L;

    /// @throws DeviceFailure (not configured) if there is neither, or what is referred to is not there
    static Credentials of(Account account, Settings settings) {
        Optional<Path> key = settings.text(account.setting("key")).map(reference -> file(reference, account));
        Optional<Secret> password = Secret.named(account.setting("password"), settings);
        if (key.isEmpty() && password.isEmpty()) {
            throw DeviceFailure.notConfigured(
                    "The SSH account " + account.name() + " has neither a key nor a password.",
                    "Write key = \"file:PATH\", or password = \"env:NAME\", under [ssh." + account.name()
                            + "] in the configuration.");
        }
        return new Credentials(account, key, Secret.named(account.setting("passphrase"), settings), password);
    }

    private static Path file(String reference, Account account) {
        try {
            if (reference.startsWith(FILE)) {
                Path file = HomePath.of(reference.substring(FILE.length()));
                if (Files.isRegularFile(file) && Files.isReadable(file) && Files.size(file) <= LARGEST_KEY) {
                    return file;
                }
            }
        } catch (IOException | InvalidPathException _) {
            // Said below.
        }
        throw DeviceFailure.notConfigured(
                "The setting " + account.setting("key") + " refers to no private key that can be read.",
                "Write \"file:PATH\", the path of the private key, such as \"file:~/.ssh/id_ed25519\".");
    }

    /// @throws DeviceFailure (not configured) if the key's file is not a key, or its passphrase is wrong
    void addTo(ClientSession session) {
        key.ifPresent(file -> keys(file).forEach(session::addPublicKeyIdentity));
        password.ifPresent(secret -> session.addPasswordIdentity(secret.reveal()));
    }

    private List<KeyPair> keys(Path file) {
        List<KeyPair> keys = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            FilePasswordProvider known = passphrase
                    .map(secret -> FilePasswordProvider.of(secret.reveal()))
                    .orElse(FilePasswordProvider.EMPTY);
            Iterable<KeyPair> found = SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName("key"), in, known);
            if (found != null) {
                found.forEach(keys::add);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException _) {
            // Said below: what the library says may quote the file.
        }
        if (keys.isEmpty()) {
            throw DeviceFailure.notConfigured(
                    "The file that " + account.setting("key") + " refers to is no private key that can be used.",
                    "Check that it is a key in OpenSSH's or PEM format, and, if it has a passphrase, that "
                            + account.setting("passphrase") + " refers to it (\"env:NAME\" or \"file:PATH\").");
        }
        return keys;
    }

    @Override
    public String toString() {
        return "credentials of " + account.name();
    }
}
