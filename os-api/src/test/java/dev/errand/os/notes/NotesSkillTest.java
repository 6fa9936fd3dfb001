package dev.errand.os.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.kit.SkillKit;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesSkillTest {
    @TempDir
    Path home;

    private SkillKit kit;

    @BeforeEach
    void device() {
        kit = new SkillKit(home, new NotesSkill());
    }

    @Test
    void aNoteIsMadeReadAndAddedTo() {
        var made = kit.call("notes.create", "[\"Car repair\", \"Ask for the price\"]");

        assertThat(made.value().get("id").asText()).isEqualTo("car-repair");
        assertThat(home.resolve("notes/car-repair.md")).hasContent("# Car repair\n\nAsk for the price\n");

        kit.call("notes.append", "[\"car-repair\", \"It was 300\"]");
        assertThat(kit.call("notes.read", "[{\"id\":\"car-repair\", \"title\":\"Car repair\"}]")
                        .value()
                        .asText())
                .isEqualTo("# Car repair\n\nAsk for the price\n\nIt was 300\n");
        assertThat(kit.call("notes.read", "[\"CAR REPAIR\"]").value().asText()).contains("300");
    }

    @Test
    void notesOfOneTitleAreTwoNotes() {
        kit.call("notes.create", "[\"Idea\"]");
        var second = kit.call("notes.create", "[{\"title\":\"Idea\", \"text\":\"another\"}]");

        assertThat(second.value().get("id").asText()).isEqualTo("idea-2");
        assertThat(home.resolve("notes/idea.md")).hasContent("# Idea\n");
    }

    @Test
    void notesAreFoundByTitleAndText() {
        kit.call("notes.create", "[\"Garden\", \"Plant tomatoes in May\"]");
        kit.call("notes.create", "[\"The doctor's number is 555 1234\"]");
        kit.call("notes.create", "[\"Ideas\", \"paint the kitchen\"]");

        assertThat(kit.call("notes.search", "[\"tomato\"]").value().findValuesAsText("id"))
                .containsExactly("garden");
        assertThat(kit.call("notes.search", "[\"physician\"]").value().findValuesAsText("title"))
                .containsExactly("The doctor's number is 555 1234");
        assertThat(kit.call("notes.search", "[\"submarine\"]").value()).isEmpty();
    }

    @Test
    void withoutAPhraseTheLatestComeFirst() throws Exception {
        kit.call("notes.create", "[\"One\"]");
        kit.pass(Duration.ofHours(1));
        kit.call("notes.create", "[\"Two\"]");
        java.nio.file.Files.setLastModifiedTime(
                home.resolve("notes/one.md"), java.nio.file.attribute.FileTime.fromMillis(0));

        assertThat(kit.call("notes.search", "[]").value().findValuesAsText("id"))
                .containsExactly("two", "one");
    }

    @Test
    void aMissingNoteNamesThoseWithSuchWords() {
        kit.call("notes.create", "[\"Garden plan\"]");

        assertThatThrownBy(() -> kit.call("notes.read", "[\"plan\"]")).hasMessage("There is no note \"plan\".");
        assertThatThrownBy(() -> kit.call("notes.read", "[\"../secret\"]")).hasMessageContaining("There is no note");
        assertThatThrownBy(() -> kit.call("notes.create", "[\" \"]")).hasMessage("A note needs a title.");
    }

    @Test
    void aTitleCannotLeadElsewhere() {
        kit.call("notes.create", "[\"../../etc/passwd\", \"x\"]");
        kit.call("notes.create", "[\"???\", \"x\"]");

        assertThat(home.resolve("notes/etc-passwd.md")).exists();
        assertThat(home.resolve("notes/note.md")).exists();
    }

    @Test
    void aPreviewLeavesNothingAndUndoRemovesTheNote() {
        kit.preview("notes.create", "[\"Idea\"]");
        assertThat(home.resolve("notes")).doesNotExist();

        var made = kit.call("notes.create", "[\"Idea\"]");
        kit.undo(made);
        assertThat(home.resolve("notes")).doesNotExist();
    }
}
