package dev.errand.evaluation.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Two reports of one suite, held against each other on the cases that both could judge.
///
/// A case is *solved* if each of its trials passed. Whether one solves more is asked of the cases that only one of
/// them solves, by McNemar's test (Q. McNemar, Psychometrika 12, 1947) in its exact, two-sided form: were both
/// equally good, each such case would fall to either as a coin does. The difference of pass@1 has a 95 % interval by
/// the bootstrap's percentiles (B. Efron, Annals of Statistics 7, 1979) over cases, which keeps the trials of a case
/// together.
///
/// @param cases     how many both could judge
/// @param onlyFirst cases that only the first solves
/// @param both      how many both solve
/// @param percent   pass@1 of the first less that of the second, in percentage points
/// @param p         of McNemar's test
record Pair(
        String first,
        String second,
        int cases,
        int both,
        List<String> onlyFirst,
        List<String> onlySecond,
        double percent,
        double low,
        double high,
        double p) {
    private static final int SAMPLES = 10_000;
    private static final long SEED = 20_260_302;

    static Pair of(Plot.Named first, Plot.Named second) {
        Map<String, List<CaseResult>> ours = byCase(first.summary());
        Map<String, List<CaseResult>> theirs = byCase(second.summary());
        ours.keySet().retainAll(theirs.keySet());
        List<String> onlyFirst = new ArrayList<>();
        List<String> onlySecond = new ArrayList<>();
        List<Double> differences = new ArrayList<>();
        int both = 0;
        for (Map.Entry<String, List<CaseResult>> each : ours.entrySet()) {
            List<CaseResult> other = theirs.getOrDefault(each.getKey(), List.of());
            boolean one = solved(each.getValue());
            boolean two = solved(other);
            both += one && two ? 1 : 0;
            if (one != two) {
                (one ? onlyFirst : onlySecond).add(each.getKey());
            }
            differences.add(100 * (passed(each.getValue()) - passed(other)));
        }
        double[] interval = interval(differences);
        return new Pair(
                first.name(),
                second.name(),
                differences.size(),
                both,
                onlyFirst,
                onlySecond,
                mean(differences),
                interval[0],
                interval[1],
                mcNemar(onlyFirst.size(), onlySecond.size()));
    }

    private static Map<String, List<CaseResult>> byCase(Summary summary) {
        return summary.judged().stream()
                .collect(Collectors.groupingBy(CaseResult::id, TreeMap::new, Collectors.toList()));
    }

    private static boolean solved(List<CaseResult> trials) {
        return trials.stream().allMatch(CaseResult::passed);
    }

    private static double passed(List<CaseResult> trials) {
        return (double) trials.stream().filter(CaseResult::passed).count() / trials.size();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static double[] interval(List<Double> differences) {
        if (differences.isEmpty()) {
            return new double[] {-100, 100};
        }
        Random random = new Random(SEED);
        double[] means = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            double sum = 0;
            for (int j = 0; j < differences.size(); j++) {
                sum += differences.get(random.nextInt(differences.size()));
            }
            means[i] = sum / differences.size();
        }
        Arrays.sort(means);
        return new double[] {means[SAMPLES / 40], means[SAMPLES - 1 - SAMPLES / 40]};
    }

    /// Twice the chance that so many coins fall as unevenly or more so.
    static double mcNemar(int one, int other) {
        int coins = one + other;
        double logarithm = coins * Math.log(0.5);
        double sum = 0;
        for (int heads = 0; heads <= Math.min(one, other); heads++) {
            sum += Math.exp(logarithm);
            logarithm += Math.log((double) (coins - heads) / (heads + 1));
        }
        return Math.min(1, 2 * sum);
    }

    String difference() {
        return cases == 0
                ? "no case in common"
                : String.format(Locale.ROOT, "%+.1f points (%+.1f to %+.1f)", percent, low, high);
    }

    ObjectNode json() {
        ObjectNode pair = JsonNodeFactory.instance
                .objectNode()
                .put("first", first)
                .put("second", second)
                .put("cases", cases)
                .put("bothSolve", both);
        onlyFirst.forEach(pair.putArray("onlyFirstSolves")::add);
        onlySecond.forEach(pair.putArray("onlySecondSolves")::add);
        pair.putObject("passAt1Difference")
                .put("points", Math.round(percent * 10) / 10.0)
                .put("low", Math.round(low * 10) / 10.0)
                .put("high", Math.round(high * 10) / 10.0);
        return pair.put("mcNemarP", Math.round(p * 1e6) / 1e6);
    }
}
