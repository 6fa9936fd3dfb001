package dev.errand.evaluation.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Whom the device belongs to: comes by while no process works, looks at the runs, and answers what nobody else can
/// know by looking what really happened.
final class Person {
    private static final Pattern TOKEN = Pattern.compile("q(\\d+)[a-z]");

    private final World world;
    private final IntFunction<List<Effect>> meant;
    private int asked;

    /// @param meant what the run of a number is to bring about
    Person(World world, IntFunction<List<Effect>> meant) {
        this.world = world;
        this.meant = meant;
    }

    /// How many questions were answered so far.
    int asked() {
        return asked;
    }

    List<Journal.Summary> runs() {
        try (Errand errand = Errand.look(Home.in(world.home()), Children.ENVIRONMENT)) {
            return errand.engine().runs();
        }
    }

    /// Whether there are so many runs, and all have ended.
    boolean seesTheEndOf(int runs) {
        List<Journal.Summary> all = runs();
        return all.size() == runs && all.stream().allMatch(run -> run.state().isTerminal());
    }

    /// The whole journal of a run, for whoever wonders why it did not succeed.
    String whatBecameOf(RunId run) {
        try (Errand errand = Errand.look(Home.in(world.home()), Children.ENVIRONMENT)) {
            return errand.engine().run(run).entries().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining("\n", "\n", "\n"));
        }
    }

    void answer() {
        try (Errand errand = Errand.look(Home.in(world.home()), Children.ENVIRONMENT)) {
            Engine engine = errand.engine();
            List<RunId> asking = engine.runs().stream()
                    .filter(run -> run.state() == RunState.AWAITING_ANSWER)
                    .map(Journal.Summary::id)
                    .toList();
            if (!asking.isEmpty()) {
                errand.owning(() -> {
                    asking.forEach(run -> answer(engine, run));
                    return "";
                });
            }
        }
    }

    private void answer(Engine engine, RunId run) {
        String question = engine.run(run).question().orElseThrow().question();
        Matcher token = TOKEN.matcher(question);
        assertThat(token.find()).as(question).isTrue();
        Effect effect = new Effect(Effect.Where.SENT, token.group());
        assertThat(meant.apply(Integer.parseInt(token.group(1))))
                .as("asked only about letters: %s", question)
                .contains(effect);
        engine.answer(run, world.count(effect) > 0 ? "It happened" : "It did not happen", "terminal");
        asked++;
    }
}
