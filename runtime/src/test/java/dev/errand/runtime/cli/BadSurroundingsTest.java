package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.cli.ErrandProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Homes that cannot be written, disks that are full, journals that are broken.
class BadSurroundingsTest {
    private static final String FORTY_ITEMS =
            "for (let i = 0; i < 40; i++) lists.add('full', 'item ' + i + ' ' + 'x'.repeat(5000));";

    @TempDir
    Path temporary;

    @Test
    void aHomeThatCannotBeIsNamed() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "I am a file");
        ErrandProcess errand = new ErrandProcess(temporary);

        Ended ended = errand.run("--home", file.resolve("home").toString(), "what time is it")
                .exits(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains(file.toString()).contains("--home").doesNotContain("\tat ");

        Ended demo = errand.run("demo", "--home", file.toString()).exits(2);
        assertThat(demo.err()).contains("is a file").contains("new folder");

        Path others = Files.createDirectory(temporary.resolve("others"));
        Files.writeString(others.resolve("mine.txt"), "precious");
        assertThat(errand.run("demo", "--home", others.toString()).exits(2).err())
                .contains("not empty")
                .contains("nothing was touched");
        assertThat(others.toFile().list()).containsExactly("mine.txt");
    }

    @Test
    void aBrokenJournalIsNamedAndLeftAsItIs() throws IOException {
        DemoHome home = DemoHome.in(temporary);
        Files.createDirectories(home.path("state"));
        byte[] garbage =
                "This is no database at all, it is a text file. ".repeat(100).getBytes();
        Files.write(home.path("state/journal.db"), garbage);

        for (String command : new String[] {"runs", "what time is it"}) {
            Ended ended = home.run(command).exits(1);
            assertThat(ended.err()).contains("journal.db").doesNotContain("\tat ");
        }

        assertThat(Files.readAllBytes(home.path("state/journal.db"))).isEqualTo(garbage);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFullDiskLosesNothingAndTheRunGoesOnLater() {
        DemoHome home = DemoHome.in(temporary);

        // No file may grow beyond this: the journal's is the first to meet it.
        Ended full = home.errand()
                .through("bash", "-c", "ulimit -f 1400; exec \"$@\"", "bash")
                .typing(FORTY_ITEMS)
                .run("run", "--code", "-", "--yes");

        full.exits(1);
        assertThat(full.err())
                .contains("journal.db cannot be written", "errand resume")
                .doesNotContain("\tat ");
        long before = items(home);
        assertThat(before).isLessThan(40);

        home.run("resume").exits(0);

        assertThat(items(home)).isEqualTo(40);
        assertThat(home.run("runs").exits(0).out()).contains("succeeded");
    }

    private static long items(DemoHome home) {
        if (!Files.exists(home.path("lists/full.md"))) {
            return 0;
        }
        return Arrays.stream(home.text("lists/full.md").split("\n"))
                .filter(line -> line.startsWith("- [ ] item"))
                .count();
    }
}
