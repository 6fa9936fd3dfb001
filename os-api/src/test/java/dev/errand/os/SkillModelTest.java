package dev.errand.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.os.files.FileRef;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.InvalidArguments;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkillModelTest {
    public record Parcel(
            @Param(mark = Mark.DESTINATION) String to,
            List<FileRef> contents,
            @Nullable Integer weight) {}

    public record Sent(String id, @Nullable String note) {}

    @SkillSpec(name = "parcels", summary = "Parcels")
    public static final class Parcels implements Skill {
        @OperationSpec(
                effect = EffectClass.WRITE,
                summary = "Packs",
                headline = "Pack {contents} for {to}[ ({weight} g)]")
        public Sent pack(Parcel parcel, StepContext context) {
            context.storage().writeText("parcels/" + context.stepId(), parcel.to());
            return new Sent(context.stepId(), null);
        }

        @OperationSpec(effect = EffectClass.WRITE, summary = "Renames", headline = "Rename {from} to {to}")
        public void rename(FileRef from, String to, StepContext context) {
            context.storage().move(from.inStorage(), "files/" + to);
        }
    }

    @TempDir
    Path home;

    private SkillKit kit;

    @BeforeEach
    void device() {
        kit = new SkillKit(home, new Parcels());
    }

    @Test
    void argumentsBecomeCanonical() {
        var packed = kit.call("parcels.pack", "[{\"contents\":{\"path\":\"a.txt\",\"size\":3},\"to\":\"Ada\"}]");

        assertThat(packed.arguments()).hasToString("{\"to\":\"Ada\",\"contents\":[\"a.txt\"]}");
        assertThat(packed.operation().describe(packed.arguments())).isEqualTo("Pack a.txt for Ada");
        assertThat(packed.value()).hasToString("{\"id\":\"run-1\",\"note\":null}");
    }

    @Test
    void aWrongCallSaysWhatIsWrong() {
        assertThatThrownBy(() -> kit.call("parcels.pack", "[{\"contents\":[]}]"))
                .isInstanceOf(InvalidArguments.class)
                .hasMessage("parcels.pack needs \"to\" (a text).");
        assertThatThrownBy(() -> kit.call("parcels.pack", "[{\"to\":\"Ada\",\"contents\":[],\"size\":1}]"))
                .hasMessage("parcels.pack has no parameter \"size\"; it has to, contents, weight.");
        assertThatThrownBy(() -> kit.call("parcels.pack", "[{\"to\":\"Ada\",\"contents\":[],\"weight\":\"x\"}]"))
                .hasMessage("parcels.pack wants a whole number as \"weight\", not this text.");
        assertThatThrownBy(() -> kit.call("parcels.rename", "[\"a\",\"b\",\"c\"]"))
                .hasMessage("parcels.rename takes at most 2 arguments, not 3.");
    }

    @Test
    void positionalParametersMayBeNamed() throws Exception {
        Files.createDirectories(home.resolve("files"));
        Files.writeString(home.resolve("files/a.txt"), "a");

        kit.call("parcels.rename", "[{\"from\":\"a.txt\",\"to\":\"sub/b.txt\"}]");

        assertThat(home.resolve("files/sub/b.txt")).hasContent("a");
        assertThat(home.resolve("files/a.txt")).doesNotExist();
    }

    @Test
    void aPreviewChangesNothingAndUndoRestores() throws Exception {
        Files.createDirectories(home.resolve("files"));
        Files.writeString(home.resolve("files/a.txt"), "a");

        kit.preview("parcels.rename", "[\"a.txt\",\"b.txt\"]");
        assertThat(home.resolve("files/a.txt")).hasContent("a");

        var renamed = kit.call("parcels.rename", "[\"a.txt\",\"b.txt\"]");
        assertThat(home.resolve("files/b.txt")).hasContent("a");

        kit.undo(renamed);
        assertThat(home.resolve("files/a.txt")).hasContent("a");
        assertThat(home.resolve("files/b.txt")).doesNotExist();
    }

    @Test
    void undoLeavesAloneWhatSomebodyChangedSince() throws Exception {
        var packed = kit.call("parcels.pack", "[{\"to\":\"Ada\",\"contents\":[]}]");
        Files.writeString(home.resolve("parcels/run-1"), "mine now");

        assertThatThrownBy(() -> kit.undo(packed)).hasMessageContaining("changed by somebody else");
        assertThat(home.resolve("parcels/run-1")).hasContent("mine now");
    }
}
