package dev.errand.os.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.time.Instant;
import java.util.List;
import java.util.Set;
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

                        interface Parcel {
                          number: number;
                        }

                        interface ParcelsParcel {
                          path: string;
                          weight: number; // grams
                          sent?: Time;
                        }

                        /** Another skill */
                        declare const other: {
                          /** Its own parcel */
                          parcel(): Parcel;
                        };

                        /** Parcels */
                        declare const parcels: {
                          /** Labels */
                          label(parcel: string | ParcelsParcel, data?: any): void;
                          /** Says "where" */
                          list(where: string | ParcelsParcel | undefined, all: boolean): ParcelsParcel[];
                          /** Sends it * / now */
                          send(options: {to: string, contents: Many<string | ParcelsParcel>, speed?: "slow" | "very-fast", from?: Time /* of * / the import */}): ParcelsParcel;
                        };
                        """);
    }

    @Test
    void pythonIsTheSameInItsOwnWords() {
        assertThat(Declarations.python(catalogue, Set.of("parcels"))).isEqualTo("""
                        from typing import Any, List, Literal
                        Time = str  # ISO 8601; without an offset in the device's zone

                        class Parcel:
                            path: str
                            weight: int  # grams
                            sent: Time | None

                        class parcels:
                            "Parcels"
                            def label(parcel: str | Parcel, data: Any = None) -> None: "Labels"
                            def list(where: str | Parcel | None, all: bool) -> List[Parcel]: "Says \\"where\\""
                            def send(*, to: str, contents: str | Parcel | List[str | Parcel], speed: Literal["slow", "very-fast"] = None, from_: Time = None) -> Parcel: "Sends it */ now"
                        """);
    }

    @Test
    void aPartHasNoTypesButItsOwn() {
        assertThat(Declarations.typeScript(catalogue, Set.of("other"))).isEqualTo("""
                        interface Parcel {
                          number: number;
                        }

                        /** Another skill */
                        declare const other: {
                          /** Its own parcel */
                          parcel(): Parcel;
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
            assertThat(section(typeScript, "declare const " + operation.skill() + ": {", "};"))
                    .contains("\n  " + operation.name() + "(");
            assertThat(section(python, "class " + operation.skill() + ":", "\nclass "))
                    .contains("def " + operation.name());
        }
        assertThat(typeScript).contains("list(folder?: string | Downloaded | File");
    }

    /// Models are shown this before the first word of every intent.
    @Test
    void theWholeDeviceIsDeclaredInAFewThousandTokens() {
        Catalogue installed = SkillReader.installed();

        assertThat(Declarations.typeScript(installed)).hasSizeLessThan(22_000);
        for (Catalogue.SkillEntry skill : installed.skills()) {
            assertThat(Declarations.typeScript(installed, Set.of(skill.name())))
                    .as(skill.name())
                    .hasSizeLessThan(3_500);
        }
    }

    private static String section(String text, String start, String end) {
        int from = text.indexOf(start);
        assertThat(from).as(start).isNotNegative();
        int to = text.indexOf(end, from + start.length());
        return to < 0 ? text.substring(from) : text.substring(from, to);
    }
}
