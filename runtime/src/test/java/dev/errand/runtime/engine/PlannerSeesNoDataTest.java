package dev.errand.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.ModelAccess;
import dev.errand.intents.WorkflowCheck;
import dev.errand.intents.model.ModelPlanner;
import dev.errand.intents.model.OpenAiServer;
import dev.errand.sandbox.check.JavaScriptChecker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A word stands in a file, its name, a contact, a mail and an answer. Whatever a workflow does with it, the model
/// that plans is never told: every byte of every request is looked at.
final class PlannerSeesNoDataTest {
    private static final String WORD = "zwiebelturm";
    private static final String READ = "const secret = files.read(\"letter.txt\");\n";
    private static final String GOOD = "user.say(\"Hello\");";

    @TempDir
    Path home;

    private TestDevice device;
    private OpenAiServer server = new OpenAiServer();

    @BeforeEach
    void open() {
        device = new TestDevice(home);
        device.file("letter.txt", WORD);
        device.file(WORD + ".txt", "Dear " + WORD);
        device.device
                .storage()
                .writeText(
                        "contacts/c.vcf",
                        "BEGIN:VCARD\nVERSION:4.0\nFN:%s\nEMAIL:%s@example.com\nEND:VCARD\n".formatted(WORD, WORD));
        device.device
                .storage()
                .writeText(
                        "mail/cur/1.m:2,",
                        "From: %s@example.com\nTo: alex@example.com\nSubject: %s\n\n%s\n".formatted(WORD, WORD, WORD));
    }

    @AfterEach
    void close() {
        device.close();
        server.close();
    }

    private void serve(String... workflows) {
        server.close();
        server = new OpenAiServer(
                java.util.Arrays.stream(workflows).map(OpenAiServer::code).toArray(OpenAiServer.Response[]::new));
        device = device.with(new ModelPlanner(
                new ModelAccess(server.baseUrl(), "", "scripted", Duration.ofSeconds(20), 0, 2),
                new WorkflowCheck(new JavaScriptChecker())));
    }

    private void nothingWasTold(int requests) {
        assertThat(server.requests())
                .hasSize(requests)
                .allSatisfy(request -> assertThat(request.path() + request.authorization() + request.body())
                        .doesNotContainIgnoringCase(WORD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret.nothing.more;",
                "throw new TypeError(secret);",
                "files.read(secret + '/none');",
                "clock.sleep(secret);",
                "user.say(files.find('zwie' + 'bel')[0].nothing.more);",
                "contacts.find('zwie' + 'belturm')[0].name.nothing.more;",
                "mail.search({text: secret})[0].subject.nothing.more;",
                "user.say(secret); null[secret];"
            })
    void aPreviewThatFailsTellsWhereAndWhatKindOnly(String code) {
        serve(READ + code, GOOD);

        Seen run = device.intend("say hello");

        assertThat(run.state()).isEqualTo("succeeded");
        nothingWasTold(2);
        assertThat(server.requests().getLast().message(-1)).contains("failed when it was tried", "Line ");
    }

    @Test
    void anErrorOfAKindThatDataNamesIsNoReasonToPlanAnew() {
        serve(READ + "const e = new Error('x'); e.name = secret; throw e;", GOOD);

        assertThat(device.intend("say hello").state()).isEqualTo("failed");
        nothingWasTold(1);
    }

    @Test
    void aDenialTellsTheWorkflowAndThePersonsWords() {
        serve(READ + "mail.send({to: 'ben@example.com', subject: secret, body: 'x'});", GOOD);
        Seen asked = device.intend("mail the letter to Ben");
        assertThat(asked.state()).isEqualTo("awaiting_approval");

        Seen again = device.deny(asked, "not to Ben");

        assertThat(again.state()).isEqualTo("succeeded");
        nothingWasTold(2);
        assertThat(server.requests().getLast().message(-1)).contains("not to Ben");
    }

    @Test
    void whatThePersonAnsweredIsForTheWorkflowOnly() {
        serve("const name = user.ask('Who?'); name.nothing.more;", GOOD);
        Seen asked = device.intend("say hello");
        assertThat(asked.state()).isEqualTo("awaiting_answer");

        Seen done = device.answer(asked, WORD);

        assertThat(done.state()).isEqualTo("succeeded");
        nothingWasTold(2);
    }

    @Test
    void whatWasFoundStaysInThePlansFindings() {
        serve(READ + "secret.nothing.more;", GOOD);

        Seen run = device.intend("say hello");

        assertThat(List.of(run.document().at("/plan/findings/0/rule").asText())).containsExactly("preview");
        assertThat(run.document().at("/plan/findings/0/line").asInt()).isEqualTo(2);
        assertThat(run.document().at("/plan/findings/0/message").asText())
                .isEqualTo("The preview ended here with a TypeError");
    }
}
