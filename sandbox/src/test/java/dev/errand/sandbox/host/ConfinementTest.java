package dev.errand.sandbox.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a program finds that has taken over its worker process: each wall alone must hold.
class ConfinementTest {
    @TempDir
    Path folder;

    @Test
    void underTheFilterAloneNothingCanBeReached() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "seccomp is Linux's");
        List<String> said = intrude(WorkerSettings.here().withoutBubblewrap(), "filter");
        assertThat(said).first().isEqualTo("filter true");
        assertThat(said)
                .hasSize(10)
                .filteredOn(line -> line.contains("ESCAPED"))
                .isEmpty();
    }

    @Test
    void inBubblewrapAloneNothingCanBeReached() throws Exception {
        assumeTrue(bubblewrapWorks(), "bubblewrap is not installed, or may not make namespaces here");
        List<String> said = intrude(WorkerSettings.here(), "plain");
        // It can start the Java that it is, which finds itself behind the same wall.
        assertThat(said)
                .hasSize(9)
                .filteredOn(line -> line.contains("ESCAPED") && !line.startsWith("start java"))
                .isEmpty();
    }

    @Test
    void outsideOfTheWallsAllOfItCanBe() throws Exception {
        List<String> said = intrude(WorkerSettings.here().withoutBubblewrap(), "plain");
        assertThat(said).filteredOn(line -> line.contains("ESCAPED")).hasSizeGreaterThanOrEqualTo(6);
    }

    private static boolean bubblewrapWorks() throws IOException, InterruptedException {
        Optional<Path> bubblewrap = WorkerSettings.here().bubblewrap();
        return bubblewrap.isPresent()
                && new ProcessBuilder(bubblewrap.get().toString(), "--unshare-all", "--ro-bind", "/", "/", "true")
                                .start()
                                .waitFor()
                        == 0;
    }

    private List<String> intrude(WorkerSettings settings, String how) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "a secret");
        Path target = folder.resolve("target.txt");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Path> classPath = new ArrayList<>(settings.classPath());
            classPath.add(ClassJar.of(Path.of(ConfinementTest.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI())));
            WorkerSettings more = new WorkerSettings(
                    settings.javaHome(),
                    classPath,
                    settings.cache(),
                    128,
                    settings.bubblewrap(),
                    1,
                    0,
                    settings.compiler(),
                    settings.library());
            List<String> command = new ArrayList<>(WorkerCommand.of(more));
            command.set(command.size() - 1, "dev.errand.sandbox.worker.Intruder");
            command.addAll(List.of(how, "" + server.getLocalPort(), secret.toString(), target.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("ERRAND_SECRET", "not for guests");
            if (how.equals("filter")) {
                builder.environment().clear(); // as workers are started; no filter of calls hides what is in memory
            }
            Process process = builder.start();
            List<String> said = process.inputReader().readAllLines();
            assertThat(process.waitFor()).isZero();
            if (!said.toString().contains("write: ESCAPED")) {
                assertThat(Files.exists(target) ? Files.readString(target) : "").isNotEqualTo("ESCAPED");
            }
            return said;
        }
    }
}
