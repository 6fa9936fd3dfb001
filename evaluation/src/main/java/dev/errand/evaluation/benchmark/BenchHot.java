package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `errand bench hot`: the hot paths by JMH. Its licence keeps JMH out of what is shipped, so that this runs the test
/// that measures them, in the sources that the launcher lies among.
@Command(
        name = "hot",
        description = {
            "Measure the hot paths by JMH: a guest's run, one call, one check of a program (some minutes).",
            "Needs the sources and Maven; JSON on stdout."
        })
final class BenchHot implements Callable<Integer> {
    @Option(names = "--results", paramLabel = "DIR", description = "Keep them in DIR, for errand bench page.")
    @Nullable
    Path results;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        String launcher = System.getProperty("errand.launcher");
        if (launcher == null) {
            throw new IllegalArgumentException(
                    "The hot paths are measured among the sources: start this with the launcher, ./errand bench hot.");
        }
        Path said = Files.createTempFile("errand-hot", ".json");
        try {
            Process test = new ProcessBuilder(
                            launcher,
                            "test",
                            "-pl",
                            "evaluation",
                            "-am",
                            "-Dtest=HotPathsTest",
                            "-Dsurefire.failIfNoSpecifiedTests=false",
                            "-Derrand.jmh=full",
                            "-Derrand.jmh.out=" + said)
                    .redirectErrorStream(true)
                    .start();
            test.getOutputStream().close();
            test.getInputStream().transferTo(System.err);
            if (test.waitFor() != 0) {
                throw new IllegalStateException("The hot paths could not be measured; what Maven says stands above.");
            }
            ObjectNode measured = Results.begin(spec, false);
            add(new ObjectMapper().readTree(said.toFile()), measured);
            Results.say(measured, results);
        } finally {
            Files.deleteIfExists(said);
        }
        return 0;
    }

    /// @param measured what JMH wrote
    static void add(JsonNode measured, ObjectNode into) {
        ArrayNode paths = into.putArray("hotPaths");
        for (JsonNode each : measured) {
            paths.addObject()
                    .put("name", name(each))
                    .put("where", where(each))
                    .put("score", Contest.rounded(score(each)))
                    .put("unit", each.at("/primaryMetric/scoreUnit").asText());
        }
        ArrayNode ratios = into.putArray("ratios");
        for (String name : List.of("run", "call")) {
            double here = score(find(measured, name, "in-process"));
            double there = score(find(measured, name, "process"));
            if (here > 0 && there > 0) {
                ratios.addObject()
                        .put("name", "one " + name + " of a guest in a worker process, beside in this process")
                        .put("ours", "worker process")
                        .put("theirs", "this process")
                        .put("oursMs", Contest.rounded(there / 1e3))
                        .put("theirsMs", Contest.rounded(here / 1e3))
                        .put("ratio", Contest.rounded(there / here));
            }
        }
    }

    private static String name(JsonNode each) {
        return each.path("benchmark").asText().replaceFirst(".*\\.", "");
    }

    private static String where(JsonNode each) {
        return each.at("/params/mode").asText();
    }

    private static double score(JsonNode each) {
        return each.at("/primaryMetric/score").asDouble();
    }

    private static JsonNode find(JsonNode measured, String name, String where) {
        return measured.valueStream()
                .filter(each -> name(each).equals(name) && where(each).equals(where))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
