package dev.errand.web;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Programs of others that check what is served, installed from npm once and kept among the build's files.
final class NpmPackages {
    private static final Path FOLDER = Path.of("target", "npm").toAbsolutePath();
    private static final List<String> PACKAGES =
            List.of("@modelcontextprotocol/conformance@0.1.16", "@apidevtools/swagger-parser@12.1.0");

    private NpmPackages() {}

    /// Where they are; the test is skipped where npm is not there or cannot reach them.
    static synchronized Path folder() {
        boolean isThere = PACKAGES.stream()
                .allMatch(each -> Files.exists(FOLDER.resolve("node_modules").resolve(name(each))));
        Assumptions.assumeTrue(isThere || installed(), "npm cannot install " + String.join(", ", PACKAGES));
        return FOLDER;
    }

    private static String name(String versioned) {
        return versioned.substring(0, versioned.lastIndexOf('@'));
    }

    private static boolean installed() {
        try {
            Files.createDirectories(FOLDER);
            ProcessBuilder npm = new ProcessBuilder(
                    "npm", "install", "--no-audit", "--no-fund", "--no-save", "--prefix", FOLDER.toString());
            npm.command().addAll(PACKAGES);
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
