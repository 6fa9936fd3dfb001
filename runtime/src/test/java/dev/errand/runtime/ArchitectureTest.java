package dev.errand.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The rooms of the house and the arrows between them, held over the classes of all modules that are built.
class ArchitectureTest {
    private static final JavaClasses HOUSE = house();

    /// Modules that come after this one in the build are looked at where they are built already.
    private static JavaClasses house() {
        List<Path> rooms = new ArrayList<>();
        for (String module : List.of("os-api", "sandbox", "intents", "runtime", "evaluation", "web")) {
            Path classes = Path.of("..", module, "target", "classes");
            if (Files.isDirectory(classes)) {
                rooms.add(classes);
            }
        }
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPaths(rooms);
    }

    @Test
    void theScanFoundTheHouse() {
        assertThat(HOUSE.size()).isGreaterThan(300);
        for (String room : List.of("os", "sandbox", "intents", "runtime")) {
            assertThat(HOUSE.stream()
                            .filter(c -> c.getPackageName().startsWith("dev.errand." + room))
                            .count())
                    .as("classes of " + room)
                    .isGreaterThan(20);
        }
    }

    @Test
    void dependenciesOnlyPointUpwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.errand..")
                .layer("os-api")
                .definedBy("dev.errand.os..")
                .layer("sandbox")
                .definedBy("dev.errand.sandbox..")
                .layer("intents")
                .definedBy("dev.errand.intents..")
                .layer("runtime")
                .definedBy("dev.errand.runtime..")
                .optionalLayer("evaluation")
                .definedBy("dev.errand.evaluation..")
                .optionalLayer("web")
                .definedBy("dev.errand.web..")
                .whereLayer("os-api")
                .mayNotAccessAnyLayer()
                .whereLayer("sandbox")
                .mayNotAccessAnyLayer()
                .whereLayer("intents")
                .mayOnlyAccessLayers("os-api", "sandbox")
                .whereLayer("runtime")
                .mayOnlyAccessLayers("os-api", "sandbox", "intents")
                .whereLayer("evaluation")
                .mayOnlyAccessLayers("os-api", "sandbox", "intents", "runtime")
                .whereLayer("web")
                .mayOnlyAccessLayers("os-api", "sandbox", "intents", "runtime")
                .check(HOUSE);
    }

    @Test
    void onlyTheSandboxKnowsTheEngineOfTheGuest() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.errand.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.graalvm..", "com.oracle..")
                .check(HOUSE);
    }

    @Test
    void onlyIntentsKnowsModelsLibraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.errand.intents.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.langchain4j..", "com.openai..")
                .check(HOUSE);
    }

    @Test
    void onlyTheMcpClientKnowsItsSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.errand.os.mcp..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.modelcontextprotocol..", "reactor..")
                .check(HOUSE);
    }

    @Test
    void onlyTheJournalKnowsItsStore() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.errand.runtime.journal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.sqlite..", "java.sql..")
                .check(HOUSE);
    }

    @Test
    void onlyTheIndexOfTextsKnowsItsStore() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.errand.os.index..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.lucene..")
                .check(HOUSE);
    }

    /// These are loaded beside everything else, and only when somebody asks what a text means.
    @Test
    void onlyTheModelOfMeaningsKnowsWhatRunsIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.errand.os.meaning.onnx..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnxruntime..", "dev.errand.os.meaning.onnx..")
                .check(HOUSE);
    }

    @Test
    void onlyTelemetryKnowsExporters() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.errand.runtime.telemetry..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.opentelemetry..", "io.prometheus..")
                .check(HOUSE);
    }

    @Test
    void onlyAuthorsToolsKnowTestsAndTheCompiler() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.errand.runtime.author..", "dev.errand.evaluation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "javax.tools..")
                .check(HOUSE);
    }

    /// They are on the class path of one command alone.
    @Test
    void onlyTheFrontDoorsKnowTheServer() {
        noClasses()
                .that()
                .resideInAPackage("dev.errand..")
                .and()
                .resideOutsideOfPackage("dev.errand.web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..", "gg.jte..")
                .check(HOUSE);
    }

    @Test
    void packagesHaveNoCircles() {
        slices().matching("dev.errand.(*).(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(HOUSE.stream()
                        .map(c -> c.getPackage())
                        .filter(p -> p.getName().startsWith("dev.errand"))
                        .distinct()
                        .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName))
                .isEmpty();
    }

    @Test
    void skillsHoldNoState() {
        classes()
                .that()
                .implement("dev.errand.os.spi.Skill")
                .should()
                .haveOnlyFinalFields()
                .check(HOUSE);
    }
}
