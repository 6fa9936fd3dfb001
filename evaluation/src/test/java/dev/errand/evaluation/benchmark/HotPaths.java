package dev.errand.evaluation.benchmark;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.Sandbox;
import dev.errand.sandbox.check.Inspection;
import dev.errand.sandbox.check.ProgramChecker;
import dev.errand.sandbox.check.Signature;
import dev.errand.sandbox.host.InProcessSandbox;
import dev.errand.sandbox.host.ProcessSandbox;
import dev.errand.sandbox.host.WorkerSettings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What every run goes through, by JMH: a whole guest, one operation call, one check of a program. [HotPathsTest] says
/// how to run them in full.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class HotPaths {
    private static final int CALLS = 500;

    /// Where the guest is.
    @State(Scope.Benchmark)
    public static class Place {
        @Param({"in-process", "process"})
        public String mode;

        private Sandbox sandbox;

        @Setup(Level.Trial)
        public void open() {
            sandbox = mode.equals("process") ? new ProcessSandbox(WorkerSettings.here()) : new InProcessSandbox();
        }

        @TearDown(Level.Trial)
        public void close() {
            sandbox.close();
        }
    }

    private final ProgramChecker checker = new ProgramChecker();
    private final String program = ReferenceWorkflow.text(Language.JAVASCRIPT);
    private final List<Signature> operations = ReferenceWorkflow.OPERATIONS.stream()
            .map(name -> new Signature(name, List.of(new Signature.Parameter("it", true, false, "any"))))
            .toList();

    /// One after the other: the making of the next context competes with the run that goes on.
    @Benchmark
    public void run(Place place) {
        ReferenceWorkflow.run(place.sandbox, Language.JAVASCRIPT);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OperationsPerInvocation(CALLS)
    public void call(Place place) {
        ReferenceWorkflow.loop(place.sandbox, CALLS);
    }

    @Benchmark
    public Inspection check() {
        return checker.inspect(Language.JAVASCRIPT, program, operations);
    }
}
