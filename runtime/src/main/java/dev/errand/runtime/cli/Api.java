package dev.errand.runtime.cli;

import dev.errand.os.declaration.Declarations;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.skills.DeviceSkills;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `errand api`: the declarations that guest code and models see.
@Command(name = "api", description = "Print the declarations that workflows and models see.")
final class Api implements Callable<Integer> {
    @Mixin
    HomeOption home = new HomeOption();

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "js (TypeScript declarations; default) or python.")
    String language = "js";

    @Option(names = "--format", paramLabel = "FORMAT", description = "markdown: a page to read.")
    @Nullable
    String format;

    @Override
    public Integer call() {
        try (DeviceSkills skills = home.skills()) {
            System.out.print(text(skills.catalogue()));
            Skills.tell(skills);
        }
        return ExitCode.SUCCEEDED;
    }

    private String text(Catalogue catalogue) {
        if (format != null) {
            if (!format.equals("markdown")) {
                throw new WrongUsage("There is no format \"%s\"; use markdown.".formatted(format));
            }
            return Declarations.markdown(catalogue);
        }
        return switch (language) {
            case "js" -> Declarations.typeScript(catalogue);
            case "python" -> Declarations.python(catalogue);
            default ->
                throw new WrongUsage("There are no declarations for \"%s\"; use js or python.".formatted(language));
        };
    }
}
