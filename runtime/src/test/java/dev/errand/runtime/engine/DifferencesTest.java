package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.engine.Differences.Content;
import dev.errand.runtime.engine.Differences.Difference;
import dev.errand.runtime.engine.Differences.Kind;
import dev.errand.runtime.explain.DataFlow;
import dev.errand.runtime.explain.DataFlow.How;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What effects change, before and after; and what steps give to each other.
class DifferencesTest {
    @TempDir
    Path home;

    private TestDevice device;

    @BeforeEach
    void open() {
        device = new TestDevice(home);
        device.device.storage().writeText("files/a.txt", "one\n");
    }

    @AfterEach
    void close() {
        device.close();
    }

    private Map<Integer, List<Difference>> of(Seen run) {
        return new Differences(device.device, device.catalogue).of(device.engine.run(run.id()));
    }

    private static String text(java.util.Optional<Content> content) {
        return content.flatMap(Content::text).orElse("none");
    }

    private static final String CODE = "files.write('a.txt', 'two'); files.move('a.txt', 'b.txt');"
            + " files.write('c.txt', 'new'); files.write('c.txt', 'newer');";

    private static void requireAll(Map<Integer, List<Difference>> found) {
        assertThat(found.keySet()).containsExactly(1, 2, 3, 4);
        Difference changed = found.get(1).getFirst();
        assertThat(changed.kind()).isEqualTo(Kind.CHANGED);
        assertThat(List.of(text(changed.before()), text(changed.after()))).containsExactly("one\n", "two");
        Difference moved = found.get(2).getFirst();
        assertThat(List.of(moved.kind(), moved.from(), moved.path())).containsExactly(Kind.MOVED, "a.txt", "b.txt");
        assertThat(found.get(3).getFirst().kind()).isEqualTo(Kind.CREATED);
        assertThat(text(found.get(4).getFirst().before())).isEqualTo("new");
    }

    @Test
    void whatIsToComeIsForeseenOneAfterTheOtherAndNothingIsTouched() {
        Seen run = device.dryRun(CODE);
        requireAll(of(run));
        requireAll(of(run));
        assertThat(device.device.storage().readText("files/a.txt")).isEqualTo("one\n");
        assertThat(device.device.storage().exists("files/c.txt")).isFalse();
    }

    @Test
    void whatWasDoneIsToldFromTheJournal() {
        Seen run = device.run(CODE);
        device.device.storage().writeText("files/c.txt", "by somebody else");
        requireAll(of(run));
    }

    @Test
    void filesThatAreNoTextHaveOnlyASize() {
        device.device.storage().write("files/p.png", new byte[] {0, -1, 2});
        Seen run = device.dryRun("files.delete('p.png');");
        Content before = Stream.of(of(run).get(1))
                .flatMap(List::stream)
                .flatMap(each -> each.before().stream())
                .findFirst()
                .orElseThrow();
        assertThat(before.size()).isEqualTo(3);
        assertThat(before.text()).isEmpty();
    }

    @Test
    void whatAStepReturnedIsFollowedToWhereItIsUsed() {
        Seen run = device.run("const t = files.read('a.txt'); if (t.length > 1) files.write('d.txt', t);");
        assertThat(DataFlow.of(device.engine.run(run.id())))
                .contains(new DataFlow(1, 2, "text", How.SEEN), new DataFlow(1, 2, "", How.DECIDED));
    }
}
