package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Resource;
import dev.errand.runtime.engine.MortalJournal.Moment;
import dev.errand.runtime.journal.Journal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs, limits, raises and crashes by chance: nothing is taken beyond the limit, and whatever happens in between,
/// the end is that of an undisturbed run.
final class BudgetPropertyTest {
    private static final int PROGRAMS = 6;

    @TempDir
    Path folder;

    private int raises;

    @ParameterizedTest
    @ValueSource(longs = {1, 20260302, 77_777})
    void spentIsNeverMoreThanTheLimitAndNothingIsDoneTwice(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        for (int i = 0; i < PROGRAMS; i++) {
            String code = program(chance);
            int limit = chance.nextInt(0, 6);
            int life = chance.nextInt(1, 25);
            Path home = folder.resolve("p" + i);
            List<String> undisturbed = live(home.resolve("a"), code, 1000, 1, Integer.MAX_VALUE);
            List<String> disturbed = live(home.resolve("b"), code, limit, chance.nextInt(1, 4), life);
            assertThat(disturbed)
                    .as("seed %d, limit %d, died at append %d:%n%s", seed, limit, life, code)
                    .isEqualTo(undisturbed);
        }
        assertThat(raises).isGreaterThan(3);
    }

    private static String program(SplittableRandom chance) {
        StringBuilder code = new StringBuilder("let all = '';\n");
        int calls = chance.nextInt(2, 8);
        for (int i = 0; i < calls; i++) {
            code.append(
                    switch (chance.nextInt(6)) {
                        case 0 -> "all += files.read('a.txt');\n";
                        case 1 -> "files.write('f%d.txt', all + %d);\n".formatted(i, i);
                        case 2 -> "courier.deliver('ada@b.example', 'm%d');\n".formatted(i);
                        case 3 -> "telegraph.wire('bob@b.example', 't%d');\n".formatted(i);
                        case 4 -> "user.say('s%d');\n".formatted(i);
                        default -> "try { files.read('gone%d.txt'); } catch (e) { all += 'x'; }\n".formatted(i);
                    });
        }
        return code.append("return all;").toString();
    }

    /// Leads a run to its end, raising its limit whenever it is reached, in another process after it died; returns what
    /// is left.
    private List<String> live(Path home, String code, int limit, int more, int life) {
        TestDevice device = new TestDevice(home, journal -> new MortalJournal(journal, life, Moment.AFTER));
        device.file("a.txt", "A");
        Budget budget = Budget.NONE.with(Resource.STEPS, BigDecimal.valueOf(limit));
        Seen run;
        try {
            run = goOn(device, code, budget, more);
        } catch (MortalJournal.Death death) {
            device = device.restarted();
            run = goOn(device, code, budget, more);
        }
        List<String> left = new ArrayList<>(List.of(run.state(), run.result().toString()));
        left.addAll(run.said());
        left.addAll(run.effects());
        left.addAll(device.outside.delivered);
        device.close();
        return left;
    }

    private Seen goOn(TestDevice device, String code, Budget budget, int more) {
        List<Journal.Summary> runs = device.engine.runs();
        Seen run = runs.isEmpty()
                ? device.runYes(code, budget)
                : device.advance(runs.getFirst().id());
        for (int i = 0; i < 50 && !run.run().state().isTerminal(); i++) {
            assertWithin(run);
            run = switch (run.run().state()) {
                case OVER_BUDGET -> {
                    raises++;
                    yield device.raise(run, "steps=+" + more);
                }
                case AWAITING_ANSWER -> device.answer(run, happened(device, run) ? "1" : "2");
                default -> throw new AssertionError("parked " + run.state());
            };
        }
        assertWithin(run);
        return run;
    }

    private static boolean happened(TestDevice device, Seen run) {
        return device.outside.delivered.stream()
                .anyMatch(text -> run.question().contains("“" + text.split(" → ")[0] + "”"));
    }

    private static void assertWithin(Seen run) {
        int spent = run.document().at("/budget/spent/steps").asInt();
        int limit = run.document().at("/budget/limits/steps").asInt();
        assertThat(spent).isLessThanOrEqualTo(limit);
    }
}
