package dev.errand.runtime.cli;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.export.JsonLines;
import dev.errand.runtime.export.RunPage;
import dev.errand.runtime.journal.StoredEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `errand export RUN`: a run as a file that stands on its own.
@Command(
        name = "export",
        description = "Write a run as JSON lines that anybody can check, or as a page that anybody can read.")
final class Export implements Callable<Integer> {
    /// How an export is written.
    enum Format {
        jsonl,
        html
    }

    @Mixin
    HomeOption home = new HomeOption();

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    String run = "";

    @Option(names = "--format", required = true, paramLabel = "jsonl|html", description = "jsonl or html.")
    Format format = Format.jsonl;

    @Option(names = "--output", paramLabel = "FILE", description = "A new file to write to (default: stdout).")
    @Nullable
    Path file;

    @Override
    public Integer call() {
        var id = new dev.errand.runtime.journal.RunId(run);
        try (Errand errand = home.lookFor(id)) {
            List<StoredEntry> stored = errand.archive().stored(id);
            String text = switch (format) {
                case jsonl -> {
                    errand.engine().run(id); // says so if there is no such run
                    yield String.join("\n", JsonLines.of(id, stored)) + "\n";
                }
                case html -> page(errand, errand.engine().run(id));
            };
            write(text);
            if (format == Format.jsonl) {
                System.err.println("Last link: " + stored.getLast().chain());
                System.err.println("Check it with: errand audit verify --file FILE --expect LINK");
            }
        }
        return ExitCode.SUCCEEDED;
    }

    private static String page(Errand errand, Run run) {
        return RunPage.of(
                run,
                errand.catalogue(),
                errand.archive().audit(Optional.empty()),
                ZoneId.systemDefault(),
                Instant.now());
    }

    private void write(String text) {
        if (file == null) {
            System.out.print(text);
            return;
        }
        try {
            Files.writeString(
                    file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            System.err.println("Written to " + file + ".");
        } catch (IOException e) {
            throw new WrongUsage("%s cannot be written (%s). Name a new file in a folder you may write to."
                    .formatted(file, e.getClass().getSimpleName()));
        }
    }
}
