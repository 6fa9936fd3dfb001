package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.cli.ErrandProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the process ends with, and what it says then.
class ExitCodesTest {
    @TempDir
    Path temporary;

    private DemoHome home;

    @BeforeEach
    void device() {
        home = DemoHome.in(temporary);
    }

    @Test
    void successIsZeroAndTheAnswerIsOnStdout() {
        Ended ended = home.run("what", "time", "is", "it").exits(0);

        assertThat(ended.out()).matches("(?s).*\\d\\d:\\d\\d.*");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void failureIsOneWithMessageAndNoStackTrace() {
        Ended ended = home.code("files.read('no-such-file.txt')").exits(1);

        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("no-such-file.txt").doesNotContain("Exception", "\tat ");
    }

    @Test
    void wrongUsageIsTwoAndSaysWhatToDo() throws IOException {
        assertThat(wrong("")).contains("empty").contains("for example");
        assertThat(wrong("x".repeat(100_000))).contains("100,000 characters").doesNotContain("xxxxxx");
        assertThat(wrong("run", "--nope", "hello")).contains("--nope").contains("`errand run --help`");
        assertThat(wrong("run", "--planner", "magic", "hello"))
                .contains("magic")
                .contains("offline");
        assertThat(wrong("show", "r-zzzzzzzz")).contains("no run r-zzzzzzzz").contains("errand runs");
        assertThat(wrong("approve", "yes please")).contains("not a run");

        Path configuration = home.path("config.toml");
        Files.writeString(configuration, "[mail]\naddress = = 1\n");
        assertThat(wrong("runs")).contains("config.toml").contains("line 2");
        Files.delete(configuration);
        Files.createDirectory(configuration);
        assertThat(wrong("runs")).contains("config.toml").contains("cannot be read");
    }

    private String wrong(String... arguments) {
        Ended ended = home.run(arguments).exits(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("errand: ").doesNotContain("Exception", "\tat ");
        return ended.err();
    }

    @Test
    void anIntentWithoutQuotesThatBeginsLikeACommandIsExplained() {
        assertThat(wrong("show", "me", "my", "photos")).contains("quotes");
    }

    @Test
    void refusalIsFourWithTheReasonAndNothingHappens() {
        Ended parked = home.run(DemoHome.CAR_TITLE, "--answer", "2").exits(3);

        Ended denied = home.run("deny", parked.run(), "--reason", "wrong year").exits(4);

        assertThat(denied.err()).contains("wrong year");
        assertThat(home.sent()).isEmpty();
    }

    @Test
    void aReachedLimitIsFiveAndNamed() {
        Ended endless = home.code("while (true) {}", "--json").exits(5);
        JsonNode error = endless.document().path("error");
        assertThat(error.path("kind").asText()).isEqualTo("limit");
        assertThat(error.path("limit").asText()).isEqualTo("statements");

        Ended busy = home.code("for (let i = 0; i < 5000; i++) random.integer(1, 6);");
        assertThat(busy.exits(5).err()).contains("1,000 operation calls").contains("Ask for less");
    }

    @Test
    void notUnderstoodIsSixWithARemedy() {
        Ended ended = home.run("frobnicate the quux until it wibbles").exits(6);

        assertThat(ended.err()).contains("did not understand").contains("OPENAI_API_KEY");
    }

    @Test
    void aMissingModelIsSixtyNine() {
        Ended ended = home.run("--planner", "openai", DemoHome.CAR_TITLE).exits(69);

        assertThat(ended.err()).contains("No language model is configured").contains("OPENAI_BASE_URL");
    }

    @Test
    void whatStandsBeforeACommandCountsForItOrIsRefused() {
        String elsewhere = home.folder().resolveSibling("elsewhere").toString();

        assertThat(home.run("--home", elsewhere, "doctor").exits(0).out()).contains(elsewhere);
        assertThat(home.run("run", "--home", elsewhere, "--dry-run", "wait 1 second")
                        .exits(0)
                        .out())
                .isNotEmpty();
        assertThat(home.run("--home", elsewhere, "runs").exits(0).out()).contains("wait 1 second");
        assertThat(home.run("--yes", "run", "wait 1 second").exits(2).err())
                .contains("--yes belongs after the command", "errand run --yes");
    }

    @Test
    void helpMentionsOnlyWhatExists() {
        Ended help = home.run("--help").exits(0);
        assertThat(help.out()).contains("--dry-run", "approve", "Exit codes").doesNotContain("\u001b");
        assertThat(help.out()).containsPattern("(?m)^ +mcp +Serve one program by the Model Context Protocol");
        assertThat(home.run("mcp", "--help").exits(0).out()).contains("cannot approve anything");
        help.out().lines().forEach(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(home.run("approve", "--help").exits(0).out())
                .contains("--effect", "--set", "1.subject=Hello", "--raise", "--remember");
    }
}
