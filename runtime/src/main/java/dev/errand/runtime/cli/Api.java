package dev.errand.runtime.cli;

import dev.errand.os.declaration.Declarations;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.spi.SkillReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `errand api`: the declarations that guest code and models see.
@Command(name = "api", description = "Print the declarations that workflows and models see.")
final class Api implements Callable<Integer> {
    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "js (TypeScript declarations; default) or python.")
    String language = "js";

    @Override
    public Integer call() {
        Catalogue catalogue = SkillReader.installed();
        System.out.println(
                switch (language) {
                    case "js" -> Declarations.typeScript(catalogue);
                    case "python" -> Declarations.python(catalogue);
                    default ->
                        throw new WrongUsage(
                                "There are no declarations for \"%s\"; use js or python.".formatted(language));
                });
        return ExitCode.SUCCEEDED;
    }
}
