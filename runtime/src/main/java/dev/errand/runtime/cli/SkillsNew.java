package dev.errand.runtime.cli;

import dev.errand.runtime.author.SkillProject;
import dev.errand.runtime.author.SkillTemplate;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `errand skills new`.
@Command(name = "new", description = "Begin a skill of your own: a small project that works as it is.")
final class SkillsNew implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "One lower-case word, such as parcel.")
    @Nullable
    String name;

    @Option(names = "--in", paramLabel = "FOLDER", description = "Where to make its folder (default: here).")
    Path folder = Path.of(".");

    @Override
    public Integer call() {
        SkillProject project = SkillTemplate.write(String.valueOf(name), folder);
        Path made = project.folder().normalize();
        System.out.println("Made the skill " + name + " in " + made + ".");
        System.out.println("Next: errand skills test " + made);
        System.out.println("then: errand skills install " + made);
        return ExitCode.SUCCEEDED;
    }
}
