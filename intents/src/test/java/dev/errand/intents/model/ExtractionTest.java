package dev.errand.intents.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.model.Extraction.Found;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractionTest {
    private final Extraction extraction =
            new Extraction(List.of("user.say", "user.ask", "files.find", "mail.send", "messages.send"));

    private String code(String answer) {
        Found found = extraction.from(answer);
        assertThat(found).isInstanceOf(Found.Code.class);
        return ((Found.Code) found).text().strip();
    }

    private String problem(String answer) {
        Found found = extraction.from(answer);
        assertThat(found).isInstanceOf(Found.Nothing.class);
        return ((Found.Nothing) found).problem();
    }

    private String declined(String answer) {
        Found found = extraction.from(answer);
        assertThat(found).isInstanceOf(Found.Decline.class);
        return ((Found.Decline) found).reason();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"js", "javascript", "JavaScript", "ts", "typescript", "python", "", "js title=\"a.js\"", "js {1}"
            })
    void aFencedBlockIsTheWorkflowWhateverItIsLabelled(String label) {
        assertThat(code("```" + label + "\nuser.say(\"Hi\");\n```")).isEqualTo("user.say(\"Hi\");");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sure!\n\n```js\nuser.say(1);\n```\n\nThis calls `user.say` and nothing else.",
                "~~~\nuser.say(1);\n~~~",
                "````js\nuser.say(1);\n````",
                "```js\r\nuser.say(1);\r\n```\r\n",
                "   ```js\n   user.say(1);\n   ```",
                "```js user.say(1); ```",
                "```js\nuser.say(1);\n",
                "user.say(1);",
                "Here is the workflow:\n\nuser.say(1);\n\nIt says one.",
                "{\"code\": \"user.say(1);\"}",
                "```json\n{\"language\": \"js\", \"workflow\": \"```js\\nuser.say(1);\\n```\"}\n```",
                "<think>The person wants ```js\nmail.send({});\n``` no.</think>\n```js\nuser.say(1);\n```",
                "I should call mail.send() … no.\n</think>\nuser.say(1);",
                "```bash\nnode workflow.js\n```\n```js\nuser.say(1);\n```",
            })
    void whatStandsAroundTheWorkflowComesOff(String answer) {
        assertThat(code(answer)).isEqualTo("user.say(1);");
    }

    @Test
    void unfencedCodeKeepsAllItsLines() {
        String workflow = "const found = files.find(\"a\");\nfor (const each of found) {\n  user.say(each.name);\n}";

        assertThat(code("Of course.\n\n" + workflow + "\n\nLet me know if you need more."))
                .isEqualTo(workflow);
    }

    @Test
    void partsThatBuildOnEachOtherAreJoined() {
        assertThat(code("First find it:\n```js\nconst f = files.find(\"a\");\n```\nThen send it:\n"
                        + "```js\nmail.send({to: \"x\", attachments: f});\n```"))
                .isEqualTo("const f = files.find(\"a\");\n\nmail.send({to: \"x\", attachments: f});");
    }

    @Test
    void aHelperInABlockOfItsOwnComesAlong() {
        assertThat(
                        code(
                                "```js\nfunction polite(t) { return t + \", please\"; }\n```\n```js\nuser.say(polite(\"Hi\"));\n```"))
                .startsWith("function polite")
                .endsWith("user.say(polite(\"Hi\"));");
    }

    @Test
    void anImprovedVersionReplacesTheFirst() {
        assertThat(code("```js\nconst f = files.find(\"a\");\nuser.say(f);\n```\nBetter:\n"
                        + "```js\nconst f = files.find(\"b\");\nuser.say(f[0].name);\n```"))
                .contains("\"b\"")
                .doesNotContain("\"a\"");
    }

    @Test
    void anExcerptIsNotDoneTwice() {
        assertThat(code("```js\nconst f = files.find(\"a\");\nmail.send({to: f});\n```\nThe important line is:\n"
                        + "```js\nmail.send({to: f});\n```"))
                .isEqualTo("const f = files.find(\"a\");\nmail.send({to: f});");
    }

    @Test
    void alternativesAreNeitherJoinedNorGuessedAt() {
        assertThat(problem("By mail:\n```js\nmail.send({to: \"x\"});\n```\nOr by message:\n"
                        + "```js\nmessages.send({to: \"x\"});\n```"))
                .contains("2 code blocks");
        assertThat(problem("```js\nmail.send({to: \"x\"});\n```\n```js\nuser.say(\"Sent.\");\n```"))
                .contains("2 code blocks");
    }

    @Test
    void codeThatNamesNoOperationIsLeftToTheChecker() {
        assertThat(code("```js\nsend_email(\"x\");\n```\nOutput:\n```text\nmail sent\n```"))
                .isEqualTo("send_email(\"x\");");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "I am sorry, I cannot do that.",
                "<!DOCTYPE html><html><body>user.say(1)</body></html>",
                "<think>I wonder about user.say(1)",
                "```\n\n```",
                "{\"error\": 7}",
            })
    void whatHoldsNoCodeIsSaidSo(String answer) {
        assertThat(problem(answer)).contains("one fenced code block");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// DECLINE: No taxis here.",
                "```js\n// DECLINE: No taxis here.\n```",
                "```python\n# DECLINE: No taxis here.\n```",
                "DECLINE: No taxis here.",
                "**DECLINE: No taxis here.**",
                "<think>Hm.</think>\nI looked at the operations.\n\n// DECLINE: No taxis here.",
                "```js\n\n// DECLINE: No taxis here.\nuser.say(\"No.\");\n```",
            })
    void aDeclineIsHeard(String answer) {
        assertThat(declined(answer)).isEqualTo("No taxis here.");
    }

    @Test
    void aDeclineInsideCodeThatWorksIsNone() {
        assertThat(code("```js\nuser.say(1); // not a DECLINE: at all\n```")).startsWith("user.say(1);");
    }
}
