package dev.errand.os.ssh;

import dev.errand.os.device.DeviceFailure;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/// What a person is told when a host does not do what it should. Nothing that the host says is quoted.
record SshTrouble(Account account, Duration patience) {
    private static final int DEEPEST = 10;

    DeviceFailure connecting(Exception e) {
        Throwable cause = e;
        for (int i = 0; cause != null && i < DEEPEST; i++) {
            switch (cause) {
                case UnresolvedAddressException _ -> {
                    return unknownHost();
                }
                case UnknownHostException _ -> {
                    return unknownHost();
                }
                case ConnectException _ -> {
                    return unreachable(
                            "it does not accept connections",
                            "Check that SSH runs there, and " + account.setting("port") + ".");
                }
                case TimeoutException _ -> {
                    return slow();
                }
                default -> cause = cause.getCause();
            }
        }
        return unreachable("the connection failed", "Check host and port in the configuration, and the network.");
    }

    /// While the host proves who it is and is told who wants to come in.
    DeviceFailure entering(Exception e) {
        Throwable cause = e;
        for (int i = 0; cause != null && i < DEEPEST; i++) {
            if (cause instanceof TimeoutException) {
                return slow();
            }
            if (cause instanceof SshException ssh
                    && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
                return DeviceFailure.unreachable(
                        "The host " + account.hostAndPort() + " did not let the user " + account.user() + " in.",
                        "Check user, and the key or password, under [ssh." + account.name()
                                + "] in the configuration.");
            }
            cause = cause.getCause();
        }
        return unreachable(
                "it does not speak SSH as it should, or broke the connection",
                "Check host and port in the configuration; try again later.");
    }

    private DeviceFailure slow() {
        return unreachable(
                "it did not answer within " + patience.toSeconds() + " seconds",
                "Try again later; check host and port in the configuration.");
    }

    private DeviceFailure unknownHost() {
        return unreachable(
                "no such host is known",
                "Check " + account.setting("host") + " in the configuration, and the network.");
    }

    private DeviceFailure unreachable(String why, String remedy) {
        return DeviceFailure.unreachable(
                "The SSH host " + account.hostAndPort() + " cannot be reached: " + why + ".", remedy);
    }
}
