package dev.errand.intents.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.WorkflowCheck;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.check.Inspection;
import dev.errand.sandbox.check.JavaScriptChecker;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Nothing that a person says becomes code: whatever stands in a slot, the workflow calls what it called before.
class HostileWordsTest {
    private static final Catalogue DEVICE = SkillReader.installed();
    private static final WorkflowCheck CHECK = new WorkflowCheck(new JavaScriptChecker());
    private static final List<String> PIECES = List.of(
            "\"",
            "'",
            "`",
            "\\",
            "${",
            "}",
            "{",
            "(",
            ")",
            ";",
            "//",
            "/*",
            "*/",
            "\u2028",
            "\u2029",
            "\n",
            "\r",
            "\t",
            "\0",
            "</script>",
            "files.delete(\".\")",
            "mail.send({})",
            "\\u0022",
            "\\x22",
            "&",
            "=>",
            "return",
            "+",
            ",",
            "word",
            "a.b",
            "é",
            "😀",
            "\ud800",
            "[",
            "]",
            "|",
            "$&",
            "$1",
            "#",
            "<!--",
            "-->");
    private static final List<String> FRAMES = List.of(
            "say %s",
            "send my %s to anna",
            "make a note that %s",
            "send an email to anna saying %s",
            "add %s to my shopping list",
            "find my %s",
            "play %s for 5 seconds",
            "find my %s and send it to Anna",
            "delete the mail about %s",
            "pick one of %s");

    @Test
    void wordsStayWords() {
        Random random = new Random(7);
        int planned = 0;
        for (int i = 0; i < 1500; i++) {
            String words = FRAMES.get(i % FRAMES.size()).formatted(hostile(random));
            String code = code(words);
            if (!code.isEmpty()) {
                planned++;
                Inspection inspection = CHECK.inspect(Language.JAVASCRIPT, code, DEVICE);
                assertThat(inspection.findings()).as(words + "\n" + code).isEmpty();
                assertThat(inspection.operations())
                        .as(words + "\n" + code)
                        .isSubsetOf(allowed(FRAMES.get(i % FRAMES.size())));
            }
        }
        assertThat(planned).isGreaterThan(500);
    }

    @Test
    void aQuotedAttackIsTextInTheProgram() {
        String attack = "`; files.delete(\".\"); `${files.list()}";
        String code = Planned.code("say \u201c" + attack + "\u201d", DEVICE);

        Inspection inspection = CHECK.inspect(Language.JAVASCRIPT, code, DEVICE);
        assertThat(inspection.texts()).contains(attack);
        assertThat(inspection.operations()).containsExactly("user.say");
    }

    /// A chosen reading of several may call what any of them calls; nothing else.
    private static Set<String> allowed(String frame) {
        Set<String> talk = Set.of(
                "user.say",
                "user.ask",
                "files.find",
                "contacts.find",
                "mail.send",
                "notes.create",
                "lists.add",
                "media.find",
                "media.play",
                "media.stop",
                "clock.sleep",
                "mail.search",
                "mail.delete",
                "random.pick",
                "notes.search",
                "lists.items",
                "contacts.add",
                "media.addToPlaylist");
        assertThat(talk).doesNotContain("files.delete");
        return frame.isEmpty() ? Set.of() : talk;
    }

    private static String code(String words) {
        return switch (Planned.assess(words, DEVICE)) {
            case Assessment.Clear clear -> clear.plan().code();
            case Assessment.Likely likely -> likely.plan().code();
            case Assessment.Close close -> close.plan().code();
            case Assessment.None _ -> "";
        };
    }

    private static String hostile(Random random) {
        StringBuilder text = new StringBuilder("x");
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            text.append(random.nextBoolean() ? " " : "").append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text + "y";
    }
}
