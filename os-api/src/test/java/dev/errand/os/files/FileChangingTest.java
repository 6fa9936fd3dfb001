package dev.errand.os.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileChangingTest {
    @TempDir
    Path home;

    private SkillKit kit;
    private Samples samples;

    @BeforeEach
    void device() {
        kit = new SkillKit(home, new FilesSkill());
        samples = new Samples(home);
        samples.text("a.txt", "a");
        samples.text("Docs/b.txt", "b");
        samples.text("Docs/Taxes/c.txt", "c");
    }

    private Path at(String path) {
        return samples.root().resolve(path);
    }

    private String path(String operation, String arguments) {
        return kit.call(operation, arguments).value().get("path").asText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "files.write; [\"new/x.txt\", \"hello\"]",
                "files.write; [\"a.txt\", \"replaced\"]",
                "files.append; [\"a.txt\", \"more\"]",
                "files.move; [\"a.txt\", \"Docs\"]",
                "files.move; [\"Docs\", \"Papers/2026\"]",
                "files.copy; [\"Docs\", \"Copy\"]",
                "files.delete; [\"a.txt\"]",
                "files.delete; [\"Docs\"]",
                "files.makeFolder; [\"x/y\"]"
            })
    void aPreviewLeavesNothingAndUndoRestoresAll(String operation, String arguments) {
        Map<String, String> before = everything();

        kit.preview(operation, arguments);
        assertThat(everything()).isEqualTo(before);

        SkillKit.Performed done = kit.call(operation, arguments);
        assertThat(everything()).isNotEqualTo(before);

        kit.undo(done);
        assertThat(everything()).isEqualTo(before);
    }

    /// All data of the device, the runtime's own left out. Empty folders that undo leaves for the trash count too.
    private Map<String, String> everything() {
        try (Stream<Path> paths = Files.walk(home)) {
            Map<String, String> contents = new TreeMap<>();
            for (Path path : paths.filter(each -> !each.startsWith(home.resolve("state")))
                    .toList()) {
                contents.put(
                        home.relativize(path).toString(),
                        Files.isRegularFile(path) ? Files.readString(path) : "folder");
            }
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void textIsWrittenReplacedAndAdded() {
        assertThat(path("files.write", "[\"new/x.md\", \"one\"]")).isEqualTo("new/x.md");
        assertThat(at("new/x.md")).hasContent("one");
        kit.call("files.append", "[\"new/x.md\", \"two\"]");
        kit.call("files.append", "[\"new/x.md\", \"\\nthree\\n\"]");
        kit.call("files.append", "[\"new/x.md\", \"four\"]");
        assertThat(at("new/x.md")).hasContent("one\ntwo\nthree\nfour");
        kit.call("files.write", "[\"new/x.md\", \"1\"]");
        assertThat(at("new/x.md")).hasContent("1");
        kit.call("files.append", "[\"log.txt\", \"first\"]");
        assertThat(at("log.txt")).hasContent("first");
    }

    @Test
    void aFileIsMovedIntoAFolderOrToAName() {
        assertThat(path("files.move", "[\"a.txt\", \"Docs\"]")).isEqualTo("Docs/a.txt");
        assertThat(path("files.move", "[\"Docs/a.txt\", \"the taxes folder\"]")).isEqualTo("Docs/Taxes/a.txt");
        assertThat(path("files.move", "[{\"path\":\"Docs/Taxes/a.txt\"}, {\"path\":\".\"}]"))
                .isEqualTo("a.txt");
        assertThat(path("files.move", "[\"a.txt\", \"Old/2025/z.txt\"]")).isEqualTo("Old/2025/z.txt");
        assertThat(path("files.move", "[\"Old/2025/z.txt\", \"Fresh\"]")).isEqualTo("Fresh/z.txt");
        assertThat(path("files.move", "[{\"from\":\"Docs\", \"to\":\"Papers\"}]"))
                .isEqualTo("Papers");
        assertThat(at("Papers/Taxes/c.txt")).hasContent("c");
        assertThat(at("Docs")).doesNotExist();
    }

    @Test
    void aCopyIsACopy() {
        assertThat(path("files.copy", "[\"a.txt\", \"Docs\"]")).isEqualTo("Docs/a.txt");
        assertThat(path("files.copy", "[\"Docs\", \"Docs2\"]")).isEqualTo("Docs2");
        assertThat(at("a.txt")).hasContent("a");
        assertThat(at("Docs2/Taxes/c.txt")).hasContent("c");
    }

    @Test
    void whatIsInTheWayIsNotReplaced() {
        samples.text("Docs/a.txt", "another");

        assertThatThrownBy(() -> kit.call("files.move", "[\"a.txt\", \"Docs\"]"))
                .hasMessage("\"Docs/a.txt\" is there already.");
        assertThatThrownBy(() -> kit.call("files.copy", "[\"a.txt\", \"Docs/b.txt\"]"))
                .hasMessage("\"Docs/b.txt\" is there already.");
        assertThatThrownBy(() -> kit.call("files.copy", "[\"a.txt\", \"a.txt\"]"))
                .hasMessage("\"a.txt\" is there already.");
        assertThatThrownBy(() -> kit.call("files.makeFolder", "[\"a.txt\"]")).hasMessage("\"a.txt\" is a file.");
        assertThat(kit.call("files.makeFolder", "[\"Docs\"]")
                        .value()
                        .get("type")
                        .asText())
                .isEqualTo("folder");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> kit.call("files.move", "[\"Docs\", \"Docs/Taxes\"]"))
                .hasMessageContaining("into itself");
        assertThatThrownBy(() -> kit.call("files.copy", "[\"Docs\", \"Docs/Taxes\"]"))
                .hasMessageContaining("into itself");
        assertThatThrownBy(() -> kit.call("files.delete", "[\".\"]")).hasMessageContaining("cannot be deleted");
        assertThatThrownBy(() -> kit.call("files.move", "[\".\", \"x\"]")).hasMessageContaining("cannot be moved");
        assertThatThrownBy(() -> kit.call("files.write", "[\"Docs\", \"x\"]")).hasMessage("\"Docs\" is a folder.");
        assertThatThrownBy(() -> kit.call("files.write", "[\"x.pdf\", \"x\"]"))
                .hasMessageContaining("does not make a pdf file");
        assertThatThrownBy(() -> kit.call("files.write", "[\"a.txt/x.txt\", \"x\"]"))
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> kit.call("files.delete", "[\"missing.txt\"]"))
                .hasMessageContaining("no \"missing.txt\"");
        assertThatThrownBy(() -> kit.call("files.list", "[\"a.txt\"]")).hasMessage("\"a.txt\" is a file.");
        assertThatThrownBy(() -> kit.call("files.list", "[\"Tax\"]")).hasMessageContaining("no \"Tax\"");
    }

    @Test
    void whatIsDeletedLiesInTheTrashWithWhereItCameFrom() {
        samples.text("Docs/a.txt", "other a");

        kit.call("files.delete", "[\"a.txt\"]");
        kit.call("files.delete", "[\"Docs/a.txt\"]");
        kit.call("files.delete", "[\"Docs\"]");

        assertThat(home.resolve("trash/files/a.txt")).hasContent("a");
        assertThat(home.resolve("trash/files/a 2.txt")).hasContent("other a");
        assertThat(home.resolve("trash/files/Docs/Taxes/c.txt")).hasContent("c");
        assertThat(home.resolve("trash/info/a 2.txt.trashinfo"))
                .hasContent("[Trash Info]\nPath=Docs/a.txt\nDeletionDate=2026-03-02T10:00:00\n");
    }

    @Test
    void undoOfADeletionDoesNotOverwriteWhatCameSince() {
        SkillKit.Performed deleted = kit.call("files.delete", "[\"a.txt\"]");
        samples.text("a.txt", "new");

        assertThatThrownBy(() -> kit.undo(deleted)).hasMessageContaining("changed by somebody else");
        assertThat(at("a.txt")).hasContent("new");
    }

    @Test
    void aFolderIsListedByNameWithoutWhatIsHidden() {
        samples.text(".secret", "x");

        assertThat(kit.call("files.list", "[]").value().findValuesAsText("path"))
                .containsExactly("Docs", "a.txt");
        assertThat(kit.call("files.list", "[\"docs\"]").value().findValuesAsText("path"))
                .containsExactly("Docs/Taxes", "Docs/b.txt");
        assertThat(kit.call("files.list", "[\"the current directory\"]").value())
                .hasSize(2);
        assertThat(kit.operation("files.move")
                        .describe(
                                kit.call("files.move", "[\"a.txt\", \"b.txt\"]").arguments()))
                .isEqualTo("Move a.txt to b.txt");
    }

    @Test
    void anEmptyDeviceHasNoFiles(@TempDir Path empty) {
        SkillKit fresh = new SkillKit(empty, new FilesSkill());

        assertThat(fresh.call("files.list", "[]").value()).isEmpty();
        assertThat(fresh.call("files.find", "[\"anything\"]").value()).isEmpty();
        assertThatThrownBy(() -> fresh.call("files.read", "[\"x\"]")).hasMessageContaining("There is no \"x\"");
        assertThat(fresh.call("files.write", "[\"x.txt\", \"x\"]")
                        .value()
                        .get("size")
                        .asInt())
                .isEqualTo(1);
    }
}
