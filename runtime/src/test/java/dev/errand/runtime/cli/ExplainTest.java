package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.runtime.cli.ErrandProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `errand explain`, as a person types it.
class ExplainTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temporary;

    private DemoHome home;

    @BeforeEach
    void device() {
        home = DemoHome.in(temporary);
    }

    @Test
    void aFailedRunIsExplainedWithTheLinesThatMatter() throws IOException {
        String run = id(home.code("""
                const open = lists.items("Shopping");
                const c = contacts.find("zebra")[0];
                mail.send({to: c.emails[0], subject: "Shopping", body: String(open.length)});
                """, "--json"));
        Ended told = home.run("explain", run).exits(0);
        assertThat(told.out())
                .contains("Explained by 1 of 2 steps:")
                .contains("step 2  contacts.find  returned an empty list")
                .contains("line 2: const c = contacts.find(\"zebra\")[0];")
                .contains("line 3: mail.send(")
                .contains("What to do: ")
                .doesNotContain("lists.items");
        JsonNode document =
                JSON.readTree(home.run("explain", run, "--json").exits(0).out());
        assertThat(document.at("/causes/0/step").asInt()).isEqualTo(2);
        assertThat(document.at("/causes/0/operation").asText()).isEqualTo("contacts.find");
    }

    @Test
    void aRunThatSucceededCanBeAskedAboutOneThingThatItDid() throws IOException {
        String run = id(home.code("""
                const open = lists.items("Shopping");
                const sofia = contacts.find("Sofia")[0];
                notes.create(sofia.name, "has " + open.length);
                """, "--json"));
        assertThat(home.run("explain", run).exits(0).out()).contains("succeeded", "--effect N");
        assertThat(home.run("explain", run, "--effect", "1", "--argument", "title")
                        .exits(0)
                        .out())
                .contains("step 2  contacts.find", "argument `title` of step 3")
                .doesNotContain("lists.items");
        assertThat(home.run("explain", run, "--effect", "9").exits(2).err()).contains("has no effect 9");
        assertThat(home.run("explain", run, "--argument", "title").exits(2).err())
                .contains("add --effect N");
    }

    @Test
    void aRunThatIsNotThereIsAClearError() {
        assertThat(home.run("explain", "r-nothing").exits(2).err()).contains("r-nothing");
    }

    private static String id(Ended ended) throws IOException {
        return JSON.readTree(ended.out()).path("id").asText();
    }
}
