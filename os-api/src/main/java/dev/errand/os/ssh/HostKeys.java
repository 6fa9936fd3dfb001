package dev.errand.os.ssh;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.jspecify.annotations.Nullable;

/// Whether a host is the one that it was: by the fingerprint in the configuration if there is one, else by the file
/// that OpenSSH keeps. Nothing is ever added to that file.
///
/// For one connection; its refusal is read by the thread that connects.
final class HostKeys implements ServerKeyVerifier {
    private final Account account;
    private final List<String> fingerprints;
    private final Path file;
    private final List<PublicKey> known = new ArrayList<>();
    private final List<PublicKey> revoked = new ArrayList<>();
    private volatile @Nullable DeviceFailure refusal;

    private HostKeys(Account account, List<String> fingerprints, Path file) {
        this.account = account;
        this.fingerprints = fingerprints;
        this.file = file;
    }

    /// @throws DeviceFailure (not configured) if the file of known hosts is there and cannot be read
    static HostKeys of(Account account, Settings settings) {
        Path file = HomePath.of(settings.text("ssh.known_hosts").orElse("~/.ssh/known_hosts"));
        HostKeys keys = new HostKeys(account, settings.texts(account.setting("fingerprint")), file);
        keys.read();
        return keys;
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                entry(line)
                        .filter(e -> e.isHostMatch(account.host(), account.port()))
                        .ifPresent(this::take);
            }
        } catch (IOException e) {
            throw DeviceFailure.notConfigured(
                    "The known hosts of SSH (" + file + ") cannot be read.",
                    "Let the setting ssh.known_hosts name a file that you may read.");
        }
    }

    /// Lines that are not understood are as if they were not there.
    private static Optional<KnownHostEntry> entry(String line) {
        try {
            return Optional.ofNullable(KnownHostEntry.parseKnownHostEntry(line)).filter(e -> e.getKeyEntry() != null);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private void take(KnownHostEntry entry) {
        try {
            PublicKey key = entry.getKeyEntry().resolvePublicKey(null, null, PublicKeyEntryResolver.IGNORING);
            String marker = entry.getMarker() == null ? "" : entry.getMarker();
            if (key != null && marker.equals("revoked")) {
                revoked.add(key);
            } else if (key != null && marker.isEmpty()) {
                known.add(key);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException _) {
            // A key of a kind that cannot be checked here proves nothing.
        }
    }

    /// The kinds of keys that the host is known by, which it is asked for first.
    Set<String> kinds() {
        Set<String> kinds = new HashSet<>();
        known.forEach(key -> kinds.add(KeyUtils.getKeyType(key)));
        return kinds;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        refusal = judge(key).orElse(null);
        return refusal == null;
    }

    /// Why the key was refused, if it was.
    Optional<DeviceFailure> refusal() {
        return Optional.ofNullable(refusal);
    }

    private Optional<DeviceFailure> judge(PublicKey key) {
        String fingerprint = KeyUtils.getFingerPrint(key);
        String shown = KeyUtils.getKeyType(key) + " " + fingerprint;
        if (isAmong(revoked, key)) {
            return Optional.of(changed(shown, "which " + file + " says is revoked"));
        }
        if (!fingerprints.isEmpty()) {
            return fingerprints.stream().anyMatch(each -> each.strip().equals(fingerprint))
                    ? Optional.empty()
                    : Optional.of(changed(shown, "not the one in " + account.setting("fingerprint")));
        }
        if (known.isEmpty()) {
            return Optional.of(DeviceFailure.notConfigured(
                    "The host " + account.hostAndPort() + " is not known yet: its key is " + shown
                            + ". Nothing was sent to it.",
                    "Ask whoever runs it for the fingerprint. If it is this one, write fingerprint = \"" + fingerprint
                            + "\" under [ssh." + account.name() + "] in the configuration."));
        }
        return isAmong(known, key) ? Optional.empty() : Optional.of(changed(shown, "not the one in " + file));
    }

    private static boolean isAmong(List<PublicKey> keys, PublicKey key) {
        return keys.stream().anyMatch(each -> KeyUtils.compareKeys(each, key));
    }

    private DeviceFailure changed(String shown, String why) {
        return DeviceFailure.conflict(
                "The host " + account.hostAndPort() + " shows the key " + shown + ", " + why
                        + ". It may be another machine. Nothing was sent to it.",
                "Ask whoever runs it. Only if they have changed the key, put the new one in the old one's place.");
    }
}
