package dev.errand.evaluation.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.errand.sandbox.host.WorkerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A planner that is evaluated may write any command, and the person of a case may approve it: none of it reaches the
/// machine that the evaluation runs on.
class ContainmentTest {
    private static final String CASE = """
            {"id":"wall","code":"user.say('exit ' + shell.run(%s).exitCode);","device":{"files":{"own.txt":"mine"}},\
            "approve":"all","expect":{"state":"succeeded","said":"%s"}}""";

    @TempDir
    Path folder;

    @BeforeEach
    void needsBubblewrap() {
        assumeTrue(WorkerSettings.here().bubblewrap().isPresent(), "the Debian package bubblewrap is not installed");
    }

    private Evaluated command(String command, String said) {
        String text = "'" + command.replace("'", "\\\\'") + "'";
        return Evaluated.of(folder, List.of(CASE.formatted(text, said)));
    }

    @Test
    void aCommandWritesToTheDeviceOfItsCase() {
        assertThat(command("cat own.txt > copy.txt && grep -q mine copy.txt", "exit 0")
                        .verdict("wall"))
                .isEqualTo("pass");
    }

    @Test
    void aCommandWritesNowhereElse() throws IOException {
        Path outside = Files.createDirectories(Path.of("target", "outside").toAbsolutePath());
        Path kept = Files.writeString(outside.resolve("kept.txt"), "kept");
        Path made = outside.resolve("made.txt");
        Files.deleteIfExists(made);
        Evaluated evaluated = command("rm -f " + kept + "; touch " + made, "exit [1-9]");
        assertThat(evaluated.verdict("wall")).as(evaluated.out()).isEqualTo("pass");
        assertThat(kept).hasContent("kept");
        assertThat(made).doesNotExist();
    }

    @Test
    void aCommandReachesNoNetworkAndNoServerOfThisMachine() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        try {
            String connect = "bash -c \\\"exec 3<>/dev/tcp/127.0.0.1/"
                    + server.getAddress().getPort() + "\\\"";
            Evaluated evaluated = command(connect, "exit [1-9]");
            assertThat(evaluated.verdict("wall")).as(evaluated.out()).isEqualTo("pass");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aCommandSeesNoProcessOfThisMachine() {
        Evaluated evaluated = command("kill -0 " + ProcessHandle.current().pid(), "exit [1-9]");
        assertThat(evaluated.verdict("wall")).as(evaluated.out()).isEqualTo("pass");
    }

    @Test
    void aCommandIsToldNothingOfTheEnvironmentWithItsKeys() {
        assumeTrue(System.getenv("HOME") != null, "nothing is told to this process itself");
        Evaluated evaluated = command("! env | grep -q ^HOME=", "exit 0");
        assertThat(evaluated.verdict("wall")).as(evaluated.out()).isEqualTo("pass");
    }
}
