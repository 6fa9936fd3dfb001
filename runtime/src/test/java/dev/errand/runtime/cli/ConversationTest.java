package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.runtime.cli.ErrandProcess.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person at a terminal: a pseudo-terminal by `script`, with lines typed beforehand.
class ConversationTest {
    @TempDir
    Path temporary;

    private DemoHome home;

    @BeforeEach
    void device() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs util-linux");
        home = DemoHome.in(temporary);
    }

    private Ended type(List<String> lines, String... arguments) {
        ErrandProcess person = home.errand().flag("-Derrand.terminal=true");
        String command = person.command(arguments).stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        return home.errand()
                .typing(String.join("\n", lines) + "\n")
                .throughOnly("script", "-qec", command, "/dev/null")
                .run();
    }

    @Test
    void aWholeConversationFromThePromptToTheSentMail() throws Exception {
        Ended ended = type(List.of(
                DemoHome.CAR_TITLE,
                "Lloyds",
                "2",
                "zzz",
                "v",
                "e",
                "nonsense",
                "1.subject=My title",
                "",
                "a",
                "add candles to my shopping list",
                "and also matches",
                ""));

        ended.exits(0);
        assertThat(ended.out())
                .contains("Say what you want", "\u001b[1m? Which contact do you mean")
                .contains("\"Lloyds\" does not answer")
                .contains("What this will do:", "needs your yes", "[a]pprove all", "Type one of the letters")
                .contains("const ", "mail.send(")
                .contains("A change looks like 1.subject=New text")
                .contains("to Harbor Mutual Insurance")
                .contains("errand undo r-");
        assertThat(home.sent()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).isEqualTo("My title");
        });
        assertThat(home.text("lists/shopping.md")).containsOnlyOnce("candles").containsOnlyOnce("matches");
    }

    @Test
    void whatFollowsARunIsSaidAfterIt() throws Exception {
        Ended first =
                home.errand().run("--json", "add candles to my shopping list").exits(0);
        String run = new ObjectMapper().readTree(first.out()).path("id").asText();
        home.errand().run("--after", run, "and also matches").exits(0);
        assertThat(home.text("lists/shopping.md")).containsOnlyOnce("candles").containsOnlyOnce("matches");

        assertThat(home.errand()
                        .run("--after", "r-nobody", "and also glue")
                        .exits(2)
                        .err())
                .contains("r-nobody");
    }

    @Test
    void aRefusalWithAReasonEndsTheRun() {
        Ended denied = type(List.of("1", "d", "wrong company"), DemoHome.CAR_TITLE, "--plain")
                .exits(4);

        assertThat(denied.out()).contains("You refused this: wrong company.").doesNotContain("\u001b");
        assertThat(home.sent()).isEmpty();
    }

    @Test
    void anExplanationIsGivenAndAYesIsRemembered() {
        Ended approved = type(List.of("2", "?", "r", "", "r", "narrow"), DemoHome.CAR_TITLE)
                .exits(0);

        assertThat(approved.out())
                .contains("[r]emember", "[?] explain", "You said", "on a no", "of the last 0 such calls it covers 0")
                .contains("Approve all, and always allow [n]arrow, [m]edium or [w]ide");
        assertThat(home.sent()).hasSize(1);
        assertThat(home.run("rules", "--json").exits(0).document().path("rules"))
                .hasSize(1);
    }

    @Test
    void laterLeavesItParked() {
        Ended later = type(List.of("2", "l"), DemoHome.CAR_TITLE).exits(3);

        assertThat(later.out()).contains("awaits your approval: errand approve r-");
    }
}
