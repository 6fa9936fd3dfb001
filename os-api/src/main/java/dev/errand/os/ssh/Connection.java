package dev.errand.os.ssh;

import dev.errand.os.command.CapturedOutput;
import dev.errand.os.command.Command;
import dev.errand.os.device.DeviceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;

/// A connection to a machine that has proved which one it is, and has let the account in. For one thread.
///
/// Neither the person's own `~/.ssh/config` nor their other keys or agent are used: the account is what the
/// configuration says and no more.
final class Connection implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int ENDED_BY_SOME_SIGNAL = 255;
    private static final Map<String, Integer> SIGNALS =
            Map.of("HUP", 1, "INT", 2, "QUIT", 3, "ABRT", 6, "KILL", 9, "SEGV", 11, "PIPE", 13, "ALRM", 14, "TERM", 15);

    private final SshClient client;
    private final Account account;
    private final ClientSession session;

    private Connection(SshClient client, Account account, ClientSession session) {
        this.client = client;
        this.account = account;
        this.session = session;
    }

    /// @param limit how long at most; less if that is more than anybody waits for a host
    /// @throws DeviceFailure if it is down, slow, unknown or another one, or does not let the account in
    static Connection open(Account account, Credentials credentials, HostKeys keys, Duration limit) {
        Duration patience = limit.compareTo(PATIENCE) < 0 ? limit : PATIENCE;
        SshClient client = client(keys);
        SshTrouble trouble = new SshTrouble(account, patience);
        boolean open = false;
        try {
            client.start();
            ClientSession session = connected(client, account, patience, trouble);
            credentials.addTo(session);
            try {
                session.auth().verify(patience);
            } catch (IOException e) {
                throw keys.refusal().orElseGet(() -> trouble.entering(e));
            }
            open = true;
            return new Connection(client, account, session);
        } finally {
            if (!open) {
                client.stop();
            }
        }
    }

    private static ClientSession connected(SshClient client, Account account, Duration patience, SshTrouble trouble) {
        try {
            return client.connect(account.user(), account.host(), account.port())
                    .verify(patience)
                    .getSession();
        } catch (IOException | RuntimeException e) {
            throw trouble.connecting(e);
        }
    }

    private static SshClient client(HostKeys keys) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(keys);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setPasswordIdentityProvider(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER);
        client.setAgentFactory(null);
        Set<String> kinds = keys.kinds();
        List<NamedFactory<Signature>> signatures = new ArrayList<>(client.getSignatureFactories());
        signatures.sort(Comparator.comparing(each -> !kinds.contains(KeyUtils.getCanonicalKeyType(each.getName()))));
        client.setSignatureFactories(signatures);
        return client;
    }

    /// Waits for the command to end.
    ///
    /// @throws DeviceFailure (failed) if it runs too long, (unreachable) if the connection breaks meanwhile
    SshResult run(Command command) {
        CapturedOutput out = new CapturedOutput();
        CapturedOutput err = new CapturedOutput();
        try (ChannelExec channel = session.createExecChannel(command.text())) {
            channel.setIn(InputStream.nullInputStream());
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(PATIENCE);
            Set<ClientChannelEvent> seen = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), command.limit());
            if (seen.contains(ClientChannelEvent.TIMEOUT)) {
                kill(channel);
                throw command.ranTooLong(
                        " on " + account.host(), "The host was told to end it; whether it did is not known.");
            }
            return SshResult.of(account, exitCode(channel), out, err);
        } catch (IOException e) {
            throw broken();
        }
    }

    private int exitCode(ChannelExec channel) {
        if (channel.getExitStatus() != null) {
            return channel.getExitStatus();
        }
        if (channel.getExitSignal() != null) {
            Integer number = SIGNALS.get(channel.getExitSignal());
            return number == null ? ENDED_BY_SOME_SIGNAL : 128 + number;
        }
        throw broken();
    }

    private DeviceFailure broken() {
        return DeviceFailure.unreachable(
                "The connection to " + account + " broke; the command may have run there, in part or as a whole.",
                "Look at what it changed before it is run again.");
    }

    private void kill(ChannelExec channel) throws IOException {
        Buffer buffer = session.createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
        buffer.putUInt(channel.getRecipient());
        buffer.putString("signal");
        buffer.putBoolean(false);
        buffer.putString("KILL");
        channel.writePacket(buffer).verify(PATIENCE);
    }

    @Override
    public void close() {
        client.stop();
    }
}
