package dev.errand.evaluation.report;

import dev.errand.sandbox.syntax.ProgramShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What reports say in their tables, a name and a value each.
final class Figures {
    private Figures() {}

    static List<List<String>> of(Summary now) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("passed (pass@1)", now.passAt1().inWords()));
        if (now.trials() > 1) {
            rows.add(List.of(
                    "every one of %d trials passed (pass^%d)".formatted(now.trials(), now.trials()),
                    now.passAll().inWords()));
        }
        rows.add(List.of("could not be judged", "" + now.count(CaseResult.Verdict.ERROR)));
        rows.add(List.of("questions a case", number(now.mean(CaseResult::asked))));
        rows.add(List.of("approvals a case", number(now.mean(CaseResult::approvals))));
        rows.add(List.of(
                "lines and branches of the code, a case",
                number(now.mean(each -> each.shape().lines())) + ", "
                        + number(now.mean(each -> each.shape().branches()))));
        rows.add(List.of(
                "findings and repairs a case",
                number(now.mean(each -> each.findings().size())) + ", " + number(now.mean(CaseResult::repairs))));
        rows.add(
                List.of("time: median, 95th percentile", now.durationAt(0.5) + " ms, " + now.durationAt(0.95) + " ms"));
        rows.add(List.of("time to first token, median", now.firstTokenMs() + " ms"));
        rows.add(List.of("tokens a case", number(now.mean(CaseResult::tokens))));
        rows.add(List.of(
                "cost",
                now.usd().map(usd -> usd.toPlainString() + " USD in all, ").orElse("") + now.costInWords()));
        rows.add(List.of(
                "energy a case, estimated", energy(now.meanWh(CaseResult::wh), now.meanWh(CaseResult::modelWh))));
        rows.add(List.of("time of the whole evaluation", number(now.seconds()) + " s"));
        return rows;
    }

    /// What is empty is left out.
    static List<List<String>> of(CaseResult result) {
        List<List<String>> rows = new ArrayList<>();
        add(rows, "ended", result.state());
        add(
                rows,
                "time",
                "%d ms, planning %d ms, first token after %d ms"
                        .formatted(result.durationMs(), result.planningMs(), result.timeToFirstTokenMs()));
        add(rows, "asked", "%d questions, %d approvals".formatted(result.asked(), result.approvals()));
        add(rows, "called", String.join(", ", result.operations()));
        add(rows, "effects", String.join(", ", result.effects()));
        add(rows, "said", String.join(" / ", result.said()));
        ProgramShape shape = result.shape();
        add(
                rows,
                "code",
                result.code().isEmpty()
                        ? ""
                        : "%d lines, %d branches, %d repairs"
                                .formatted(shape.lines(), shape.branches(), result.repairs()));
        add(rows, "findings", String.join(" / ", result.findings()));
        String cost =
                result.tokens() == 0 ? "" : result.usd() == null ? ", price unknown" : ", " + result.usd() + " USD";
        add(rows, "model", result.model().isEmpty() ? "" : result.model() + ", " + result.tokens() + " tokens" + cost);
        add(rows, "energy, estimated", energy(result.wh(), result.modelWh()));
        add(rows, "error", result.error());
        return rows;
    }

    private static void add(List<List<String>> rows, String name, String value) {
        if (!value.isEmpty()) {
            rows.add(List.of(name, value));
        }
    }

    static String energy(double wh, double modelWh) {
        return String.format(Locale.ROOT, "%.4f Wh, of which the model %.4f Wh", wh, modelWh);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
