package dev.errand.runtime.cli;

import dev.errand.intents.offline.SentenceRules;
import dev.errand.os.kit.Finding;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.skills.DeviceSkills;
import dev.errand.os.skills.LoadedSkills;
import dev.errand.os.spi.SkillReader;
import dev.errand.runtime.author.AuthorTrouble;
import dev.errand.runtime.author.SkillJar;
import dev.errand.runtime.author.SkillProject;
import dev.errand.runtime.author.SkillTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `errand skills install`.
@Command(
        name = "install",
        description = {
            "Put a skill into this device, as a jar in its folder of skills.",
            "Its code may do all that you may: install only what you trust."
        })
final class SkillsInstall implements Callable<Integer> {
    @Mixin
    HomeOption home = new HomeOption();

    @Parameters(paramLabel = "PATH", description = "A project's folder, or a jar.", defaultValue = ".")
    Path path = Path.of(".");

    @Override
    public Integer call() {
        if (Files.isRegularFile(path)) {
            install(path);
            return ExitCode.SUCCEEDED;
        }
        if (!Files.isDirectory(path)) {
            throw new WrongUsage("There is no folder or jar %s.".formatted(path));
        }
        SkillProject project = SkillProject.in(path);
        return SkillTrial.scratch(scratch -> {
            Path classes = scratch.resolve("classes");
            project.compile(classes);
            Path jar = scratch.resolve(nameOf(classes) + ".jar");
            SkillJar.pack(classes, jar);
            install(jar);
            return ExitCode.SUCCEEDED;
        });
    }

    private static String nameOf(Path classes) {
        try (LoadedSkills loaded = SkillTrial.load(classes)) {
            return SkillReader.read(loaded.skills().getFirst()).name();
        }
    }

    private void install(Path jar) {
        Path place = home.home().skills().resolve(jar.getFileName().toString());
        List<SkillEntry> added;
        try (LoadedSkills loaded = SkillTrial.load(jar);
                DeviceSkills device = home.skills()) {
            added = loaded.skills().stream().map(SkillReader::read).toList();
            added.forEach(skill -> check(skill, place, device));
        }
        boolean replaces = Files.exists(place);
        SkillJar.copy(jar, place);
        for (SkillEntry skill : added) {
            System.out.println(Terminal.visibleLine("%s %s (%d operations): %s"
                    .formatted(
                            replaces ? "Replaced" : "Installed",
                            skill.name(),
                            skill.operations().size(),
                            place)));
        }
    }

    /// What would keep the device from understanding it, or leave it out, is said now.
    private static void check(SkillEntry skill, Path place, DeviceSkills device) {
        boolean there = device.catalogue().skills().stream()
                .anyMatch(each -> each.name().equals(skill.name()));
        boolean own = device.jar(skill.name()).filter(place::equals).isPresent();
        if (there && !own) {
            throw new AuthorTrouble("This device has a skill %s already (%s). Rename yours, or remove that one."
                    .formatted(skill.name(), device.origin(skill.name()).words()));
        }
        List<SkillEntry> others = device.catalogue().skills().stream()
                .filter(each -> !each.name().equals(skill.name()))
                .toList();
        List<Finding> wrong = SentenceRules.check(skill, others);
        wrong.stream()
                .filter(finding -> !finding.isError())
                .forEach(finding -> System.err.println("errand: " + Terminal.visible(finding.what())));
        String errors = wrong.stream()
                .filter(Finding::isError)
                .map(finding -> "%n  %s: %s %s".formatted(finding.operation(), finding.what(), finding.remedy()))
                .collect(Collectors.joining());
        if (!errors.isEmpty()) {
            throw new AuthorTrouble("It would not be understood by its sentences:" + errors);
        }
    }
}
