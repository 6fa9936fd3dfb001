package dev.errand.evaluation.trial;

import dev.errand.evaluation.report.CaseResult;
import java.io.PrintStream;
import java.util.Locale;

/// One line on a terminal that says how far an evaluation is; silent where there is no terminal.
final class Progress {
    private static final int BAR = 24;

    private final PrintStream to;
    private final boolean shown;
    private final int of;
    private final long began = System.nanoTime();
    private int done;
    private int passed;

    Progress(PrintStream to, boolean shown, int of) {
        this.to = to;
        this.shown = shown;
        this.of = of;
    }

    void add(CaseResult result) {
        done++;
        passed += result.passed() ? 1 : 0;
        if (shown) {
            double seconds = (System.nanoTime() - began) / 1e9;
            int filled = BAR * done / Math.max(1, of);
            to.printf(
                    Locale.ROOT,
                    "\r[%s%s] %d of %d, %d passed, %.1f a second, %.0f s left ",
                    "=".repeat(filled),
                    " ".repeat(BAR - filled),
                    done,
                    of,
                    passed,
                    done / seconds,
                    (of - done) * seconds / done);
            to.flush();
        }
    }

    void end() {
        if (shown && done > 0) {
            to.println();
        }
    }
}
