package dev.errand.runtime.cli;

import dev.errand.os.skills.DeviceSkills;
import dev.errand.runtime.author.SkillJar;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `errand skills remove`.
@Command(name = "remove", description = "Take an installed skill out of this device. What it kept stays.")
final class SkillsRemove implements Callable<Integer> {
    @Mixin
    HomeOption home = new HomeOption();

    @Parameters(paramLabel = "NAME", description = "The skill, or the jar's file name.")
    @Nullable
    String name;

    @Override
    public Integer call() {
        Path jar = jar();
        SkillJar.remove(jar);
        System.out.println("Removed " + jar + ".");
        return ExitCode.SUCCEEDED;
    }

    /// A jar that cannot be read has no skill's name; its file name will do.
    private Path jar() {
        try (DeviceSkills skills = home.skills()) {
            return skills.jar(String.valueOf(name))
                    .or(() -> SkillJar.in(home.home().skills()).stream()
                            .filter(file -> file.getFileName().toString().equals(name))
                            .findFirst())
                    .orElseThrow(() -> new WrongUsage(
                            skills.catalogue().skills().stream()
                                            .anyMatch(skill -> skill.name().equals(name))
                                    ? "%s is %s and cannot be removed."
                                            .formatted(
                                                    name,
                                                    skills.origin(String.valueOf(name))
                                                            .words())
                                    : "There is no skill \"%s\"; `errand skills ls` lists them.".formatted(name)));
        }
    }
}
