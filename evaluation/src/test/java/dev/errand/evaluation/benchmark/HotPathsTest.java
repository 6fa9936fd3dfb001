package dev.errand.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// That [HotPaths] can be measured. In full, with processes of their own: `./errand bench hot`.
class HotPathsTest {
    @Test
    void eachIsMeasured() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(HotPaths.class.getName())
                .jvmArgsAppend("-Xmx1g", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow");
        boolean full = "full".equals(System.getProperty("errand.jmh"));
        TimeValue time = full ? TimeValue.seconds(5) : TimeValue.milliseconds(100);
        options.forks(full ? 2 : 0)
                .warmupIterations(full ? 3 : 1)
                .warmupTime(time)
                .measurementIterations(full ? 5 : 1)
                .measurementTime(time);
        String out = System.getProperty("errand.jmh.out");
        if (out != null) {
            options.resultFormat(ResultFormatType.JSON).result(out);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        assertThat(results)
                .hasSize(5)
                .allSatisfy(result ->
                        assertThat(result.getPrimaryResult().getScore()).isPositive());
    }
}
