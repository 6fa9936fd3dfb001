package dev.errand.runtime.cli;

import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.runtime.Errand;
import dev.errand.runtime.journal.Entry.RunOptions;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.Entry.Unattended;
import dev.errand.runtime.journal.RunId;
import dev.errand.sandbox.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Words, or code, and how a run is to be made of them: what `errand "…"`, `errand run` and `errand demo` share.
final class RunIntent {
    private static final int MOST_CODE = 1_000_000;

    @Parameters(paramLabel = "INTENT", arity = "0..*", description = "What you want, in your own words.")
    List<String> words = List.of();

    @Option(names = "--yes", description = "Approve everything that policy would ask.")
    boolean yes;

    @Option(names = "--dry-run", description = "Plan and preview; no effect.")
    boolean dryRun;

    @Option(names = "--planner", paramLabel = "NAME", description = "auto (default), openai, offline, or replay:FILE.")
    String planner = "auto";

    @Option(names = "--code", paramLabel = "FILE|-", description = "Run this workflow instead of planning one.")
    @Nullable
    String code;

    @Option(names = "--language", paramLabel = "LANGUAGE", description = "Of the workflow: js (default) or python.")
    String language = "js";

    @Option(
            names = "--answer",
            paramLabel = "TEXT",
            description = "Answers a question of the run; repeatable, in order.")
    List<String> answers = List.of();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "Stay for waits up to this long (default: 60), then park.")
    int wait = 60;

    @Option(
            names = "--after",
            paramLabel = "RUN",
            description = "Said after the intent of that run: \"and tomorrow?\", \"send it to Bob\".")
    @Nullable
    String after;

    /// What was said before at the same prompt, oldest first.
    List<String> earlier = List.of();

    @Mixin
    BudgetOptions budget = new BudgetOptions();

    @Mixin
    HomeOption home = new HomeOption();

    @Mixin
    OutputOptions output = new OutputOptions();

    /// How the words came.
    Channel channel = Channel.TERMINAL;

    /// Who speaks with the person, if anybody does.
    @Nullable
    Dialogue dialogue;

    boolean isEmpty() {
        return words.isEmpty() && code == null;
    }

    int run(Terminal terminal, Errand errand) {
        if (yes && dryRun) {
            throw new WrongUsage("--yes and --dry-run exclude each other: one approves effects, the other makes none.");
        }
        Commands.requirePlanner(planner);
        Language guest = Language.of(language)
                .filter(errand::speaks)
                .orElseThrow(() -> new WrongUsage("This device runs workflows in %s; \"%s\" is not available."
                        .formatted(spoken(errand), language)));
        RunStarted start = after == null
                ? start(guest).after(earlier)
                : start(guest).following(errand.engine().run(new RunId(after)).start());
        Supplier<RunId> deed;
        if (code == null) {
            deed = () -> errand.engine().start(start);
        } else {
            String workflow = read(code);
            deed = () -> errand.engine().start(start, guest, workflow);
        }
        return new Conductor(errand, terminal, output, answers, Duration.ofSeconds(wait))
                .speaking(dialogue)
                .conduct(deed);
    }

    private static String spoken(Errand errand) {
        return Arrays.stream(Language.values())
                .filter(errand::speaks)
                .map(Language::id)
                .collect(Collectors.joining(" and "));
    }

    /// Checks the words before anything is opened.
    RunStarted start(Language guest) {
        String said = String.join(" ", words);
        if (code == null || !said.isBlank()) {
            try {
                said = new Intent(said, channel, Locale.getDefault(), Instant.now()).text();
            } catch (IllegalArgumentException e) {
                throw new WrongUsage(String.valueOf(e.getMessage()));
            }
        }
        return new RunStarted(
                said.isEmpty() ? "(code)" : said,
                channel.id(),
                Locale.getDefault().toLanguageTag(),
                ZoneId.systemDefault().getId(),
                new SecureRandom().nextLong(),
                new RunOptions(
                        code == null ? planner : "code", guest.id(), yes, dryRun, Unattended.PARK, budget.budget()));
    }

    static String read(String source) {
        try {
            byte[] bytes =
                    source.equals("-") ? System.in.readNBytes(MOST_CODE + 1) : Files.readAllBytes(Path.of(source));
            if (bytes.length > MOST_CODE) {
                throw new WrongUsage("The workflow is larger than %,d bytes.".formatted(MOST_CODE));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new WrongUsage("The workflow %s cannot be read (%s).".formatted(source, e.getMessage()));
        }
    }
}
