package dev.errand.os.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import dev.errand.os.declaration.Declarations;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.Catalogue.Told;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.InvalidArguments;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.Remember;
import dev.errand.os.operation.Result;
import dev.errand.os.operation.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The servers that the protocol's makers publish.
class RealServersTest {
    @TempDir
    Path home;

    @TempDir
    Path shared;

    private McpKit kit;

    @BeforeEach
    void aDevice() {
        kit = new McpKit(home);
    }

    @AfterEach
    void end() {
        kit.close();
    }

    private McpKit filesystem() {
        return kit.setting("mcp.filesystem.command", NpmServers.program("filesystem"))
                .setting("mcp.filesystem.arguments", shared.toString());
    }

    @Test
    void toolsOfAServerAreOperations() throws IOException {
        Files.writeString(shared.resolve("Grüße.txt"), "Hallo, 世界");
        filesystem().start();

        assertThat(kit.troubles()).isEmpty();
        assertThat(kit.catalogue().skills()).singleElement().satisfies(skill -> {
            assertThat(skill.name()).isEqualTo("filesystem");
            assertThat(skill.told()).isEqualTo(Told.ON_REQUEST);
        });
        assertThat(kit.text("filesystem.list_directory", path("."))).contains("[FILE] Grüße.txt");
        assertThat(kit.text("filesystem.read_text_file", path("Grüße.txt"))).contains("Hallo, 世界");
        assertThat(Declarations.typeScript(kit.catalogue()))
                .contains("declare const filesystem: {", "list_directory(options: {path: string}): ToolAnswer;");
    }

    private String path(String name) {
        return "{'path': '%s'}".formatted(shared.resolve(name).normalize());
    }

    @Test
    void whatAServerAnswersIsClosedFromOutsideAndKnownToIt() throws IOException {
        Files.writeString(shared.resolve("a.txt"), "words");
        filesystem().start();

        Result result = kit.call("filesystem.read_text_file", path("a.txt"));

        assertThat(result.closed()).containsKeys(JsonPointer.compile("/text"), JsonPointer.compile("/data"));
        assertThat(result.origin().provenance()).isEqualTo(Provenance.OUTSIDE);
        assertThat(result.origin().readers().include("filesystem")).isTrue();
        assertThat(result.origin().readers().include("other")).isFalse();
    }

    @Test
    void nothingThatAServerSaysOfItselfMakesACallLessRisky() {
        filesystem().start();

        Operation read = kit.operation("filesystem.read_text_file");
        Operation write = kit.operation("filesystem.write_file");

        assertThat(read.effect()).isEqualTo(EffectClass.SEND);
        assertThat(read.recovery()).isEqualTo(Recovery.ONCE);
        assertThat(read.remember()).isEqualTo(Remember.NEVER);
        assertThat(read.parameters()).extracting(Parameter::mark).containsOnly(Mark.TARGET);
        assertThat(write.effect()).isEqualTo(EffectClass.DESTROY);
    }

    @Test
    void aTrustedToolIsWhatItSays() {
        filesystem().start();
        String pinned = pinned("filesystem", "filesystem.read_text_file");

        kit.setting("mcp.filesystem.trusted", pinned).start();

        assertThat(kit.troubles()).isEmpty();
        assertThat(kit.operation("filesystem.read_text_file").effect()).isIn(EffectClass.READ, EffectClass.FETCH);
        assertThat(kit.operation("filesystem.read_text_file").remember()).isEqualTo(Remember.BY_CLASS);
        assertThat(kit.operation("filesystem.list_directory").effect()).isEqualTo(EffectClass.SEND);
        assertThat(kit.servers().refresh("filesystem"))
                .anyMatch(offer -> offer.trusted() && offer.pinned().equals(pinned));
    }

    private String pinned(String server, String operation) {
        return kit.servers().refresh(server).stream()
                .filter(offer -> offer.operation().equals(operation))
                .findFirst()
                .orElseThrow()
                .pinned();
    }

    @Test
    void aToolTrustedByNameAloneIsNotTrusted() {
        filesystem().setting("mcp.filesystem.trusted", "read_text_file").start();

        assertThat(kit.operation("filesystem.read_text_file").effect()).isEqualTo(EffectClass.SEND);
        assertThat(kit.troubles())
                .singleElement()
                .asString()
                .contains("without saying as what", "read_text_file@", "mcp.filesystem.trusted");
    }

    @Test
    void aServerIsNotStartedForItsIndex() {
        filesystem().start();
        kit.start();
        kit.start();

        assertThat(kit.operation("filesystem.list_directory").parameters()).hasSize(1);
        assertThat(ProcessHandle.current()
                        .descendants()
                        .map(ProcessHandle::info)
                        .map(i -> i.commandLine().orElse("")))
                .noneMatch(line -> line.contains("server-filesystem"));
    }

    @Test
    void aRefusalOfTheServerIsSaid() {
        filesystem().start();

        assertThatThrownBy(() -> kit.call("filesystem.read_text_file", "{'path': '/etc/passwd'}"))
                .isInstanceOf(DeviceFailure.class)
                .hasMessageContaining("read_text_file of the MCP server \"filesystem\" failed")
                .hasMessageContaining("Access denied");
        assertThatThrownBy(() -> kit.call("filesystem.read_text_file", "{}"))
                .isInstanceOf(InvalidArguments.class)
                .hasMessageContaining("needs \"path\"");
    }

