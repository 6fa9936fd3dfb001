package dev.errand.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What others made to check servers, over what is served here.
@Timeout(300)
class ConformanceTest {
    /// Of the suite of the Model Context Protocol's makers. The others call tools, prompts and resources that a
    /// server made for the suite has; `docs/how-to/use-the-api.md` lists them.
    private static final List<String> SCENARIOS = List.of(
            "server-initialize", "ping", "tools-list", "server-sse-multiple-streams", "dns-rebinding-protection");

    @TempDir
    Path home;

    @Test
    void theSuiteOfTheProtocolsMakersIsPassed() throws Exception {
        Path npm = NpmPackages.folder();
        Path before =
                Path.of(ConformanceTest.class.getResource("conformance.mjs").toURI());
        try (Served served = Served.at(home.resolve("home"))) {
            for (String scenario : SCENARIOS) {
                String said = node(
                        served,
                        npm,
                        "--import",
                        before.toString(),
                        npm.resolve("node_modules/@modelcontextprotocol/conformance/dist/index.js")
                                .toString(),
                        "server",
                        "--url",
                        served.address("/mcp").toString().replace("127.0.0.1", "localhost"),
                        "--scenario",
                        scenario);
                assertThat(said)
                        .as(scenario)
                        .containsPattern("Passed: (\\d+)/\\1")
                        .contains(" 0 failed");
            }
        }
    }

    @Test
    void theDescriptionIsAValidOpenApiDocument() throws Exception {
        Path npm = NpmPackages.folder();
        try (Served served = Served.at(home.resolve("home"))) {
            Path description = home.resolve("openapi.json");
            Files.writeString(description, served.get("/openapi.json").body());
            Path check = npm.resolve("check.mjs");
            Files.writeString(check, """
                    import SwaggerParser from '@apidevtools/swagger-parser';
                    const api = await SwaggerParser.validate(process.argv[2]);
                    console.log('valid ' + api.openapi);
                    """);
            assertThat(node(served, npm, check.toString(), description.toString()))
                    .contains("valid 3.1");
        }
    }

    private String node(Served served, Path folder, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder node = new ProcessBuilder("node").directory(folder.toFile());
        node.command().addAll(List.of(arguments));
        node.environment().put("TOKEN", served.token);
        Path said = home.resolve("said.txt");
        Process process =
                node.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        boolean hasEnded = process.waitFor(100, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(said);
        assertThat(hasEnded && process.exitValue() == 0).as(text).isTrue();
        return text;
    }
}
