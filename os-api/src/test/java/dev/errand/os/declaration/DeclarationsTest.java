package dev.errand.os.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import dev.errand.os.files.FileRef;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillReader;
import dev.errand.os.spi.SkillSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeclarationsTest {
    public enum Speed {
        SLOW,
        VERY_FAST
    }

    public record Parcel(
            String path,
            @Param("grams") long weight,
            @Nullable Instant sent) {}

    public record Sending(
            String to,
            List<FileRef> contents,
            @Nullable Speed speed,

            @Param("of */ the import") @Nullable Instant from) {}

    @SkillSpec(name = "parcels", summary = "Parcels")
    public static final class Parcels implements Skill {
        @OperationSpec(effect = EffectClass.WRITE, summary = "Sends it */ now", headline = "Send to {to}")
        public Parcel send(Sending sending) {
            return new Parcel(sending.to(), 0, null);
        }

        @OperationSpec(effect = EffectClass.READ, summary = "Says \"where\"")
        public List<Parcel> list(@Nullable FileRef where, boolean all, StepContext context) {
            return List.of();
        }

        @OperationSpec(effect = EffectClass.WRITE, summary = "Labels", headline = "Label {parcel}")
        public void label(FileRef parcel, @Nullable JsonNode data) {}
    }

    @SkillSpec(name = "other", summary = "Another skill")
    public static final class Other implements Skill {
        public record Parcel(int number) {}

        @OperationSpec(effect = EffectClass.PURE, summary = "Its own parcel")
        public Parcel parcel() {
            return new Parcel(1);
        }
    }

    private final Catalogue catalogue =
            new Catalogue(List.of(SkillReader.read(new Parcels()), SkillReader.read(new Other())));

    @Test
    void typeScriptIsWhatAModelIsShown() {
        assertThat(Declarations.typeScript(catalogue)).isEqualTo("""
                        type Time = string; // ISO 8601; without an offset in the device's zone: 2026-03-01T15:00
                        type Many<T> = T | T[];
                        type PathRef = string | ParcelsParcel;
                        type ParcelsParcel = {path: string, weight: number /* grams */, sent?: Time};

                        /** Another skill */
                        declare const other: {
                          parcel(): {number: number}; // Its own parcel
                        };

                        /** Parcels */
                        declare const parcels: {
                          label(parcel: PathRef, data?: any): void; // Labels
                          list(where: PathRef | undefined, all: boolean): ParcelsParcel[]; // Says "where"
                          send(options: {to: string, contents: Many<PathRef>, speed?: "slow" | "very-fast", from?: Time /* of * / the import */}): ParcelsParcel; // Sends it */ now
                        };
                        """);
    }

    @Test
    void pythonIsTheSameInItsOwnWords() {
        assertThat(Declarations.python(catalogue, Set.of("parcels"))).isEqualTo("""
                        from typing import Any, List, Literal
                        Time = str  # ISO 8601; without an offset in the device's zone
                        type Many[T] = T | List[T]
                        PathRef = str | Parcel
                        class Parcel: path: str; weight: int; sent: Time | None  # weight: grams

                        class parcels:  # Parcels
                            def label(parcel: PathRef, data: Any = None) -> None: ...  # Labels
                            def list(where: PathRef | None, all: bool) -> List[Parcel]: ...  # Says "where"
                            def send(*, to: str, contents: Many[PathRef], speed: Literal["slow", "very-fast"] = None, from_: Time = None) -> Parcel: ...  # Sends it */ now
                        """);
    }

    @Test
    void aPartHasNoTypesButItsOwn() {
        assertThat(Declarations.typeScript(catalogue, Set.of("other"))).isEqualTo("""

                        /** Another skill */
                        declare const other: {
                          parcel(): {number: number}; // Its own parcel
                        };
                        """);
        assertThat(Declarations.typeScript(catalogue, Set.of("none"))).isEmpty();
    }

    @Test
    void everyInstalledOperationIsDeclared() {
        Catalogue installed = SkillReader.installed();
        String typeScript = Declarations.typeScript(installed);
        String python = Declarations.python(installed);

        assertThat(installed.operations()).isNotEmpty();
        for (Operation operation : installed.operations()) {
            assertThat(section(typeScript, "declare const " + operation.skill() + ": {", "\n};"))
                    .contains("\n  " + operation.name() + "(");
            assertThat(section(python, "class " + operation.skill() + ":", "\nclass "))
                    .contains("def " + operation.name());
        }
        assertThat(typeScript).contains("Ref = string | Downloaded | File | SavedAttachment | Track;");
    }

    /// Models are shown this before the first word of every intent.
    @Test
    void theWholeDeviceIsDeclaredInLessThanThreeThousandTokens() {
        Catalogue installed = SkillReader.installed();

        assertThat(tokens(Declarations.typeScript(installed))).isLessThan(3_000);
        assertThat(tokens(Declarations.python(installed))).isLessThan(3_000);
        for (Catalogue.SkillEntry skill : installed.skills()) {
            assertThat(tokens(Declarations.typeScript(installed, Set.of(skill.name()))))
                    .as(skill.name())
                    .isLessThan(1_200);
        }
    }

    @Test
    void theMoreSkillsThereAreTheLessIsSaidOfEach() {
        List<Integer> said = Stream.of(1, 60, 80, 90, 180)
                .map(DeclarationsTest::parcelServices)
                .map(Declarations::typeScript)
                .map(text -> text.split("// Says").length - 1)
                .toList();

        assertThat(said).containsExactly(1, 60, 80, 90, 0);
        assertThat(Declarations.typeScript(parcelServices(1))).contains("; nothing else", "/* grams; whole */");
        assertThat(Declarations.typeScript(parcelServices(80)))
                .doesNotContain("nothing else")
                .contains("list(");
    }

    private static Catalogue parcelServices(int count) {
        Catalogue.SkillEntry one = SkillReader.read(new Service());
        return new Catalogue(IntStream.range(0, count)
                .mapToObj(i -> new Catalogue.SkillEntry(
                        "service" + i,
                        one.summary(),
                        one.operations().stream().map(o -> renamed(o, i)).toList(),
                        List.of()))
                .toList());
    }

    private static Operation renamed(Operation o, int i) {
        return new Operation(
                "service" + i,
                o.name(),
                o.version(),
                o.summary(),
                o.headline(),
                o.effect(),
                o.recovery(),
                o.provenance(),
                o.parameters(),
                o.result(),
                o.sentences(),
                o.body());
    }

    @SkillSpec(name = "service", summary = "A service")
    public static final class Service implements Skill {
        @OperationSpec(
                effect = EffectClass.READ,
                summary = "Says where all parcels of a certain weight are; nothing else")
        public List<String> list(@Param("grams; whole") long weight) {
            return List.of();
        }
    }

    private static int tokens(String text) {
        return Encodings.newDefaultEncodingRegistry()
                .getEncoding(EncodingType.O200K_BASE)
                .countTokens(text);
    }

    /// `errand api --format markdown > docs/os-api.md` writes it anew.
    @Test
    void thePageOfDocumentationSaysWhatTheSkillsSay() throws IOException {
        assertThat(Path.of("..", "docs", "os-api.md")).hasContent(Declarations.markdown(SkillReader.installed()));
    }

    private static String section(String text, String start, String end) {
        int from = text.indexOf(start);
        assertThat(from).as(start).isNotNegative();
        int to = text.indexOf(end, from + start.length());
        return to < 0 ? text.substring(from) : text.substring(from, to);
    }
}
