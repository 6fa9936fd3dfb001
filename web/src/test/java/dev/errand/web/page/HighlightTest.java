package dev.errand.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HighlightTest {
    private static List<List<Highlight.Token>> lines(String code, String language) {
        return Highlight.lines(code, language, Set.of("mail.send"));
    }

    private static String kinds(String code, String language) {
        return lines(code, language).stream()
                .map(line -> line.stream()
                        .filter(token -> !token.kind().isEmpty())
                        .map(token -> token.kind() + ":" + token.text())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("|"));
    }

    @Test
    void callsWordsTextsNumbersAndCommentsAreToldApart() {
        assertThat(kinds("const a = mail.send('x\\'y', 12); // done", "js"))
                .isEqualTo("word:const call:mail.send string:'x\\'y' number:12 comment:// done");
        assertThat(kinds("if a: # why\n  mail.send('''one\ntwo''')", "python"))
                .isEqualTo("word:if comment:# why|call:mail.send string:'''one|string:two'''");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n", "'", "`a\nb", "/* a\nb", "a.", "mail.", "\\", "💡 = \"ü\"", "a\u202Eb", "'''\n"})
    void noCharacterIsLost(String code) {
        for (String language : List.of("js", "python")) {
            String shown = lines(code, language).stream()
                    .map(line -> line.stream().map(Highlight.Token::text).collect(Collectors.joining()))
                    .collect(Collectors.joining("\n"));
            assertThat(shown)
                    .isEqualTo(Visible.text(code.endsWith("\n") ? code.substring(0, code.length() - 1) : code));
        }
    }
}
