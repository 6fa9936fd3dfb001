package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.Sandbox;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// How long programs last that mean harm, and what they leave in the host's heap.
final class SandboxHarm {
    /// Statements are not what is to end these: time and memory are.
    private static final Limits LIMITS = Limits.STANDARD
            .withStatements(Long.MAX_VALUE / 2)
            .withTimes(Duration.ofSeconds(1), Duration.ofSeconds(1))
            .withAllocatedBytes(64L << 20);

    private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("endless loop", "while (true) {}");
        PROGRAMS.put("endless loop in a finally", "try { while (true) {} } finally { while (true) {} }");
        PROGRAMS.put("array bomb", "const a = []; while (true) a.push(new Array(10000).fill(1));");
        PROGRAMS.put("text bomb", "const a = []; for (let i = 0; true; i++) a.push([...'x'.repeat(1e5)].join(i));");
        PROGRAMS.put("map bomb", "const m = new Map(); for (let i = 0; true; i++) m.set(i, 'x' + i);");
        PROGRAMS.put("one buffer", "const b = new ArrayBuffer(2 ** 30); return new Uint8Array(b).fill(1).length;");
        PROGRAMS.put("one repeated text", "return ('x'.repeat(2 ** 28) + 'y').split('').length;");
    }

    private SandboxHarm() {}

    static ArrayNode measure(Sandbox sandbox, int repetitions) {
        ArrayNode report = JsonNodeFactory.instance.arrayNode();
        PROGRAMS.forEach((name, code) -> report.add(measure(sandbox, name, code, repetitions)));
        return report;
    }

    private static ObjectNode measure(Sandbox sandbox, String name, String code, int repetitions) {
        Series series = new Series(name);
        String ended = "";
        long before = SandboxMemory.heapUsed();
        for (int i = 0; i < repetitions; i++) {
            ReferenceWorkflow.run(sandbox, Language.JAVASCRIPT);
            long from = System.nanoTime();
            Outcome outcome = ReferenceWorkflow.execute(sandbox, code, LIMITS, new ReferenceWorkflow.Host());
            series.add(Duration.ofNanos(System.nanoTime() - from));
            ended = outcome instanceof Outcome.LimitReached reached
                    ? reached.limit().label()
                    : outcome.toString();
        }
        long after = SandboxMemory.heapUsed();
        ReferenceWorkflow.run(sandbox, Language.JAVASCRIPT);
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("endedBy", ended)
                .put("count", series.count())
                .put("p50Ms", BenchReport.millis(series.percentile(50)))
                .put("maxMs", BenchReport.millis(series.percentile(100)))
                .put("hostHeapBeforeKilobytes", before >> 10)
                .put("hostHeapAfterKilobytes", after >> 10);
    }
}
