package dev.errand.evaluation.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.sandbox.host.WorkerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What keeps a case's shell commands from this machine: a planner writes them, and the person of a case may approve
/// whatever they are asked.
///
/// Where bubblewrap is installed, commands see this machine read-only and without a network, and write to the case's
/// home alone. Where it is not, there is no shell on a case's device, unless the case itself configures one.
final class Containment {
    private static final Optional<Path> BUBBLEWRAP = WorkerSettings.here().bubblewrap();

    private Containment() {}

    static JsonNode settings(Path home) {
        List<String> program = BUBBLEWRAP
                .map(wrap -> List.of(
                        wrap.toString(),
                        "--ro-bind",
                        "/",
                        "/",
                        "--dev",
                        "/dev",
                        "--proc",
                        "/proc",
                        "--tmpfs",
                        "/tmp",
                        "--bind",
                        home.toString(),
                        home.toString(),
                        "--unshare-net",
                        "--unshare-pid",
                        "--die-with-parent",
                        "/bin/sh",
                        "-c"))
                .orElse(List.of(""));
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        ArrayNode array = settings.putArray("shell.program");
        program.forEach(array::add);
        return settings;
    }
}
