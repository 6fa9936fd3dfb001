package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.intents.model.OpenAiServer;
import dev.errand.runtime.cli.ErrandProcess.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Budgets of the real program: options, configuration, exit codes, what is printed, and going on in another process.
class BudgetCommandTest {
    private static final String TWO_NOTES = """
            notes.create("one", "1");
            notes.create("two", "2");
            user.say("both");
            """;

    @TempDir
    Path temporary;

    private DemoHome home;

    @BeforeEach
    void device() {
        home = DemoHome.in(temporary);
    }

    private void configure(String toml) {
        try {
            Files.writeString(home.path("config.toml"), toml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRunParksWithFiveAndGoesOnOnceInAnotherProcess() {
        Ended parked = home.code(TWO_NOTES, "--yes", "--max-steps", "1").exits(5);
        assertThat(parked.out())
                .contains(
                        "has reached its budget: errand approve " + parked.run() + " --raise steps=4",
                        "errand cancel " + parked.run());
        assertThat(parked.err()).contains("This intent may take 1 step; 1 step");

        assertThat(home.run("inbox").exits(0).out()).contains(parked.run());
        assertThat(home.run("resume").exits(0).err()).contains("Nothing was interrupted");
        assertThat(home.run("approve", parked.run()).exits(2).err()).contains("It would stop again at once");
        Ended again = home.run("approve", parked.run(), "--raise", "steps=2", "--json")
                .exits(5);
        RunContract.check(again.document());
        JsonNode waiting = again.document().path("waitingFor");
        assertThat(waiting.path("kind").asText()).isEqualTo("budget");
        assertThat(waiting.path("max").asInt()).isEqualTo(2);

        Ended done = home.run("approve", parked.run(), "--raise", "steps=+10").exits(0);
        assertThat(done.out()).contains("both");
        JsonNode document = home.run("show", parked.run(), "--json").exits(0).document();
        RunContract.check(document);
        assertThat(document.at("/budget/spent/steps").asInt()).isEqualTo(3);
        assertThat(document.at("/budget/day/spent/steps").asInt()).isEqualTo(3);
        assertThat(document.path("effects")).hasSize(2);
    }

    @Test
    void wrongNumbersAndNamesAreWrongUsage() {
        assertThat(home.code(TWO_NOTES, "--max-steps", "some").exits(2).err()).contains("--max-steps", "200");
        assertThat(home.code(TWO_NOTES, "--max-usd", "-1").exits(2).err()).contains("--max-usd");
        Ended parked = home.code(TWO_NOTES, "--yes", "--max-steps", "0").exits(5);
        assertThat(home.run("approve", parked.run(), "--raise", "euros=2")
                        .exits(2)
                        .err())
                .contains("calls, tokens, usd, steps, minutes, wh");
        assertThat(home.run("approve", parked.run(), "--raise", "usd=2")
                        .exits(2)
                        .err())
                .contains("its limits are: steps=0");
        assertThat(home.run("approve", parked.run(), "--raise", "steps=2", "--effect", "1")
                        .exits(2)
                        .err())
                .contains("--raise does not go with");
        home.run("cancel", parked.run()).exits(0);
        assertThat(home.run("approve", parked.run(), "--raise", "steps=2")
                        .exits(2)
                        .err())
                .contains("is cancelled; there is nothing to raise");
        configure("[budget]\nmax_usd = 1\n");
        assertThat(home.code(TWO_NOTES).exits(2).err()).contains("config.toml: budget.max_usd is not known");
    }

    @Test
    void aLimitInDollarsNeedsAPriceAndTheReportSaysWhatItCost() {
        String code = "notes.search(\"car\"); user.say(\"looked\");";
        try (OpenAiServer server = new OpenAiServer(OpenAiServer.code(code), OpenAiServer.code(code))) {
            ErrandProcess errand =
                    home.errand().with("OPENAI_BASE_URL", server.baseUrl()).with("OPENAI_MODEL", "scripted");
            String[] intent = {"--planner", "openai", "--max-usd", "0.25", "look for my car"};
            assertThat(errand.run(intent).exits(69).err())
                    .contains("The model scripted has no price here", "[price.\"scripted\"]");
            assertThat(server.requests()).isEmpty();

            configure("[price.scripted]\ninput = 2\noutput = 10\n");
            assertThat(errand.run(intent).exits(0).err())
                    .contains("Cost: 1 model call, 120 tokens (100 in, 20 out), $0.0004, 0.0", "Wh (estimated)");
            Ended shown = home.run(
                    "show",
                    home.run("runs", "--json").exits(0).document().at("/0/id").asText());
            assertThat(shown.exits(0).out()).contains("Cost: 1 model call, 120 tokens");
        }
    }

    @Test
    void helpSaysHowToLimitAndHowToRaise() {
        assertThat(home.run("run", "--help").exits(0).out())
                .contains("--max-usd", "--max-tokens", "--max-steps", "--max-minutes");
        assertThat(home.run("approve", "--help").exits(0).out()).contains("--raise", "usd=+2 adds", "day.usd=10");
    }
}
