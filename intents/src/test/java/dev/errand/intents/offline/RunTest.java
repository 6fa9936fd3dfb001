package dev.errand.intents.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.spi.SkillReader;
import dev.errand.sandbox.Answer;
import dev.errand.sandbox.Call;
import dev.errand.sandbox.Calls;
import dev.errand.sandbox.ClosedField;
import dev.errand.sandbox.Environment;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.Program;
import dev.errand.sandbox.Sandbox;
import dev.errand.sandbox.host.InProcessSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Planned workflows, run in a sandbox whose calls are answered from a table.
class RunTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Catalogue DEVICE = SkillReader.installed();
    private static final Sandbox SANDBOX = new InProcessSandbox();
    private static final String ACME =
            "{\"id\":\"1\",\"name\":\"Acme Insurance\",\"emails\":[\"claims@acme.example\"],\"score\":0.9}";
    private static final String ALPHA =
            "{\"id\":\"2\",\"name\":\"Alpha Insurance\",\"emails\":[\"hello@alpha.example\"],\"score\":0.85}";
    private static final String SILENT = "{\"id\":\"3\",\"name\":\"No Mail Insurance\",\"emails\":[],\"score\":0.95}";
    private static final String TITLE = "{\"path\":\"car/title.pdf\",\"name\":\"title.pdf\",\"score\":0.9}";

    /// Answers calls and remembers them as `operation [arguments]`.
    private record Table(Map<String, String> answers, List<String> called) implements Calls {
        @Override
        public Answer call(Call call) {
            called.add(call.operation() + " " + call.positional());
            return new Answer.Value(parse(answers.getOrDefault(call.operation(), "null")), List.of(), Planned.NOW);
        }

        @Override
        public Answer open(ClosedField field) {
            throw new AssertionError("nothing is closed here");
        }
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void oneClearMatchIsTakenWithoutAQuestion() {
        Table table =
                table(Map.of("contacts.find", "[" + ACME + "]", "files.find", "[" + TITLE + "]", "mail.send", "{}"));

        assertThat(run("Please send my car title to my insurance company", table))
                .isInstanceOf(Outcome.Completed.class);
        assertThat(table.called()).hasSize(4).noneMatch(c -> c.startsWith("user.ask"));
        assertThat(table.called().get(2))
                .startsWith("mail.send")
                .contains("claims@acme.example", "car/title.pdf", "\"subject\":\"Car title\"");
        assertThat(table.called().getLast())
                .isEqualTo("user.say [\"Sent “Car title” to Acme Insurance with car/title.pdf.\"]");
    }

    @Test
    void ofSeveralMatchesThePersonChoosesAndWhoHasNoAddressIsLeftOut() {
        Table table = table(Map.of(
                "contacts.find",
                "[" + SILENT + "," + ACME + "," + ALPHA + "]",
                "files.find",
                "[" + TITLE + "]",
                "user.ask",
                "\"Alpha Insurance <hello@alpha.example>\"",
                "mail.send",
                "{}"));

        run("Please send my car title to my insurance company", table);

        assertThat(table.called())
                .contains("user.ask [\"Which contact do you mean by \\\"insurance company\\\"?\","
                        + "{\"choices\":[\"Acme Insurance <claims@acme.example>\","
                        + "\"Alpha Insurance <hello@alpha.example>\"]}]");
        assertThat(table.called()).anyMatch(c -> c.startsWith("mail.send") && c.contains("hello@alpha.example"));
    }

    @Test
    void whatIsNotFoundEndsTheRunWithWordsForThePerson() {
        Table table = table(Map.of("contacts.find", "[]", "files.find", "[]"));

        assertThat(run("Please send my car title to my insurance company", table))
                .isInstanceOfSatisfying(
                        Outcome.Threw.class,
                        threw -> assertThat(threw.error().message())
                                .isEqualTo("I found no contact for \"insurance company\"."));
        assertThat(table.called()).noneMatch(c -> c.startsWith("mail.send"));
    }

    @Test
    void listsAreToldLineByLineAndReturned() {
        Table table = table(Map.of("files.list", "[" + TITLE + ",{\"path\":\"b.txt\",\"name\":\"b.txt\"}]"));

        assertThat(run("Please tell me all files in the current directory", table))
                .isInstanceOfSatisfying(
                        Outcome.Completed.class,
                        completed -> assertThat(completed.result()).hasSize(2));
        assertThat(table.called()).contains("user.say [\"car/title.pdf\\nb.txt\"]");
    }

    @Test
    void emptyListsAreSaidAsSuch() {
        Table table = table(Map.of("files.find", "[]"));

        run("find my lease", table);

        assertThat(table.called()).contains("user.say [\"I found nothing for \\\"lease\\\".\"]");
    }

    @Test
    void stepsHandOnTheirResults() {
        Table table = table(Map.of("files.read", "\"old words\"", "files.append", "{}"));

        run("read lease.txt and append it to archive.txt", table);

        assertThat(table.called()).contains("files.append [\"archive.txt\",\"old words\"]");
    }

    @Test
    void recipesRunWithTheirSlots() {
        Table table = table(Map.of(
                "media.all",
                "[{\"path\":\"a.mp3\",\"title\":\"A\",\"artist\":null}]",
                "random.pick",
                "{\"path\":\"a.mp3\",\"title\":\"A\",\"artist\":null}"));

        assertThat(run("Play a random song in my list for 5 seconds", table)).isInstanceOf(Outcome.Completed.class);
        assertThat(table.called()).contains("clock.sleep [5]", "media.stop []");
    }

    @Test
    void twoReadingsAreAskedAbout() {
        Catalogue two = SmallDevice.catalogue(new SmallDevice.Trash());
        Table table = table(Map.of("user.ask", "\"Shred lease.pdf\""));
        assertThat(Planned.assess("delete lease.pdf", two)).isInstanceOfSatisfying(Assessment.Close.class, close -> {
            assertThat(execute(close.plan().code(), two, table)).isInstanceOf(Outcome.Completed.class);
            assertThat(table.called().getFirst()).contains("Delete lease.pdf", "Shred lease.pdf");
            assertThat(table.called()).contains("trash.shred [\"lease.pdf\"]").noneMatch(c -> c.startsWith("files."));
        });
    }

    private static Table table(Map<String, String> answers) {
        return new Table(answers, new ArrayList<>());
    }

    private static Outcome run(String words, Table table) {
        return execute(Planned.code(words, DEVICE), DEVICE, table);
    }

    private static Outcome execute(String code, Catalogue catalogue, Table table) {
        List<String> operations =
                catalogue.operations().stream().map(Operation::qualifiedName).toList();
        Program program =
                new Program(Language.JAVASCRIPT, code, operations, new Environment(Planned.NOW, 1, Planned.ZONE));
        return SANDBOX.execute(program, Limits.STANDARD, table);
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
