package dev.errand.runtime.cli;

import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Sentence;
import dev.errand.os.spi.SkillReader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `errand skills`: what the device can do.
@Command(
        name = "skills",
        description = "Show what this device can do.",
        subcommands = {Skills.Ls.class, Skills.Show.class, SkillsImport.class})
final class Skills implements Callable<Integer> {
    @Override
    public Integer call() {
        return new Ls().call();
    }

    @Command(name = "ls", description = "List the skills.")
    static final class Ls implements Callable<Integer> {
        @Override
        public Integer call() {
            for (Catalogue.SkillEntry skill : SkillReader.installed().skills()) {
                System.out.printf(
                        "%-10s %s (%d operations)%n",
                        skill.name(), skill.summary(), skill.operations().size());
            }
            return ExitCode.SUCCEEDED;
        }
    }

    @Command(name = "show", description = "Show one skill: operations, effects, example sentences.")
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "SKILL", description = "Its name.")
        @Nullable
        String name;

        @Override
        public Integer call() {
            Catalogue.SkillEntry skill = SkillReader.installed().skills().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new WrongUsage("There is no skill \"%s\"; `errand skills ls` lists them.".formatted(name)));
            System.out.println(skill.name() + ": " + skill.summary());
            for (Operation operation : skill.operations()) {
                System.out.printf(
                        "%n%s  %s%s%n  %s%n",
                        operation.qualifiedName(),
                        operation.effect(),
                        operation.undoable() ? ", can be undone" : "",
                        operation.summary());
                operation
                        .parameters()
                        .forEach(p -> System.out.printf(
                                "    %s%s %s%n", p.name(), p.required() ? "" : " (optional)", p.description()));
                for (Sentence sentence : operation.sentences()) {
                    System.out.println("    “" + sentence.pattern() + "”");
                }
            }
            return ExitCode.SUCCEEDED;
        }
    }
}
