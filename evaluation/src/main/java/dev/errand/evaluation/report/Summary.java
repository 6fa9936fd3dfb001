package dev.errand.evaluation.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// What the results of an evaluation say together.
///
/// Where cases were tried several times, *pass@1* is the share of trials that passed, and *pass^k* the share of cases
/// of which each of the k trials did: how far one can rely on it.
///
/// @param seconds    from the first case to the last
/// @param cpuSeconds of processor time in them, worker processes included; 0 where that is unknown
public record Summary(String suite, String planner, List<CaseResult> results, double seconds, double cpuSeconds) {
    public Summary {
        results = List.copyOf(results);
    }

    public long count(CaseResult.Verdict verdict) {
        return results.stream().filter(each -> each.verdict() == verdict).count();
    }

    List<CaseResult> judged() {
        return results.stream()
                .filter(each -> each.verdict() != CaseResult.Verdict.ERROR)
                .toList();
    }

    /// Of all trials that could be judged.
    public Share passAt1() {
        return share(judged());
    }

    private static Share share(List<CaseResult> some) {
        return new Share((int) some.stream().filter(CaseResult::passed).count(), some.size());
    }

    /// Of all cases, those of which every trial passed.
    public Share passAll() {
        Map<String, Boolean> cases =
                judged().stream().collect(Collectors.toMap(CaseResult::id, CaseResult::passed, Boolean::logicalAnd));
        return new Share((int) cases.values().stream().filter(each -> each).count(), cases.size());
    }

    int trials() {
        return results.stream().mapToInt(CaseResult::trial).max().orElse(1);
    }

    /// Category → how much of it passed.
    public Map<String, Share> categories() {
        Map<String, List<CaseResult>> groups = judged().stream()
                .collect(Collectors.groupingBy(
                        each -> each.category().isEmpty() ? "(none)" : each.category(),
                        TreeMap::new,
                        Collectors.toList()));
        Map<String, Share> shares = new TreeMap<>();
        groups.forEach((name, some) -> shares.put(name, share(some)));
        return shares;
    }

    double mean(ToLongFunction<CaseResult> of) {
        return judged().stream().mapToLong(of).average().orElse(0);
    }

    /// @param part from 0 to 1
    long durationAt(double part) {
        return middle(judged().stream().map(CaseResult::durationMs).toList(), part);
    }

    private static long middle(List<Long> some, double part) {
        List<Long> times = some.stream().sorted().toList();
        return times.isEmpty() ? 0 : times.get((int) Math.min(times.size() - 1, Math.floor(part * times.size())));
    }

    /// What it cost in all; nobody knows that where a model has no price.
    Optional<BigDecimal> usd() {
        boolean known = results.stream().allMatch(each -> each.usd() != null || each.tokens() == 0);
        return known
                ? Optional.of(results.stream()
                        .map(CaseResult::usd)
                        .filter(Objects::nonNull)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                : Optional.empty();
    }

    /// Dollars for each trial that passed; none where nobody knows the cost, or nothing passed.
    OptionalDouble costOfSuccess() {
        long passed = count(CaseResult.Verdict.PASS);
        return passed == 0 || usd().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.round(usd().get().doubleValue() / passed * 1e6) / 1e6);
    }

    String costInWords() {
        if (costOfSuccess().isPresent()) {
            return String.format(
                    Locale.ROOT, "%.6f USD a passed case", costOfSuccess().getAsDouble());
        }
        return usd().isEmpty() ? "an unknown cost (no [price] is set)" : "no passed case";
    }

    double meanWh(ToDoubleFunction<CaseResult> of) {
        return judged().stream().mapToDouble(of).average().orElse(0);
    }

    /// The median over the cases that a model was asked about, in milliseconds; 0 without such.
    long firstTokenMs() {
        return middle(
                judged().stream()
                        .map(CaseResult::timeToFirstTokenMs)
                        .filter(each -> each > 0)
                        .toList(),
                0.5);
    }

    public ObjectNode json() {
        ObjectNode summary = JsonNodeFactory.instance
                .objectNode()
                .put("suite", suite)
                .put("planner", planner)
                .put("cases", results.stream().map(CaseResult::id).distinct().count())
                .put("trials", trials())
                .put("passed", count(CaseResult.Verdict.PASS))
                .put("failed", count(CaseResult.Verdict.FAIL))
                .put("errors", count(CaseResult.Verdict.ERROR));
        summary.set("passAt1", passAt1().json());
        summary.set("passAll", passAll().json());
        summary.put("questions", Math.round(mean(CaseResult::asked) * 100) / 100.0)
                .put("approvals", Math.round(mean(CaseResult::approvals) * 100) / 100.0)
                .put("tokens", results.stream().mapToLong(CaseResult::tokens).sum())
                .put("usd", usd().orElse(null))
                .put(
                        "usdPerPassed",
                        costOfSuccess().isPresent()
                                ? BigDecimal.valueOf(costOfSuccess().getAsDouble())
                                : null)
                .put(
                        "wh",
                        Math.round(results.stream().mapToDouble(CaseResult::wh).sum() * 1e9) / 1e9)
                .put(
                        "modelWh",
                        Math.round(results.stream()
                                                .mapToDouble(CaseResult::modelWh)
                                                .sum()
                                        * 1e9)
                                / 1e9)
                .put("repairs", results.stream().mapToLong(CaseResult::repairs).sum())
                .put(
                        "findings",
                        results.stream()
                                .mapToLong(each -> each.findings().size())
                                .sum())
                .put("firstTokenMs", firstTokenMs())
                .put("medianMs", durationAt(0.5))
                .put("p95Ms", durationAt(0.95))
                .put("seconds", Math.round(seconds * 100) / 100.0)
                .put("cpuSeconds", Math.round(cpuSeconds * 100) / 100.0)
                .put("casesPerSecond", seconds == 0 ? 0 : Math.round(results.size() / seconds * 100) / 100.0);
        ObjectNode categories = summary.putObject("categories");
        categories().forEach((name, share) -> categories.set(name, share.json()));
        Attacks.of(results).ifPresent(attacks -> summary.set("attacks", attacks.json()));
        return summary;
    }
}
