package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.os.device.Change;
import dev.errand.os.device.Hash;
import dev.errand.os.device.Storage;
import dev.errand.runtime.engine.MortalJournal.Moment;
import dev.errand.runtime.journal.Entry.EffectStarted;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a workflow does and wherever its process dies: what the journal says was done is what the world shows, no
/// more and no less, and it is what an undisturbed run would have done.
final class JournalIsWorldTest {
    private static final int WORKFLOWS = Integer.getInteger("errand.workflows", 40);
    private static final List<String> AREAS = List.of("files", "lists", "notes", "mail", "trash");

    @TempDir
    Path folder;

    @Test
    void theJournalTellsTheWorldWhateverRunsAndWhereverItDies() {
        int deaths = 0;
        int effects = 0;
        for (int seed = 1; seed <= WORKFLOWS; seed++) {
            String code = new RandomWorkflow(seed).code();
            SplittableRandom random = new SplittableRandom(seed * 31L);
            Seen undisturbed = live(seed, "calm-" + seed, code, Integer.MAX_VALUE, Moment.AFTER);
            Moment moment = random.nextBoolean() ? Moment.BEFORE : Moment.AFTER;
            int life =
                    1 + random.nextInt(Math.max(2, undisturbed.run().entries().size()));
            Seen disturbed = live(seed, "died-" + seed, code, life, moment);
            String context = "seed %d, died at append %d (%s) of%n%s".formatted(seed, life, moment, code);
            assertThat(disturbed.state()).as(context).isEqualTo(undisturbed.state());
            assertThat(disturbed.said()).as(context).isEqualTo(undisturbed.said());
            assertThat(disturbed.effects()).as(context).isEqualTo(undisturbed.effects());
            assertThat(String.valueOf(disturbed.result())).as(context).isEqualTo(String.valueOf(undisturbed.result()));
            deaths += life <= undisturbed.run().entries().size() ? 1 : 0;
            effects += undisturbed.run().effectsStarted().size();
        }
        assertThat(deaths).as("most of them really died").isGreaterThan(WORKFLOWS / 3);
        assertThat(effects).as("and did something").isGreaterThan(WORKFLOWS);
    }

    private Seen live(int seed, String name, String code, int life, Moment moment) {
        TestDevice device = new TestDevice(folder.resolve(name), journal -> new MortalJournal(journal, life, moment));
        device.file("a.txt", "A" + seed);
        device.file("b.txt", "B");
        Map<String, String> before = world(device);
        try {
            goOn(device, code);
        } catch (MortalJournal.Death death) {
            device = device.restarted();
            goOn(device, code);
        }
        Seen run = device.seen(device.engine.runs().getFirst().id());
        assertThat(told(before, run.run())).as("%s%n%s", name, code).isEqualTo(world(device));
        device.close();
        return run;
    }

    private static void goOn(TestDevice device, String code) {
        List<Journal.Summary> runs = device.engine.runs();
        RunId id = runs.isEmpty() ? device.start(code) : runs.getFirst().id();
        Seen run = device.advance(id);
        for (int i = 0; i < 20 && !run.run().state().isTerminal(); i++) {
            run = device.approve(run);
        }
        assertThat(run.run().state().isTerminal()).isTrue();
    }

    /// Path → hash of all that is there, as the disk shows it.
    private static Map<String, String> world(TestDevice device) {
        Map<String, String> world = new TreeMap<>();
        Storage storage = device.device.storage();
        for (String area : AREAS) {
            storage.walk(area).forEach(file -> world.put(file.path(), Hash.of(storage.open(file.path()))));
        }
        return world;
    }

    /// The same as the journal tells it.
    private static Map<String, String> told(Map<String, String> before, Run run) {
        Map<String, String> world = new TreeMap<>(before);
        List<Change> changes = new ArrayList<>();
        for (EffectStarted effect : run.effectsStarted()) {
            boolean done = Optional.ofNullable(run.apply().steps.get(effect.step()))
                    .filter(step -> step.value() != null)
                    .isPresent();
            if (done) {
                changes.addAll(effect.changes().changes());
                run.effectDone(effect.step())
                        .ifPresent(noted -> changes.addAll(noted.notes().changes()));
            }
        }
        changes.forEach(change -> tell(change, world));
        return world;
    }

    private static void tell(Change change, Map<String, String> world) {
        switch (change) {
            case Change.Written(String path, Optional<String> was, String after) -> {
                assertThat(Optional.ofNullable(world.get(path))).as(path).isEqualTo(was);
                world.put(path, after);
            }
            case Change.Moved(String from, String path, String hash) -> {
                assertThat(world.remove(from)).as(from).isEqualTo(hash);
                world.put(path, hash);
            }
            case Change.Deleted(String path, String was) ->
                assertThat(world.remove(path)).as(path).isEqualTo(was);
            case Change.FolderMade _, Change.FolderRemoved _ -> {}
        }
    }
}
