package dev.errand.intents.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.intents.Planner.Progress;
import dev.errand.intents.Planning;
import dev.errand.intents.WorkflowCheck;
import dev.errand.sandbox.check.JavaScriptChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayPlannerTest {
    private static final WorkflowCheck CHECK = new WorkflowCheck(new JavaScriptChecker());

    @TempDir
    Path folder;

    private Planning replay(String words, String... lines) throws IOException {
        Path file = folder.resolve("recording.jsonl");
        Files.writeString(file, String.join("\n", lines));
        return new ReplayPlanner(file, CHECK).plan(SmallDevice.request(words), Progress.silent());
    }

    private static RecordedExchange exchange(String intent, int attempt, String answer) {
        return new RecordedExchange(
                intent, "js", "gpt", 0, attempt, answer, 1, 2, 3, 4, Instant.parse("2026-03-02T09:00:00Z"));
    }

    @Test
    void anIntentIsFoundByItsWords() throws IOException {
        Planning planning = replay(
                "  say   HELLO! ",
                "{\"intent\": \"Wait\", \"answer\": \"```js\\nclock.sleep(5);\\n```\"}",
                "",
                "{\"intent\": \"Say hello.\", \"model\": \"gpt\", \"answer\": \"```js\\nuser.say(1);\\n```\"}");

        assertThat(planning).isInstanceOfSatisfying(Planning.Planned.class, planned -> {
            assertThat(planned.plan().code()).isEqualTo("user.say(1);\n");
            assertThat(planned.plan().planner()).isEqualTo("replay");
            assertThat(planned.plan().model()).isEqualTo("gpt");
            assertThat(planned.plan().usage().modelCalls()).isZero();
        });
    }

    @Test
    void whatWasRecordedIsReplayedWithItsRepairs() throws IOException {
        Path file = folder.resolve("made.jsonl");
        var recorder = Recording.appendingTo(file);
        recorder.accept(exchange("say hello", 1, "an older recording"));
        recorder.accept(exchange("say hello", 1, "```js\nuser.shout(\"“Hi”\");\n```"));
        recorder.accept(exchange("say hello", 2, "```js\nuser.say(\"“Hi”\");\n```"));

        Planning planning = new ReplayPlanner(file, CHECK).plan(SmallDevice.request("say hello"), Progress.silent());

        assertThat(planning).isInstanceOfSatisfying(Planning.Planned.class, planned -> {
            assertThat(planned.plan().code()).isEqualTo("user.say(\"“Hi”\");\n");
            assertThat(planned.plan().findings())
                    .singleElement()
                    .satisfies(each -> assertThat(each.attempt()).isEqualTo(1));
        });
    }

    @Test
    void aRecordedAnswerThatIsOfNoUseFailsWithItsFindings() throws IOException {
        Planning planning =
                replay("say hello", "{\"intent\": \"say hello\", \"answer\": \"```js\\nuser.shout(1);\\n```\"}");

        assertThat(planning).isInstanceOfSatisfying(Planning.Failed.class, failed -> {
            assertThat(failed.message()).contains("not usable");
            assertThat(failed.findings()).hasSize(1);
        });
    }

    @Test
    void anIntentThatIsNotInTheRecordingIsSaidSo() throws IOException {
        Planning planning = replay("say hello", "{\"intent\": \"Wait\", \"answer\": \"x\"}");

        assertThat(planning).isInstanceOfSatisfying(Planning.Failed.class, failed -> {
            assertThat(failed.service()).isFalse();
            assertThat(failed.message()).contains("recording.jsonl", "“say hello”", "other intents in it: 1.");
        });
    }

    @Test
    void anIntentRecordedInAnotherLanguageIsSaidSo() throws IOException {
        Planning planning = replay(
                "say hello", "{\"intent\": \"say hello\", \"language\": \"python\", \"answer\": \"user.say(1)\"}");

        assertThat(planning)
                .isInstanceOfSatisfying(
                        Planning.Failed.class,
                        failed -> assertThat(failed.message()).contains("only for: python"));
    }

    @Test
    void aRecordingOfThePaperGetsOnlyTheFunctionsThatItCalls() {
        assertThat(PaperRecording.needed(
                        "def go():\n    send_email(find_contact_email(find_contact_id('x')), '', '', [])\ngo()"))
                .contains("_contacts = []", "def find_contact_id(", "def find_contact_email(", "mail.send(")
                .doesNotContain("def shell(", "def print(", "def find_file(");
        assertThat(PaperRecording.needed("x = shell('ls')")).contains("_shell = shell\n", "return _shell.run(command)");
        assertThat(PaperRecording.needed("files.find('x')")).isEmpty();
    }

    @Test
    void aRecordOfThePaperWithoutItsTextsIsNamed() {
        assertThatThrownBy(() -> replay("a", "[{\"prompt\": \"a\"}]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Record 1")
                .hasMessageContaining("\"output\"");
        assertThatThrownBy(() -> replay("a", "[{")).hasMessageContaining("is not JSON");
    }

    @Test
    void anAnswerOfThePaperWithoutCodeIsOfNoUse() throws IOException {
        Planning planning = replay("a", "[{\"prompt\": \"a\", \"output\": \"I cannot.\", \"generated_code\": null}]");

        assertThat(planning)
                .isInstanceOfSatisfying(
                        Planning.Failed.class,
                        failed -> assertThat(failed.message()).contains("only for: python"));
    }

    @Test
    void aMissingFileIsSaidSo() {
        assertThatThrownBy(() -> new ReplayPlanner(folder.resolve("none.jsonl"), CHECK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no recording")
                .hasMessageContaining("none.jsonl");
    }

    @Test
    void aBrokenLineIsNamed() {
        assertThatThrownBy(() -> replay("a", "{\"intent\": \"a\", \"answer\": \"b\"}", "{\"intent\": "))
                .hasMessageContaining("Line 2")
                .hasMessageContaining("is not JSON");
        assertThatThrownBy(() -> replay("a", "{\"intent\": \"a\"}"))
                .hasMessageContaining("Line 1")
                .hasMessageContaining("no text \"answer\"");
        assertThatThrownBy(() -> replay("a", "", " ")).hasMessageContaining("is empty");
    }
}
