package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.cli.ErrandProcess.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `errand remember RUN`, from the question to the time it is not asked.
class RememberTest {
    @TempDir
    Path temporary;

    @Test
    void offeredRememberedNotAskedAgainAndTakenBack() {
        DemoHome home = DemoHome.in(temporary);
        Ended sent = home.run(DemoHome.CAR_TITLE, "--answer", "Harbor", "--yes").exits(0);
        String run = sent.err().replaceFirst("(?s).*errand remember (r-\\w+).*", "$1");
        assertThat(sent.err()).contains("“insurance company” was Harbor Mutual Insurance");

        Ended learned = home.run("remember", run).exits(0);
        assertThat(learned.out()).contains("Harbor Mutual Insurance · insurance company");
        String undo = learned.err().replaceFirst("(?s).*errand undo (r-\\w+).*", "$1");
        assertThat(home.run("remember", run).exits(2).err()).contains("is called \"insurance company\" already");
        assertThat(home.run(DemoHome.CAR_TITLE, "--dry-run").exits(0).err())
                .contains("claims@harbormutual.example.com")
                .doesNotContain("errand remember");

        home.run("undo", undo, "--yes").exits(0);
        assertThat(home.run(DemoHome.CAR_TITLE, "--dry-run").exits(3).err()).contains("Which contact do you mean");
        assertThat(home.run("remember", undo).exits(2).err()).contains("nothing to remember of run " + undo);
        assertThat(home.run("remember", "r-00000000").exits(2).err()).contains("no run r-00000000");
    }
}
