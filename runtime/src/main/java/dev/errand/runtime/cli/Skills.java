package dev.errand.runtime.cli;

import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.skills.DeviceSkills;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `errand skills`: what the device can do, and how somebody adds to it.
@Command(
        name = "skills",
        description = "Show what this device can do; make, test, install, import and remove skills.",
        subcommands = {
            Skills.Ls.class,
            SkillsShow.class,
            SkillsNew.class,
            SkillsImport.class,
            SkillsTest.class,
            SkillsInstall.class,
            SkillsRemove.class
        })
final class Skills implements Callable<Integer> {
    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        return list(home);
    }

    @Command(name = "ls", description = "List the skills.")
    static final class Ls implements Callable<Integer> {
        @Mixin
        HomeOption home = new HomeOption();

        @Override
        public Integer call() {
            return list(home);
        }
    }

    private static int list(HomeOption home) {
        try (DeviceSkills skills = home.skills()) {
            for (SkillEntry skill : skills.catalogue().skills()) {
                System.out.println(Terminal.visibleLine("%-10s %s (%d operations%s)"
                        .formatted(
                                skill.name(),
                                skill.summary(),
                                skill.operations().size(),
                                skills.isBuiltIn(skill.name())
                                        ? ""
                                        : "; " + skills.origin(skill.name()).words())));
            }
            tell(skills);
        }
        return ExitCode.SUCCEEDED;
    }

    /// Says which skills cannot be used.
    static void tell(DeviceSkills skills) {
        skills.troubles().forEach(trouble -> System.err.println("errand: " + Terminal.visible(trouble)));
    }
}
