package dev.errand.runtime.cli;

import dev.errand.os.kit.Finding;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.skills.DeviceSkills;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.author.AuthorTests;
import dev.errand.runtime.author.SkillProject;
import dev.errand.runtime.author.SkillTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `errand skills test`.
@Command(
        name = "test",
        description = "Try a skill against the contract that all skills keep, and run its author's tests.")
final class SkillsTest implements Callable<Integer> {
    @Mixin
    HomeOption home = new HomeOption();

    @Parameters(
            paramLabel = "PATH|NAME",
            description = "A project's folder, a jar, or the name of a skill of this device (default: this folder).",
            defaultValue = ".")
    String what = ".";

    @Override
    public Integer call() {
        try (DeviceSkills device = home.skills()) {
            SkillTrial trial = trial(device);
            trial.findings().forEach(SkillsTest::print);
            trial.tests().ifPresent(SkillsTest::print);
            long errors = trial.findings().stream().filter(Finding::isError).count();
            System.out.println("%s: the contract %s (%s, %s)."
                    .formatted(
                            String.join(", ", trial.skills()),
                            errors == 0 ? "holds" : "does not hold",
                            counted(errors, "error"),
                            counted(trial.findings().size() - errors, "warning")));
            return trial.holds() ? ExitCode.SUCCEEDED : ExitCode.FAILED;
        }
    }

    private SkillTrial trial(DeviceSkills device) {
        List<SkillEntry> installed = device.catalogue().skills();
        Path path = Path.of(what);
        if (what.endsWith(".jar") && Files.isRegularFile(path)) {
            return SkillTrial.of(path, installed);
        }
        Optional<SkillEntry> named =
                installed.stream().filter(skill -> skill.name().equals(what)).findFirst();
        if (named.isEmpty() || Files.isDirectory(path.resolve("src"))) {
            if (!Files.isDirectory(path)) {
                throw new WrongUsage(
                        "\"%s\" is neither a folder, nor a jar, nor a skill of this device; `errand skills ls` lists those."
                                .formatted(what));
            }
            return SkillTrial.of(SkillProject.in(path), installed);
        }
        return ofDevice(device, named.get(), installed);
    }

    private static SkillTrial ofDevice(DeviceSkills device, SkillEntry skill, List<SkillEntry> installed) {
        Optional<Path> jar = device.jar(skill.name());
        if (jar.isPresent()) {
            return SkillTrial.of(jar.get(), installed);
        }
        if (!device.isBuiltIn(skill.name())) {
            throw new WrongUsage(
                    "%s is imported (%s): trying it would call a service. Only skills whose code is here can be tried."
                            .formatted(skill.name(), device.origin(skill.name()).words()));
        }
        return SkillTrial.of(
                settings -> SkillReader.installed(settings).skills().stream()
                        .filter(each -> each.name().equals(skill.name()))
                        .findFirst()
                        .orElse(skill),
                skill,
                installed);
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static void print(Finding finding) {
        System.out.println(Terminal.visible("%s  %s%n  %s%n  %s"
                .formatted(
                        finding.isError() ? "error  " : "warning",
                        finding.operation(),
                        finding.what(),
                        finding.remedy())));
    }

    private static void print(AuthorTests tests) {
        tests.failures().forEach(failure -> System.out.println(Terminal.visible("failed   " + failure)));
        System.out.println("Its own tests: %d passed, %d failed%s."
                .formatted(
                        tests.passed(),
                        tests.failures().size(),
                        tests.skipped() == 0 ? "" : ", " + tests.skipped() + " skipped"));
    }
}
