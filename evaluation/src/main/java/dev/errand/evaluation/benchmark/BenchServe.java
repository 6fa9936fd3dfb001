package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `errand bench serve`: what `errand serve` bears. Clients that follow runs all along, runs that are begun at a
/// steady rate whether or not those before have ended, and clients that read slowly or not at all. Afterwards the
/// journal says what should have been heard.
@Command(
        name = "serve",
        description = {
            "Put a real errand serve under load: open event streams, and runs begun at a steady rate.",
            "Ends with 1 if an event was lost or told twice, or a run failed. What the server refused with 429 or 503"
                    + " is counted by itself: it was not begun."
        })
final class BenchServe implements Callable<Integer> {
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int MOST_TOLD = 10;

    @Option(names = "--streams", paramLabel = "N", description = "Streams open all along (default: ${DEFAULT-VALUE}).")
    int streams = 200;

    @Option(names = "--rate", paramLabel = "N", description = "Runs begun in a second (default: ${DEFAULT-VALUE}).")
    int rate = 50;

    @Option(names = "--seconds", paramLabel = "N", description = "For so long (default: ${DEFAULT-VALUE}).")
    int seconds = 60;

    @Option(
            names = "--slow",
            paramLabel = "N",
            description = "Clients that read a byte a second, in a phase of their own (default: ${DEFAULT-VALUE}).")
    int slow = 20;

    @Option(
            names = "--dead",
            paramLabel = "N",
            description = "Clients beside them that never read, never ask or vanish (default: ${DEFAULT-VALUE}).")
    int dead = 20;

    @Option(names = "--results", paramLabel = "DIR", description = "Keep them in DIR, for errand bench page.")
    @Nullable
    Path results;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (streams < 1 || rate < 1 || seconds < 1 || slow < 0 || dead < 0) {
            throw new IllegalArgumentException(
                    "--streams, --rate and --seconds are at least 1; --slow and --dead at least 0.");
        }
        Path folder = Files.createTempDirectory("errand-load");
        try {
            Launches launches = new Launches(folder);
            ObjectNode measured = Results.begin(spec, launches.areCached());
            boolean isSound = measure(launches, folder, measured);
            Results.say(measured, results);
            return isSound ? 0 : 1;
        } finally {
            Bench.remove(folder);
        }
    }

    /// Whether nothing was lost.
    private boolean measure(Launches launches, Path folder, ObjectNode into) throws IOException, InterruptedException {
        Path home = folder.resolve("home");
        List<Tried> tried = new ArrayList<>();
        List<Heard> heard;
        into.put("streams", streams).put("rate", rate).put("seconds", seconds);
        into.put("slow", slow).put("dead", dead);
        try (ServeProcess server = ServeProcess.start(launches, home, folder.resolve("complaints.txt"));
                LoadClient client = new LoadClient(server.address(), server.token())) {
            try {
                tried.addAll(phases(server, client, into));
            } finally {
                server.requireAlive(); // what else went wrong follows from that
            }
            heard = tried.stream().flatMap(each -> each.heard().stream()).toList();
        }
        ArrayNode failures = into.putArray("failures");
        for (Tried each : tried) {
            if (each instanceof Tried.Failed(String why) && failures.size() < MOST_TOLD) {
                failures.add(why);
            }
        }
        JournalCheck check = JournalCheck.of(home, heard);
        into.set("events", check.json());
        return failures.isEmpty() && check.isSound();
    }

    private List<Tried> phases(ServeProcess server, LoadClient client, ObjectNode into)
            throws IOException, InterruptedException {
        List<Tried> tried = new ArrayList<>();
        Memory memory = new Memory(server);
        memory.note("atStart");
        try (Audience audience = Audience.gather(client, streams, seconds)) {
            System.err.println("Warming up, with %d streams open …".formatted(streams));
            OpenLoop loop = new OpenLoop(client, rate);
            OpenLoop.Phase warmUp = loop.run(shorter(WARM_UP, Duration.ofSeconds(seconds)));
            tried.addAll(warmUp.tried());
            into.set("warmUp", warmUp.json());
            memory.note("afterWarmUp");
            System.err.println("Measuring for %d s, %d runs a second …".formatted(seconds, rate));
            OpenLoop.Phase measured;
            try (Memory.Sampling _ = memory.sample()) {
                measured = loop.run(Duration.ofSeconds(seconds));
            }
            tried.addAll(measured.tried());
            into.set("measured", measured.json());
            memory.note("atEnd");
            into.putArray("ratios");
            if (slow + dead > 0) {
                tried.addAll(beside(loop, client, server, into));
            }
            tried.addAll(audience.end());
        }
        into.set("memory", memory.json());
        return tried;
    }

    /// In turn, so that a change of the machine's load meets both.
    private List<Tried> beside(OpenLoop loop, LoadClient client, ServeProcess server, ObjectNode into)
            throws IOException, InterruptedException {
        System.err.println("With %d slow and %d dead clients, and without …".formatted(slow, dead));
        Duration turn = Duration.ofSeconds(Math.max(2, seconds / 6));
        List<OpenLoop.Phase> without = new ArrayList<>();
        List<OpenLoop.Phase> with = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            without.add(loop.run(turn));
            try (BadClients _ = BadClients.come(client, server, slow, dead)) {
                with.add(loop.run(turn));
            }
        }
        OpenLoop.Phase alone = OpenLoop.Phase.together(without);
        OpenLoop.Phase disturbed = OpenLoop.Phase.together(with);
        into.set("withoutSlowClients", alone.json());
        into.set("withSlowClients", disturbed.json());
        ratio(into, "median", disturbed, alone, 50);
        ratio(into, "p95", disturbed, alone, 95);
        List<Tried> tried = new ArrayList<>(alone.tried());
        tried.addAll(disturbed.tried());
        return tried;
    }

    private void ratio(ObjectNode into, String which, OpenLoop.Phase ours, OpenLoop.Phase theirs, int percent) {
        if (ours.toEnd().count() == 0 || theirs.toEnd().count() == 0) {
            return; // what failed is told elsewhere
        }
        double one = ours.toEnd().percentile(percent).toNanos() / 1e6;
        double other = Math.max(1e-3, theirs.toEnd().percentile(percent).toNanos() / 1e6);
        into.withArray("ratios")
                .add(JsonNodeFactory.instance
                        .objectNode()
                        .put("name", "run over HTTP (%s) beside slow and dead clients, beside none".formatted(which))
                        .put("ours", "%d slow, %d dead".formatted(slow, dead))
                        .put("theirs", "none")
                        .put("oursMs", Contest.rounded(one))
                        .put("theirsMs", Contest.rounded(other))
                        .put("ratio", Contest.rounded(one / other)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
