package dev.errand.os.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellFactory;

/// A machine that is reached over SSH: a real server on a free port of this one, which runs real processes.
final class SshMachine implements AutoCloseable {
    static final String USER = "sam";
    static final String PASSWORD = "correct-horse-battery";

    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<PublicKey> welcome = new CopyOnWriteArrayList<>();

    /// @param kind of its host key, such as `ssh-ed25519`
    SshMachine(String kind) throws IOException, GeneralSecurityException {
        hostKey = key(kind);
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator((user, password, _) -> user.equals(USER) && password.equals(PASSWORD));
        server.setPublickeyAuthenticator((user, key, _) ->
                user.equals(USER) && welcome.stream().anyMatch(each -> KeyUtils.compareKeys(each, key)));
        server.setCommandFactory((channel, command) -> {
            commands.add(command);
            return new ProcessShellFactory(command, "/bin/sh", "-c", command).createShell(channel);
        });
        server.start();
    }

    static KeyPair key(String kind) throws GeneralSecurityException {
        return switch (kind) {
            case "ssh-rsa" -> KeyUtils.generateKeyPair(kind, 2048);
            case "ssh-ed25519" -> SecurityUtils.getKeyPairGenerator("Ed25519").generateKeyPair();
            default -> KeyUtils.generateKeyPair(kind, 256);
        };
    }

    int port() {
        return server.getPort();
    }

    /// The commands that it was given.
    List<String> commands() {
        return List.copyOf(commands);
    }

    String fingerprint() {
        return KeyUtils.getFingerPrint(hostKey.getPublic());
    }

    /// Its line in a file of known hosts.
    String knownHost() {
        return "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(hostKey.getPublic());
    }

    /// A key of the user's as a file, which the machine lets in.
    Path welcomedKey(String kind, Path folder, String passphrase) throws IOException, GeneralSecurityException {
        KeyPair key = key(kind);
        welcome.add(key.getPublic());
        Path file = folder.resolve("id");
        OpenSSHKeyEncryptionContext context = null;
        if (!passphrase.isEmpty()) {
            context = new OpenSSHKeyEncryptionContext();
            context.setCipherName("AES");
            context.setCipherType("256");
            context.setCipherMode("CTR");
            context.setPassword(passphrase);
        }
        try (var out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", context, out);
        }
        return file;
    }

    /// Breaks all connections, as a machine that is switched off does.
    void cut() {
        new ArrayList<>(server.getActiveSessions()).forEach(session -> session.close(true));
    }

    @Override
    public void close() throws IOException {
        server.close(true).await(Duration.ofSeconds(5));
    }
}
