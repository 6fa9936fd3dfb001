package dev.errand.evaluation.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.evaluation.crash.HaltingJournal.Side;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Real processes that halt exactly at a boundary of the journal, before a durable append or after it, and others
/// that go on. Here are some boundaries of each workflow, chosen by a seed; `-Derrand.boundaries=all` for every one,
/// or another number of each.
final class BoundaryTest {
    private static final String ALL = "all";
    private static final String OF_EACH = System.getProperty("errand.boundaries", "2");
    private static final long SEED = Long.getLong("errand.seed", 1);

    @TempDir
    Path folder;

    /// Which workflow a run is of, by the run's number.
    private final Map<Integer, Workflows> begun = new HashMap<>();

    private record Boundary(Workflows workflow, int append, Side side) {}

    @ParameterizedTest
    @EnumSource(World.Mail.class)
    @Execution(ExecutionMode.CONCURRENT)
    void nothingIsLostOrDoneTwiceAtWhichBoundaryAProcessHalts(World.Mail mail)
            throws IOException, InterruptedException {
        try (World world = new World(folder.resolve("home"), mail)) {
            Person person = new Person(world, run -> begun.get(run).effects(run));
            Map<Workflows, Integer> appends = undisturbed(world);
            List<Boundary> boundaries = chosen(appends);
            Set<Integer> neverBegun = new HashSet<>();
            for (Boundary boundary : boundaries) {
                int before = person.runs().size();
                int run = haltAt(world, boundary);
                person.answer();
                if (boundary.append() == 1 && boundary.side() == Side.BEFORE) {
                    assertThat(person.runs()).hasSize(before);
                    neverBegun.add(run);
                }
            }
            for (int i = 0; i < 10 && !person.seesTheEndOf(begun.size() - neverBegun.size()); i++) {
                lead(world, 0);
                person.answer();
            }
            judge(world, person, boundaries.size(), appends, neverBegun);
        }
    }

    /// Leads every workflow to its end, and returns how many durable appends each took.
    private Map<Workflows, Integer> undisturbed(World world) throws IOException, InterruptedException {
        List<Object> arguments = new ArrayList<>();
        for (Workflows workflow : Workflows.values()) {
            arguments.addAll(List.of(begin(workflow), workflow, Integer.MAX_VALUE, Side.AFTER));
        }
        return lead(world, 0, arguments.toArray())
                .filter(line -> line.startsWith(BoundaryChild.APPENDS))
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(
                        words -> Workflows.valueOf(words[1]),
                        words -> Integer.parseInt(words[2]),
                        Math::max,
                        () -> new EnumMap<>(Workflows.class)));
    }

    private int begin(Workflows workflow) {
        int run = begun.size();
        begun.put(run, workflow);
        return run;
    }

    private static List<Boundary> chosen(Map<Workflows, Integer> appends) {
        Random random = new Random(SEED);
        List<Boundary> chosen = new ArrayList<>();
        appends.forEach((workflow, last) -> {
            List<Boundary> all = new ArrayList<>();
            for (int append = 1; append <= last; append++) {
                for (Side side : Side.values()) {
                    all.add(new Boundary(workflow, append, side));
                }
            }
            Collections.shuffle(all, random);
            chosen.addAll(OF_EACH.equals(ALL) ? all : all.subList(0, Math.min(all.size(), Integer.parseInt(OF_EACH))));
        });
        Collections.shuffle(chosen, random);
        return chosen;
    }

    private int haltAt(World world, Boundary boundary) throws IOException, InterruptedException {
        int run = begin(boundary.workflow());
        lead(world, HaltingJournal.HALTED, run, boundary.workflow(), boundary.append(), boundary.side());
        return run;
    }

    /// Returns what the child said.
    private static Stream<String> lead(World world, int exit, Object... arguments)
            throws IOException, InterruptedException {
        Process process = Children.start(BoundaryChild.class, world, arguments);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = out.readAllLines();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as("%s: %s", List.of(arguments), said)
                    .isEqualTo(exit);
            return said.stream();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void judge(
            World world, Person person, int halts, Map<Workflows, Integer> appends, Set<Integer> neverBegun) {
        List<Journal.Summary> runs = person.runs();
        assertThat(runs)
                .hasSize(begun.size() - neverBegun.size())
                .allSatisfy(run -> assertThat(run.state()).as(run.intent()).isEqualTo(RunState.SUCCEEDED));
        Balance balance = Balance.of(
                world,
                begun.entrySet().stream()
                        .filter(run -> !neverBegun.contains(run.getKey()))
                        .flatMap(run -> run.getValue().effects(run.getKey()).stream()));
        System.out.printf(
                "mail %s, workflows %d, durable appends %d, processes halted before or after one %d, %s, asked %d%n",
                world.mail(),
                appends.size(),
                appends.values().stream().mapToInt(Integer::intValue).sum(),
                halts,
                balance.inWords(),
                person.asked());
        assertThat(balance.lost()).isEmpty();
        assertThat(balance.doubled()).isEmpty();
        assertThat(neverBegun)
                .allSatisfy(run -> assertThat(begun.get(run).effects(run))
                        .allSatisfy(effect -> assertThat(world.count(effect)).isZero()));
    }
}
