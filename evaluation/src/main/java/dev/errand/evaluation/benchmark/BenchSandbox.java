package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.sandbox.Confinement;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.host.InProcessSandbox;
import dev.errand.sandbox.host.ProcessSandbox;
import dev.errand.sandbox.host.WorkerSettings;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errand bench sandbox`: what a run costs in this process and in a worker process, how both start, what they hold,
/// and how soon harm is ended; beside plain GraalJS and, where wanted, sandboxes from npm.
@Command(name = "sandbox", description = "Measure guest code: warm, cold, memory, and the end of harm.")
final class BenchSandbox implements Callable<Integer> {
    @Option(names = "--repetitions", paramLabel = "N", description = "Runs of each kind (default: ${DEFAULT-VALUE}).")
    int repetitions = 300;

    @Option(names = "--quick", description = "As few as show that it works; the figures mean little.")
    boolean quick;

    @Option(
            names = "--peers",
            paramLabel = "DIR",
            arity = "0..1",
            fallbackValue = "",
            description = "Measure isolated-vm and quickjs-emscripten too; installs them from npm into DIR.")
    @Nullable
    String peers;

    @Override
    public Integer call() throws Exception {
        if (repetitions < 1) {
            throw new IllegalArgumentException("Measure at least one repetition.");
        }
        Path folder = Files.createTempDirectory("errand-sandbox");
        try {
            System.out.println(measure(folder, quick ? 5 : repetitions).toPrettyString());
        } finally {
            Bench.remove(folder);
        }
        return 0;
    }

    /// What lies beside this class.
    static InputStream resource(String name) {
        InputStream in = BenchSandbox.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("resource " + name + " is not on the class path");
        }
        return in;
    }

    private ObjectNode measure(Path folder, int count) throws Exception {
        WorkerSettings settings = WorkerSettings.here();
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.set("machine", Machine.here(settings.cache().isPresent()).json());
        System.err.println("In this process …");
        try (InProcessSandbox sandbox = new InProcessSandbox()) {
            ObjectNode part = new SandboxRuns("in process", sandbox, Language.JAVASCRIPT, List::of, count).measure();
            part.put("kilobytesPerLiveContext", SandboxMemory.kilobytesPerContext(sandbox, quick ? 3 : 50));
            report.set("inProcess", part);
        }
        System.err.println("In worker processes …");
        try (ProcessSandbox sandbox = new ProcessSandbox(settings)) {
            report.set("workers", workers(sandbox, count));
        }
        System.err.println("In workers that compile thoroughly …");
        WorkerSettings thorough = settings.withCompiler(WorkerSettings.Compiler.THOROUGH);
        try (ProcessSandbox sandbox = new ProcessSandbox(thorough)) {
            report.set(
                    "thoroughWorkers",
                    new SandboxRuns("thorough worker", sandbox, Language.JAVASCRIPT, () -> processes(sandbox), count)
                            .measure());
        }
        System.err.println("Python …");
        try (ProcessSandbox sandbox = new ProcessSandbox(settings)) {
            report.set("pythonWorkers", python(sandbox, quick ? 3 : Math.max(20, count / 3)));
        }
        System.err.println("Cold starts …");
        report.set("coldStart", new ColdStarts(folder, settings, quick ? 1 : Math.clamp(count / 30, 3, 10)).measure());
        if (peers != null) {
            System.err.println("Sandboxes from npm …");
            ObjectNode theirs = new NpmPeers(
                            peers.isEmpty()
                                    ? folder.resolve("peers")
                                    : Path.of(peers).toAbsolutePath(),
                            count)
                    .measure();
            ratios(report, theirs);
            report.set("peers", theirs);
        }
        return report;
    }

    private ObjectNode workers(ProcessSandbox sandbox, int count) throws Exception {
        Confinement confinement = sandbox.confinement();
        ObjectNode report =
                new SandboxRuns("worker", sandbox, Language.JAVASCRIPT, () -> processes(sandbox), count).measure();
        report.put("walls", String.join("; ", confinement.walls()))
                .put("missing", String.join("; ", confinement.missing()))
                .put("processes", sandbox.processes().size())
                .put("largestWorkerMegabytes", SandboxMemory.workerMegabytes(processes(sandbox)));
        System.err.println("Harm …");
        report.set("harm", SandboxHarm.measure(sandbox, quick ? 1 : 10));
        return report;
    }

    private static ObjectNode python(ProcessSandbox sandbox, int count) {
        if (!sandbox.speaks(Language.PYTHON)) {
            return JsonNodeFactory.instance.objectNode().put("missing", "The jars of Python are not installed.");
        }
        long from = System.nanoTime();
        ReferenceWorkflow.run(sandbox, Language.PYTHON);
        double first = BenchReport.millis(Duration.ofNanos(System.nanoTime() - from));
        ObjectNode report =
                new SandboxRuns("Python worker", sandbox, Language.PYTHON, () -> processes(sandbox), count).alone();
        return report.put("firstRunMs", first)
                .put("largestWorkerMegabytes", SandboxMemory.workerMegabytes(processes(sandbox)));
    }

    private static Collection<ProcessHandle> processes(ProcessSandbox sandbox) {
        return Processes.withDescendants(sandbox.processes());
    }

    /// Ours by theirs: below 1, ours is the smaller.
    private static void ratios(ObjectNode report, ObjectNode theirs) {
        for (String name : List.of("isolated-vm", "quickjs-emscripten")) {
            if (theirs.get(name) instanceof ObjectNode peer && peer.has("runP50Ms")) {
                ObjectNode ratios = peer.putObject("oursByTheirs");
                ratios.put("runInProcess", ratio(report.at("/inProcess/aheadOfNeed/p50Ms"), peer.get("runP50Ms")))
                        .put("runInWorker", ratio(report.at("/workers/aheadOfNeed/p50Ms"), peer.get("runP50Ms")))
                        .put("callInProcess", ratio(report.at("/inProcess/oneCallMicros"), peer.get("callMicros")))
                        .put("callInWorker", ratio(report.at("/workers/oneCallMicros"), peer.get("callMicros")));
            }
        }
    }

    private static double ratio(JsonNode ours, JsonNode theirs) {
        return Math.round(100 * ours.asDouble() / theirs.asDouble()) / 100.0;
    }
}
