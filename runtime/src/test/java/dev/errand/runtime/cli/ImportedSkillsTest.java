package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `skills import`, and workflows that use what was imported, as the real program does them.
class ImportedSkillsTest {
    /// The tests of os-api have npm put it there.
    private static final Path FILESYSTEM = Path.of(
                    "../os-api/target/mcp-servers/node_modules/.bin/mcp-server-filesystem")
            .toAbsolutePath();

    @TempDir
    Path temporary;

    private DemoHome home;
    private Path shared;

    @BeforeEach
    void device() throws IOException {
        home = DemoHome.in(temporary);
        shared = Files.createDirectory(temporary.resolve("shared"));
        Files.writeString(shared.resolve("tea.txt"), "Assam");
    }

    private String imported() {
        Assumptions.assumeTrue(Files.exists(FILESYSTEM), "npm has not installed server-filesystem");
        return home.run("skills", "import", "mcp", "filesystem", "--", FILESYSTEM.toString(), shared.toString())
                .exits(0)
                .out();
    }

    @Test
    void aWorkflowWithAToolIsShownApprovedAndRun() throws IOException {
        Files.writeString(home.path("config.toml"), "# mine, as it is\n[media]\noutput = \"none\"");
        assertThat(imported()).contains("filesystem.list_directory", "send", "list_directory@", "Written to");
        assertThat(home.path("config.toml"))
                .content()
                .startsWith("# mine, as it is\n[media]\noutput = \"none\"\n")
                .contains("[mcp.filesystem]\n");

        String code = "const there = filesystem.list_directory({path: '%s'}); user.say(there.text);".formatted(shared);
        String run = home.code(code, "--json").exits(3).document().path("id").asText();
        assertThat(home.run("show", run).out()).contains("Have the MCP server filesystem do “list_directory”");
        var done = home.run("approve", run, "--json").exits(0).document();

        assertThat(done.path("said").toString()).contains("[FILE] tea.txt");
        assertThat(home.run("doctor").exits(0).out()).doesNotContain("mcp");
    }

    @Test
    void aTrustedToolThatReadsAsksNobody() throws IOException {
        String pin = imported()
                .lines()
                .map(String::strip)
                .filter(l -> l.startsWith("read_text_file@"))
                .findFirst()
                .orElseThrow();
        Path config = home.path("config.toml");
        Files.writeString(
                config, Files.readString(config).replace("arguments =", "trusted = [\"" + pin + "\"]\narguments ="));

        String code = "user.say(filesystem.read_text_file({path: '%s'}).text);".formatted(shared.resolve("tea.txt"));

        assertThat(home.code(code, "--json").exits(0).document().path("said").toString())
                .contains("Assam");
    }

    @Test
    void aServerThatIsNotOneIsNotWrittenDown() throws IOException {
        home.run("skills", "import", "mcp", "broken", "--", "/nowhere/at-all").exits(1);
        home.run("skills", "import", "mcp", "mail", "--", "true").exits(2);
        home.run("skills", "import", "mcp", "Not a word", "--", "true").exits(2);

        assertThat(Files.exists(home.path("config.toml")) ? Files.readString(home.path("config.toml")) : "")
                .doesNotContain("mcp");
    }

    @Test
    void aServiceThatADocumentDescribesIsASkill() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] answer = "{\"name\": \"Rex\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            Path document = Files.writeString(temporary.resolve("pets.yaml"), """
                    openapi: 3.0.3
                    info: {title: Pets, version: "1"}
                    paths:
                      /pets/{id}:
                        get:
                          operationId: getPet
                          parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
                    """);
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
            assertThat(home.run("skills", "import", "openapi", document.toString(), "--url", url)
                            .exits(0)
                            .out())
                    .contains("pets.getPet", "fetch");

            var done = home.code("user.say(pets.getPet({id: 7}).data.name);", "--json")
                    .exits(0)
                    .document();

            assertThat(done.path("said").toString()).contains("Rex");
            assertThat(asked).containsExactly("GET /v1/pets/7");
        } finally {
            server.stop(0);
        }
    }
}
