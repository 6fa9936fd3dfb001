package dev.errand.evaluation.trial;

import dev.errand.evaluation.suite.Services;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/// A machine that is reached over SSH and does nothing but answer as the case says.
final class OtherMachine implements AutoCloseable {
    static final String USER = "admin";
    static final String PASSWORD = "correct-horse-battery";

    /// One key for all: making one takes longer than a case.
    private static final class Key {
        static final KeyPair PAIR = pair();

        private static KeyPair pair() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(256);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final SshServer server;

    OtherMachine(List<Services.Ran> commands, Consumer<String> heard) throws IOException {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(Key.PAIR));
        server.setPasswordAuthenticator((user, password, _) -> user.equals(USER) && password.equals(PASSWORD));
        server.setCommandFactory((_, command) -> {
            heard.accept(command);
            return new Answer(commands.stream()
                    .filter(each -> command.matches("(?s)" + each.command()))
                    .findFirst()
                    .orElse(new Services.Ran("", 127, "command not found\n")));
        });
        server.start();
    }

    static String fingerprint() {
        return KeyUtils.getFingerPrint(Key.PAIR.getPublic());
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A command that has its answer ready.
    private static final class Answer implements Command {
        private final Services.Ran ran;
        private @Nullable OutputStream out;
        private @Nullable ExitCallback ended;

        Answer(Services.Ran ran) {
            this.ran = ran;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            OutputStream to = out;
            if (to != null) {
                to.write(ran.output().getBytes(StandardCharsets.UTF_8));
                to.flush();
            }
            if (ended != null) {
                ended.onExit(ran.exitCode());
            }
        }

        @Override
        public void destroy(ChannelSession channel) {}

        @Override
        public void setInputStream(InputStream in) {}

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {}

        @Override
        public void setExitCallback(ExitCallback callback) {
            ended = callback;
        }
    }
}
