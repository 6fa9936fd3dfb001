package dev.errand.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.errand.os.Backends.Backend;
import dev.errand.os.dav.DeafServer;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.operation.Operation;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation that asks a service, with one that is down, one that accepts and never answers, and with none at
/// all. [Backends] says which asks what; an operation that is not there fails this test.
class BackendContractTest {
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final String SECRET = "correct-horse-battery";

    @TempDir
    Path folder;

    private SkillKit kit;
    private String reference;

    @BeforeEach
    void device() throws IOException {
        reference = "file:" + Files.writeString(folder.resolve("secret"), SECRET);
        kit = new SkillKit(
                folder.resolve("home"),
                ServiceLoader.load(Skill.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toArray(Skill[]::new));
    }

    static Stream<Arguments> calls() {
        return Backends.all()
                .flatMap(backend ->
                        backend.calls().keySet().stream().sorted().map(operation -> Arguments.of(backend, operation)));
    }

    static Stream<String> unconfigured() {
        return Backends.UNCONFIGURED.keySet().stream().sorted();
    }

    @Test
    void everyOperationAsksAServiceThatIsTriedHereOrNone() {
        List<String> asking = Backends.all()
                .flatMap(backend -> backend.calls().keySet().stream())
                .toList();
        List<String> missing = new ArrayList<>();
        for (Operation operation : SkillReader.installed().operations()) {
            if (!Backends.NONE.containsKey(operation.skill()) && !asking.contains(operation.qualifiedName())) {
                missing.add(operation.qualifiedName());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(asking)
                .allSatisfy(name ->
                        assertThat(SkillReader.installed().operation(name)).isPresent());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("calls")
    void aServiceThatIsDownIsSaid(Backend backend, String operation) throws IOException {
        int port = closedPort();
        backend.connected(kit, port, reference);
        String arguments = backend.arguments(operation, port);

        unreachable(() -> kit.call(operation, arguments));
        fineOrUnreachable(() -> kit.preview(operation, arguments));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("calls")
    void aServiceThatNeverAnswersIsGivenUp(Backend backend, String operation) throws IOException {
        try (DeafServer deaf = new DeafServer("")) {
            int port = deaf.url().getPort();
            backend.connected(kit, port, reference);
            String arguments = backend.arguments(operation, port);

            DeviceFailure failure = unreachable(() -> kit.call(operation, arguments));
            assertThat(failure.getMessage()).contains("did not answer within 1 second");
            fineOrUnreachable(() -> kit.preview(operation, arguments));
        }
    }

    @ParameterizedTest
    @MethodSource("unconfigured")
    void whereNothingIsConfiguredTheKeyIsNamed(String operation) {
        DeviceFailure failure = failure(() -> kit.call(operation, Backends.unconfigured(operation)));

        assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.NOT_CONFIGURED);
        assertThat(failure.getMessage() + " " + failure.remedy()).contains(Backends.UNCONFIGURED.get(operation));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static DeviceFailure unreachable(Supplier<Object> call) {
        DeviceFailure failure = failure(call);
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(DeviceFailure.Kind.UNREACHABLE);
        return failure;
    }

    /// What a preview foresees without asking anybody, it may foresee.
    private static void fineOrUnreachable(Supplier<Object> preview) {
        assertTimeoutPreemptively(PATIENCE, () -> {
            try {
                preview.get();
            } catch (DeviceFailure e) {
                assertThat(e.kind()).as(e.getMessage()).isEqualTo(DeviceFailure.Kind.UNREACHABLE);
                clear(e);
            }
        });
    }

    private static DeviceFailure failure(Supplier<Object> call) {
        return assertTimeoutPreemptively(PATIENCE, () -> {
            try {
                throw new AssertionError("It gave " + call.get());
            } catch (DeviceFailure e) {
                clear(e);
                return e;
            }
        });
    }

    private static void clear(DeviceFailure failure) {
        assertThat(failure.getMessage()).isNotBlank().doesNotContain(SECRET, "Exception");
        assertThat(failure.remedy()).isNotBlank().doesNotContain(SECRET);
    }
}
