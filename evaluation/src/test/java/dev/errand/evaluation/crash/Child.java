package dev.errand.evaluation.crash;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.home.Home;
import java.nio.file.Path;

/// A process that works on a home until it is killed, or its runs have ended: `Child HOME RUNS`. First it goes on
/// with what was interrupted. It says each entry of the journal on stdout.
final class Child {
    private Child() {}

    public static void main(String[] arguments) {
        dieWithTheTest();
        RunListener narrator = (run, recorded) -> System.out.println(
                run.id().value() + " " + recorded.entry().getClass().getSimpleName());
        try (Errand errand = Errand.open(Home.in(Path.of(arguments[0])), System.getenv(), narrator)) {
            errand.owning(() -> {
                System.out.println("ready");
                work(errand, Integer.parseInt(arguments[1]));
                return "";
            });
        }
    }

    /// Whoever ends a test in its midst does not leave a process behind that works for ever.
    private static void dieWithTheTest() {
        ProcessHandle.current()
                .parent()
                .ifPresent(
                        test -> test.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }

    private static void work(Errand errand, int runs) {
        String address = World.address(errand.device().settings());
        Labour labour = new Labour(errand.engine());
        labour.goOn();
        for (int run = errand.engine().runs().size(); run < runs; run++) {
            labour.begin(run, Workflows.of(run).code(run, address));
            labour.goOn();
        }
        labour.awaitTimers();
    }
}