    @Test
    void memoryKeepsWhatItIsTold() {
        kit.setting("mcp.memory.command", NpmServers.program("memory"))
                .setting(
                        "mcp.memory.environment.MEMORY_FILE_PATH",
                        home.resolve("memory.json").toString())
                .start();

        kit.call(
                "memory.create_entities",
                "{'entities': [{'name': 'Jane', 'entityType': 'person', 'observations': ['likes tea']}]}");

        assertThat(kit.text("memory.search_nodes", "{'query': 'tea'}")).contains("Jane");
        assertThat(kit.operation("memory.create_entities")
                        .parameters()
                        .getFirst()
                        .shape())
                .isInstanceOfSatisfying(
                        Shape.ListOf.class, list -> assertThat(list.element()).isInstanceOf(Shape.Structure.class));
        kit.start();
        assertThat(kit.text("memory.search_nodes", "{'query': 'tea'}")).contains("Jane");
    }

    @Test
    void allKindsOfAnswersAreUnderstood() {
        kit.setting("mcp.everything.command", NpmServers.program("everything")).start();

        assertThat(kit.text("everything.echo", "{'message': 'Grüße'}")).contains("Grüße");
        assertThat(kit.text("everything.get_sum", "{'a': 2, 'b': 3}")).contains("5");
        assertThat(kit.text("everything.get_tiny_image", "{}"))
                .contains("[image, image/png, ")
                .doesNotContain("iVBOR");
        assertThat(kit.call("everything.get_structured_content", "{'location': 'New York'}")
                        .value()
                        .path("data")
                        .isObject())
                .isTrue();
    }

    @Test
    void theEnvironmentHoldsNoSecretsThatWereNotGiven() {
        kit.variable("OPENAI_API_KEY", "sk-not-for-servers")
                .variable("SERVICE_TOKEN", "given-on-purpose")
                .setting("mcp.everything.command", NpmServers.program("everything"))
                .setting("mcp.everything.environment.TOKEN", "env:SERVICE_TOKEN")
                .start();

        String environment = kit.text("everything.get_env", "{}");

        assertThat(environment).contains("given-on-purpose").doesNotContain("OPENAI_API_KEY", "sk-not-for-servers");
    }

    @Test
    void aServerOfTheWebIsCalledLikeOneOfThisMachine() throws IOException, InterruptedException {
        int port = freePort();
        ProcessBuilder program = new ProcessBuilder(NpmServers.program("everything"), "streamableHttp");
        program.environment().put("PORT", String.valueOf(port));
        program.redirectErrorStream(true);
        Process server = program.start();
        try {
            awaitListening(server);
            kit.setting("mcp.everything.url", "http://127.0.0.1:" + port + "/mcp")
                    .start();

            assertThat(kit.troubles()).isEmpty();
            assertThat(kit.text("everything.echo", "{'message': 'over the web'}"))
                    .contains("over the web");
            assertThat(kit.text("everything.get_sum", "{'a': 20, 'b': 22}")).contains("42");
        } finally {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }

        assertThatThrownBy(() -> kit.call("everything.echo", "{'message': 'still there?'}"))
                .isInstanceOf(DeviceFailure.class)
                .hasMessageContaining("\"everything\"");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(Process server) throws IOException {
        BufferedReader said = server.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.contains("listening on port")) {
                return;
            }
        }
        throw new AssertionError("The server ended without listening");
    }

    @Test
    void anAddressWhereNobodyListensIsATroubleAndNotAskedAtEveryStart() throws IOException {
        kit.setting("mcp.remote.url", "http://127.0.0.1:" + freePort() + "/mcp").setting("mcp.remote.timeout", "5");

        kit.start();

        assertThat(kit.catalogue().skills()).isEmpty();
        assertThat(kit.troubles()).singleElement().asString().contains("\"remote\"", "errand skills import mcp remote");
        long began = System.nanoTime();
        kit.start();
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.MILLISECONDS.toNanos(200));
        assertThat(kit.troubles()).hasSize(1);
    }

    @Test
    void whatIsConfiguredWronglyIsSaid() {
        kit.setting("mcp.nothing.timeout", "5")
                .setting("mcp.both.command", "x")
                .setting("mcp.both.url", "https://x.example")
                .setting("mcp.Big-Name.command", "x")
                .setting("mcp.delete.command", "x")
                .setting("mcp.secret.url", "http://mcp.example/")
                .setting("mcp.secret.token", "env:X")
                .setting("mcp.missing.command", "/nowhere/at-all")
                .start();

        assertThat(kit.catalogue().skills()).isEmpty();
        assertThat(kit.troubles()).hasSize(6);
        assertThat(String.join("\n", kit.troubles()))
                .contains("no command and no url", "both a command and a url", "Big-Name", "\"delete\"")
                .contains("anybody on the way can read", "/nowhere/at-all is not there");
        assertThat(List.copyOf(kit.troubles())).noneMatch(each -> each.contains("Exception"));
    }
}
