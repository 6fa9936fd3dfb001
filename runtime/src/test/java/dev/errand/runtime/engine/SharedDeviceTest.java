package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.os.device.Change;
import dev.errand.os.device.Hash;
import dev.errand.runtime.journal.Entry;
import dev.errand.runtime.journal.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Many runs at once on one device: nothing is lost, nothing is done twice, nobody waits for ever.
@Timeout(120)
final class SharedDeviceTest {
    @TempDir
    Path home;

    enum Threads {
        TWO,
        VIRTUAL;

        ExecutorService open() {
            return switch (this) {
                case TWO -> Executors.newFixedThreadPool(2);
                case VIRTUAL -> Executors.newVirtualThreadPerTaskExecutor();
            };
        }
    }

    private static List<Seen> runAtOnce(TestDevice device, Threads threads, List<String> codes) throws Exception {
        List<Future<Seen>> runs = new ArrayList<>();
        try (ExecutorService executor = threads.open()) {
            for (String code : codes) {
                runs.add(executor.submit(() -> device.runYes(code)));
            }
        }
        List<Seen> seen = new ArrayList<>();
        for (Future<Seen> run : runs) {
            seen.add(run.get(60, TimeUnit.SECONDS));
        }
        return seen;
    }

    @ParameterizedTest
    @EnumSource(Threads.class)
    void aHundredRunsDoEachEffectOnce(Threads threads) throws Exception {
        try (TestDevice device = new TestDevice(home)) {
            List<String> codes = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                codes.add("""
                        files.write("out/%d.txt", "made by %d");
                        courier.deliver("x@y.example", "message %d");
                        telegraph.wire("x@y.example", "wire %d");
                        """.formatted(i, i, i, i));
            }
            assertThat(runAtOnce(device, threads, codes))
                    .allMatch(run -> run.state().equals("succeeded"))
                    .allMatch(run -> run.entries(Entry.EffectStarted.class).size() == 3);
            assertThat(device.outside.delivered).hasSize(200).doesNotHaveDuplicates();
            for (int i = 0; i < 100; i++) {
                assertThat(device.text("out/" + i + ".txt")).isEqualTo("made by " + i);
            }
            assertThat(device.text("telegrams.txt").lines()).hasSize(100);
        }
    }

    @ParameterizedTest
    @EnumSource(Threads.class)
    void whatRunsAddToTheSameThingsAtOnceIsAllThere(Threads threads) throws Exception {
        try (TestDevice device = new TestDevice(home)) {
            device.file("log.txt", "");
            Seen contact = device.run("return contacts.add({name: 'Ada', phones: []});");
            String id = contact.result().path("id").asText(contact.result().asText());
            List<String> codes = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                codes.add("""
                        lists.add("shopping", "item %d");
                        files.append("log.txt", "line %d\\n");
                        contacts.update("%s", {phones: contacts.get("%s").phones.concat(["+49 30 1234 %d"])});
                        """.formatted(i, i, id, id, 100 + i));
            }
            List<Seen> runs = runAtOnce(device, threads, codes);
            assertThat(runs)
                    .allSatisfy(run -> assertThat(run.state()).as(run.error()).isEqualTo("succeeded"));
            assertThat(device.run("return lists.items('shopping').length;")
                            .result()
                            .asInt())
                    .isEqualTo(30);
            assertThat(device.text("log.txt").lines().filter(line -> line.startsWith("line")))
                    .hasSize(30);
            chainsHold(device, runs);
        }
    }

    /// Every change of a file begins where another one ended: in whatever order they were made, they form one chain
    /// from what was there first to what is there now.
    private static void chainsHold(TestDevice device, List<Seen> runs) {
        Map<String, Map<String, Change.Written>> byBefore = new HashMap<>();
        runs.stream()
                .flatMap(run -> run.entries(Entry.EffectStarted.class).stream())
                .flatMap(effect -> effect.changes().changes().stream())
                .filter(Change.Written.class::isInstance)
                .map(Change.Written.class::cast)
                .forEach(change -> assertThat(byBefore.computeIfAbsent(change.path(), _ -> new HashMap<>())
                                .put(change.before().orElse(""), change))
                        .as("two changes of %s began at the same content", change.path())
                        .isNull());
        assertThat(byBefore).isNotEmpty();
        byBefore.forEach((path, changes) -> {
            String now = Hash.of(device.device.storage().open(path));
            Optional<Change.Written> first = Stream.concat(Stream.of(""), changes.keySet().stream())
                    .filter(before ->
                            changes.values().stream().noneMatch(c -> c.after().equals(before)))
                    .map(changes::get)
                    .filter(java.util.Objects::nonNull)
                    .findFirst();
            int length = 0;
            for (Change.Written next = first.orElseThrow(); next != null; next = changes.get(next.after())) {
                length++;
                if (next.after().equals(now) && length == changes.size()) {
                    break;
                }
            }
            assertThat(length).as(path).isEqualTo(changes.size());
        });
    }

    @ParameterizedTest
    @EnumSource(Threads.class)
    void runsThatTakeThingsInOppositeOrderDoNotWaitForEachOtherForEver(Threads threads) throws Exception {
        try (TestDevice device = new TestDevice(home)) {
            device.file("a.txt", "A");
            device.file("b.txt", "B");
            List<String> codes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String one = i % 2 == 0 ? "a" : "b";
                String other = i % 2 == 0 ? "b" : "a";
                codes.add("""
                        files.append("%s.txt", "%d");
                        lamps.turnOn("%s");
                        files.append("%s.txt", "%d");
                        lamps.turnOn("%s");
                        """.formatted(one, i, one, other, i, other));
            }
            assertThat(runAtOnce(device, threads, codes))
                    .allMatch(run -> run.state().equals("succeeded"));
        }
    }

    /// Two runs were at the same place when the process died; whoever is taken up first does not overwrite the other.
    @org.junit.jupiter.api.Test
    void whatWasBegunBeforeACrashIsCompletedBeforeOthersTouchTheSame() {
        TestDevice first = new TestDevice(home);
        RunId later = first.start("lists.add('shopping', 'eggs');");
        RunId cut = first.start("lists.add('shopping', 'milk');");
        TestDevice dying = first.restarted(journal -> new DyingAt(journal, Entry.EffectStarted.class, false));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> dying.engine.advance(cut))
                .isInstanceOf(MortalJournal.Death.class);
        TestDevice next = dying.restarted();
        assertThat(next.advance(later).state()).isEqualTo("succeeded");
        assertThat(next.advance(cut).state()).isEqualTo("succeeded");
        assertThat(next.run("return lists.items('shopping').length;").result().asInt())
                .isEqualTo(2);
        next.close();
    }
}
