package dev.errand.runtime.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.runtime.Documents;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.journal.Entry.Unattended;
import dev.errand.runtime.schedule.Attendant;
import dev.errand.runtime.schedule.Missed;
import dev.errand.runtime.schedule.Progress;
import dev.errand.runtime.schedule.Schedules;
import dev.errand.runtime.schedule.StandingIntent;
import dev.errand.runtime.schedule.Trigger;
import dev.errand.runtime.schedule.Triggers;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `errand schedule`: standing intents.
@Command(
        name = "schedule",
        description = "Standing intents: what is to be done at times, or when something happens.",
        subcommands = {Schedule.Ls.class, Schedule.Add.class, Schedule.Pause.class, Schedule.Rm.class})
final class Schedule implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    @Mixin
    HomeOption home = new HomeOption();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        return list(home, output);
    }

    private static Integer list(HomeOption home, OutputOptions output) {
        Terminal terminal = output.terminal();
        List<Schedules.Kept> all = new Schedules(home.home().state()).all();
        if (output.json) {
            ArrayNode documents = JsonNodeFactory.instance.arrayNode();
            all.forEach(kept -> documents.add(Documents.schedule(kept.standing())));
            terminal.out().println(Terminal.json(documents, true));
            return ExitCode.SUCCEEDED;
        }
        for (Schedules.Kept kept : all) {
            StandingIntent standing = kept.standing();
            terminal.out()
                    .printf(
                            "%s  %s  %s  “%s”%s%n",
                            standing.id(),
                            Terminal.visibleLine(standing.trigger().inWords()),
                            standing.paused() ? "paused" : next(standing),
                            Terminal.visibleLine(standing.intent()),
                            standing.unattended() == Unattended.PARK
                                    ? ""
                                    : "  (" + standing.unattended().name().toLowerCase(Locale.ROOT)
                                            + " where it needs a person)");
        }
        if (all.isEmpty() && !output.quiet) {
            terminal.err().println("There are no standing intents; `errand schedule add` makes one.");
        }
        return ExitCode.SUCCEEDED;
    }

    private static String next(StandingIntent standing) {
        return Attendant.next(standing, Instant.now())
                .map(at -> "next " + TIME.format(at.atZone(ZoneId.of(standing.zone()))))
                .orElse("watching");
    }

    @Command(name = "ls", description = "List the standing intents.")
    static final class Ls implements Callable<Integer> {
        @Mixin
        HomeOption home = new HomeOption();

        @Mixin
        OutputOptions output = new OutputOptions();

        @Override
        public Integer call() {
            return list(home, output);
        }
    }

    /// Exactly one of these sets it off.
    static final class When {
        @Option(
                names = "--at",
                paramLabel = "WHEN",
                description = "At times: \"every Monday at 8\", \"alle 15 Minuten\", or cron: \"0 8 * * 1\".")
        @Nullable
        String at;

        @Option(
                names = "--on-mail",
                paramLabel = "WHAT",
                description = "When mail arrives: \"from=jane, subject=invoice, text=…\"; \"any\" for all.")
        @Nullable
        String mail;

        @Option(names = "--on-file", paramLabel = "PATTERN", description = "When a file appears: \"Downloads/*.pdf\".")
        @Nullable
        String file;

        @Option(
                names = "--before-event",
                paramLabel = "MINUTES",
                description = "So long before each event of the calendar.")
        @Nullable
        Integer minutes;
    }

    @Command(
            name = "add",
            description = "Make an intent stand. It is planned anew each time, unless --code gives the workflow.",
            footer = {
                "",
                "What set the run off is known to its workflow as system.trigger(): {kind, at, mail, file, event}.",
                "Nothing happens by itself unless `errand serve` runs; `errand serve --install` keeps it running."
            })
    static final class Add implements Callable<Integer> {
        @Mixin
        HomeOption home = new HomeOption();

        @Mixin
        OutputOptions output = new OutputOptions();

        @ArgGroup(multiplicity = "1")
        When when = new When();

        @Option(names = "--event", paramLabel = "TEXT", description = "With --before-event: only events that say this.")
        String event = "";

        @Option(
                names = "--on-approval",
                paramLabel = "park|skip|fail",
                description = "What becomes of a run that needs a person: wait (default), be skipped, fail.")
        Unattended unattended = Unattended.PARK;

        @Option(
                names = "--missed",
                paramLabel = "once|skip|all",
                description = "Times at which nothing was there: one run for them (default), none, one each.")
        Missed missed = Missed.ONCE;

        @Option(names = "--planner", paramLabel = "P", description = "auto, openai, offline or replay:FILE.")
        String planner = "auto";

        @Option(names = "--code", paramLabel = "FILE|-", description = "Run this workflow instead of planning.")
        @Nullable
        String code;

        @Parameters(arity = "0..*", paramLabel = "INTENT", description = "What you want, in quotes.")
        List<String> words = List.of();

        @Override
        public Integer call() {
            String intent = String.join(" ", words).strip();
            if (intent.isEmpty() && code == null) {
                throw new WrongUsage(
                        "Say what is to be done: errand schedule add --at \"every Monday at 8\" \"INTENT\".");
            }
            Commands.requirePlanner(planner);
            StandingIntent standing = new StandingIntent(
                    StandingIntent.newId(new SecureRandom()),
                    intent.isEmpty() ? "(code)" : intent,
                    code == null ? "" : RunIntent.read(code),
                    "js",
                    planner,
                    Locale.getDefault().toLanguageTag(),
                    ZoneId.systemDefault().getId(),
                    trigger(),
                    unattended,
                    missed,
                    false,
                    Instant.now());
            try (Errand errand = home.open(RunListener.silent())) {
                errand.owning(() -> {
                    Progress beginning = errand.attendant().beginning(standing, Instant.now());
                    errand.schedules().add(standing, beginning);
                    return standing;
                });
            }
            tell(standing);
            return ExitCode.SUCCEEDED;
        }

        private Trigger trigger() {
            if (when.at != null) {
                return Triggers.times(when.at);
            } else if (when.mail != null) {
                return Triggers.mail(when.mail);
            } else if (when.file != null) {
                return Triggers.file(when.file);
            }
            return Triggers.beforeEvent(event, java.util.Objects.requireNonNull(when.minutes));
        }

        private void tell(StandingIntent standing) {
            Terminal terminal = output.terminal();
            if (output.json) {
                terminal.out().println(Terminal.json(Documents.schedule(standing), true));
                return;
            }
            terminal.out().println(standing.id());
            if (!output.quiet) {
                terminal.err()
                        .println("“" + Terminal.visibleLine(standing.intent()) + "” stands: "
                                + Terminal.visibleLine(standing.trigger().inWords()) + "; " + next(standing) + ".");
                terminal.err().println(Serve.whoKeeps(home.home()));
            }
        }
    }

    @Command(
            name = "pause",
            description = "Let a standing intent rest, or go on (--off); what comes meanwhile is not made up for.")
    static final class Pause implements Callable<Integer> {
        @Mixin
        HomeOption home = new HomeOption();

        @Option(names = "--off", description = "Go on with it.")
        boolean off;

        @Parameters(paramLabel = "ID", description = "The standing intent's id.")
        String id = "";

        @Override
        public Integer call() {
            try (Errand errand = home.open(RunListener.silent())) {
                return errand.owning(() -> {
                    StandingIntent standing = errand.schedules()
                            .find(id)
                            .map(Schedules.Kept::standing)
                            .orElseThrow(() -> new WrongUsage(
                                    "There is no standing intent \"%s\"; `errand schedule ls` lists them."
                                            .formatted(id)));
                    errand.schedules().pause(id, !off, errand.attendant().beginning(standing, Instant.now()));
                    return ExitCode.SUCCEEDED;
                });
            }
        }
    }

    @Command(name = "rm", description = "Remove a standing intent; its runs stay.")
    static final class Rm implements Callable<Integer> {
        @Mixin
        HomeOption home = new HomeOption();

        @Parameters(paramLabel = "ID", description = "The standing intent's id.")
        String id = "";

        @Override
        public Integer call() {
            try (Errand errand = home.open(RunListener.silent())) {
                return errand.owning(() -> {
                    errand.schedules().remove(id);
                    return ExitCode.SUCCEEDED;
                });
            }
        }
    }
}
