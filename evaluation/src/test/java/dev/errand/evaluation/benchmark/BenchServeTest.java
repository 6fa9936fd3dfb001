package dev.errand.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.runtime.journal.RunId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// A small load on a real server: that nothing is lost, and that a loss would be seen.
@Timeout(120)
class BenchServeTest {
    @TempDir
    Path folder;

    @Test
    void nothingIsLostUnderASmallLoadBesideSlowAndDeadClients() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = new CommandLine(new Bench())
                    .execute(("serve --streams 10 --rate 5 --seconds 3 --slow 2 --dead 4 --results " + folder)
                            .split(" "));
        } finally {
            System.setOut(before);
        }
        JsonNode report = new ObjectMapper().readTree(said.toByteArray());
        assertThat(code).as("%s", report).isZero();
        assertThat(report.at("/measured/finished").asInt()).isEqualTo(15);
        assertThat(report.at("/withSlowClients/finished").asInt()).isEqualTo(20);
        assertThat(report.at("/events/streams").asInt()).isEqualTo(10 + 4 * 15 + 10);
        assertThat(report.at("/events/heard").asInt()).isGreaterThan(500);
        assertThat(report.at("/memory/atEnd/residentMegabytes").asDouble()).isPositive();
        assertThat(Results.in(folder)).hasSize(1);
        assertThat(report.path("ratios")).hasSize(2);
    }

    @Test
    void whatAStreamLostOrToldTwiceIsSeen() {
        Path home = folder.resolve("home");
        RunId run;
        List<Heard.Event> all;
        try (BenchEngine bench = new BenchEngine(home)) {
            run = bench.startAsking("user.say('a'); user.say('b'); return 1");
            bench.engine.advance(run);
        }
        all = JournalCheck.journaled(home, run);
        assertThat(all.getLast().name()).isEqualTo("run-finished");
        assertThat(check(home, run, all).isSound()).isTrue();
        assertThat(check(home, run, all.subList(0, 2))).isEqualTo(new JournalCheck(1, 2, all.size() - 2, 0, 0, 1));
        List<Heard.Event> twice = new ArrayList<>(all);
        twice.add(0, all.getFirst());
        assertThat(check(home, run, twice)).isEqualTo(new JournalCheck(1, all.size() + 1, 0, 1, 0, 0));
        List<Heard.Event> turned = new ArrayList<>(all);
        turned.add(0, turned.remove(1));
        assertThat(check(home, run, turned)).isEqualTo(new JournalCheck(1, all.size(), 0, 0, 1, 0));
    }

    private static JournalCheck check(Path home, RunId run, List<Heard.Event> events) {
        return JournalCheck.of(home, List.of(new Heard(run, events)));
    }

    @Test
    void numbersThatMakeNoLoadAreRefused() {
        for (String wrong : List.of("--streams 0", "--rate 0", "--seconds 0", "--slow -1", "--dead -1")) {
            CommandLine line = new CommandLine(new BenchServe());
            line.setExecutionExceptionHandler((failure, _, _) -> {
                assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least");
                return 2;
            });
            assertThat(line.execute(wrong.split(" "))).isEqualTo(2);
        }
    }
}
