package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.declaration.JsonSchema;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.Sentence;
import dev.errand.os.skills.DeviceSkills;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `errand skills show`.
@Command(name = "show", description = "Show one skill: where it comes from, operations, effects, example sentences.")
final class SkillsShow implements Callable<Integer> {
    @Mixin
    HomeOption home = new HomeOption();

    @Option(names = "--json", description = "One JSON document, with JSON Schemas of arguments and results.")
    boolean json;

    @Parameters(paramLabel = "SKILL", description = "Its name.")
    @Nullable
    String name;

    @Override
    public Integer call() {
        try (DeviceSkills skills = home.skills()) {
            SkillEntry skill = skills.catalogue().skills().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> {
                        Skills.tell(skills);
                        return new WrongUsage(
                                "There is no skill \"%s\"; `errand skills ls` lists them.".formatted(name));
                    });
            String origin = skills.origin(skill.name()).words();
            if (json) {
                ObjectNode document = JsonSchema.skill(skill).put("origin", origin);
                System.out.println(Terminal.json(document, true));
            } else {
                System.out.println(Terminal.visible(text(skill, origin)));
            }
        }
        return ExitCode.SUCCEEDED;
    }

    private static String text(SkillEntry skill, String origin) {
        StringBuilder text = new StringBuilder("%s: %s%n%s%n".formatted(skill.name(), skill.summary(), origin));
        skill.operations().forEach(operation -> text.append(text(operation)));
        if (!skill.recipes().isEmpty()) {
            text.append("%nSeveral steps at once%n".formatted()).append(sentences(skill.recipes()));
        }
        return text.toString().stripTrailing();
    }

    private static String text(Operation operation) {
        StringBuilder text = new StringBuilder("%n%s  %s%s%n  %s%n"
                .formatted(operation.qualifiedName(), operation.effect(), safeguards(operation), operation.summary()));
        operation
                .parameters()
                .forEach(p -> text.append("    %s%s %s"
                                .formatted(p.name(), p.required() ? "" : " (optional)", p.description())
                                .stripTrailing())
                        .append(System.lineSeparator()));
        return text.append(sentences(operation.sentences())).toString();
    }

    private static String safeguards(Operation operation) {
        if (!operation.effect().isEffect()) {
            return "";
        }
        boolean known = operation.body().previews() || operation.recovery() == Recovery.JOURNALED;
        return (operation.undoable() ? ", can be undone" : ", cannot be undone")
                + (known ? ", previewed" : ", no preview of its result");
    }

    private static String sentences(List<Sentence> sentences) {
        return sentences.stream()
                .map(each -> "    %s “%s”%n".formatted(each.language(), each.pattern()))
                .collect(Collectors.joining());
    }
}
