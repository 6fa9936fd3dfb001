package dev.errand.os.mcp;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// The servers that the protocol's makers publish, installed from npm once and kept among the build's files.
public final class NpmServers {
    private static final Path FOLDER = Path.of("target", "mcp-servers").toAbsolutePath();
    private static final String[] PACKAGES = {
        "@modelcontextprotocol/server-everything@2026.8.31",
        "@modelcontextprotocol/server-filesystem@2026.8.31",
        "@modelcontextprotocol/server-memory@2026.8.31"
    };

    private NpmServers() {}

    /// The program of a server; the test is skipped where npm is not there or cannot reach the package.
    public static synchronized String program(String name) {
        Path program = FOLDER.resolve("node_modules/.bin/mcp-server-" + name);
        if (!Files.exists(program)) {
            Assumptions.assumeTrue(installed(), "npm cannot install @modelcontextprotocol/server-" + name);
        }
        return program.toString();
    }

    private static boolean installed() {
        try {
            Files.createDirectories(FOLDER);
            ProcessBuilder npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--no-save");
            npm.command().add("--prefix");
            npm.command().add(FOLDER.toString());
            npm.command().addAll(java.util.List.of(PACKAGES));
            npm.redirectErrorStream(true);
            npm.redirectOutput(FOLDER.resolve("npm.log").toFile());
            npm.redirectInput(new File("/dev/null"));
            Process process = npm.start();
            if (process.waitFor(3, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
