package dev.errand.evaluation.benchmark;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One thing, done by Errand and by what somebody would take instead: in turn, so that a change of the machine's load
/// meets all of them.
///
/// @param name what is done
/// @param ours how Errand does it
record Contest(String name, Way ours, List<Way> others) {
    Contest {
        others = List.copyOf(others);
    }

    /// Does it once.
    interface Timed {
        /// @throws IOException if it cannot be done here: what others do may not be installed
        Duration once() throws IOException;
    }

    record Way(String name, Timed timed) {}

    /// Times an action of this process.
    static Way here(String name, Runnable action) {
        return new Way(name, () -> {
            long from = System.nanoTime();
            action.run();
            return Duration.ofNanos(System.nanoTime() - from);
        });
    }

    /// A ratio for each of the others: below 1, Errand takes less. Those that cannot be measured here say why.
    List<ObjectNode> measure(int warmUp, int repetitions) throws IOException {
        List<Way> all = new ArrayList<>(List.of(ours));
        List<ObjectNode> results = new ArrayList<>();
        for (Way other : others) {
            try {
                other.timed().once();
                all.add(other);
            } catch (IOException e) {
                results.add(named(other).put("missing", String.valueOf(e.getMessage())));
            }
        }
        List<Series> series = all.stream().map(way -> new Series(way.name())).toList();
        for (int i = -warmUp; i < repetitions; i++) {
            for (int j = 0; j < all.size(); j++) {
                Duration time = all.get(j).timed().once();
                if (i >= 0) {
                    series.get(j).add(time);
                }
            }
        }
        for (int j = 1; j < all.size(); j++) {
            results.add(compared(named(all.get(j)), series.getFirst(), series.get(j)));
        }
        return results;
    }

    private ObjectNode named(Way other) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name + ", beside " + other.name())
                .put("ours", ours.name())
                .put("theirs", other.name());
    }

    private static ObjectNode compared(ObjectNode into, Series ours, Series theirs) {
        double one = ours.percentile(50).toNanos();
        double other = Math.max(1, theirs.percentile(50).toNanos());
        return into.put("count", ours.count())
                .put("oursMs", rounded(one / 1e6))
                .put("theirsMs", rounded(other / 1e6))
                .put("ratio", rounded(one / other));
    }

    /// To four digits that count, since ratios may be very small.
    static double rounded(double value) {
        return value == 0 ? 0 : new BigDecimal(value).round(new MathContext(4)).doubleValue();
    }

    /// All ratios of several.
    static ArrayNode all(List<Contest> contests, int warmUp, int repetitions) throws IOException {
        ArrayNode ratios = JsonNodeFactory.instance.arrayNode();
        for (Contest contest : contests) {
            System.err.println(contest.name() + " …");
            contest.measure(warmUp, repetitions).forEach(ratios::add);
        }
        return ratios;
    }
}
