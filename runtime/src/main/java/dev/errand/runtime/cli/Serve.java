package dev.errand.runtime.cli;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.due.Due;
import dev.errand.os.files.FileIndexing;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.notify.Notifications;
import dev.errand.runtime.schedule.Attendant;
import dev.errand.runtime.schedule.Retention;
import dev.errand.runtime.schedule.ScheduleFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `errand serve`: keeps timers, standing intents and interrupted runs going, tells the person what waits for them
/// and what it is time for, forgets what the journal is not to keep, and opens the doors there are ([FrontDoor]).
@Command(
        name = "serve",
        description =
                "Open the page and the HTTP interface, and keep timers, reminders, standing intents and waiting runs"
                        + " alive, until Ctrl-C.",
        footer = {"", "What it tells you, and how, stands in [notify] of config.toml: ways, ntfy, mail, content."})
final class Serve implements Callable<Integer> {
    /// Triggers other than times are looked for this often; so is a clock that was set.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);
    private static final int MOST_AT_ONCE = 8;

    @Mixin
    HomeOption home = new HomeOption();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(names = "--once", description = "Do what is due now, then exit.")
    boolean once;

    @Option(names = "--install", description = "Run it as a service of this user, from now on and at each login.")
    boolean install;

    @Option(names = "--uninstall", description = "End that service and remove it.")
    boolean uninstall;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Of the page and the HTTP interface, on the loopback interface (default: ${DEFAULT-VALUE}); 0"
                    + " takes one that is free.")
    int port = 7070;

    private final Map<String, String> told = new HashMap<>();

    @Override
    public Integer call() {
        Terminal terminal = output.terminal();
        if (install || uninstall) {
            UserService service = UserService.of(home.home(), System.getenv());
            (install ? service.install() : service.remove()).forEach(terminal.out()::println);
            return ExitCode.SUCCEEDED;
        }
        Interrupts interrupts = Interrupts.heard();
        Optional<Home.Ownership> keeping = home.home().keepIfFree();
        if (keeping.isEmpty()) {
            throw new WrongUsage("Another errand serve keeps %s already."
                    .formatted(home.home().data()));
        }
        Optional<FrontDoor> door =
                once ? Optional.empty() : ServiceLoader.load(FrontDoor.class).findFirst();
        try (Home.Ownership _ = keeping.get();
                Errand errand = home.open(door.map(FrontDoor::listener).orElseGet(RunListener::silent))) {
            errand.stay();
            Notifications notifications = Notifications.configured(errand.device(), errand.catalogue());
            say(
                    terminal,
                    "Keeping %s; what waits for you is told %s. Ctrl-C ends."
                            .formatted(
                                    errand.home().data(),
                                    notifications.ways().isEmpty()
                                            ? "by `errand inbox`"
                                            : "by " + String.join(", ", notifications.ways())));
            if (once) {
                attend(errand, errand.retention(), notifications, terminal);
                return ExitCode.SUCCEEDED;
            }
            keep(errand, door, notifications, terminal, interrupts);
        }
        return ExitCode.SUCCEEDED;
    }

    private void keep(
            Errand errand,
            Optional<FrontDoor> door,
            Notifications notifications,
            Terminal terminal,
            Interrupts interrupts) {
        Optional<FrontDoor.Opened> opened = door.map(each -> each.open(errand, setting(notifications, terminal)));
        Retention retention = errand.retention(); // remembers when it forgot last
        try (FileIndexing _ = FileIndexing.of(errand.device())) {
            opened.ifPresent(each -> greet(each, terminal));
            while (!interrupts.any()) {
                attend(errand, retention, notifications, terminal);
                if (!interrupts.any()) {
                    LockSupport.parkNanos(pause(errand).toNanos());
                }
            }
        } finally {
            Thread.interrupted(); // Ctrl-C was heard; what is being done is finished in order
            opened.ifPresent(FrontDoor.Opened::close);
        }
    }

    private void greet(FrontDoor.Opened door, Terminal terminal) {
        (output.quiet ? List.of(door.address()) : door.greeting()).forEach(terminal.out()::println);
        terminal.out().flush();
    }

    /// A run that was let go on through a door may wait for a time now, of which this thread is to know.
    private FrontDoor.Setting setting(Notifications notifications, Terminal terminal) {
        Thread keeper = Thread.currentThread();
        return new FrontDoor.Setting(
                port,
                run -> {
                    tell(run, notifications, terminal);
                    LockSupport.unpark(keeper);
                },
                (id, failure) -> problem(terminal, id.value(), String.valueOf(failure.getMessage())));
    }

    private void attend(Errand errand, Retention retention, Notifications notifications, Terminal terminal) {
        if (retention.isDue(Instant.now())) {
            Forget.whatIsOld(errand, retention, terminal, output);
        }
        round(errand, notifications, terminal);
        ring(errand, notifications, terminal);
    }

    /// Does what is due now. Other commands take turns with it: the home is only owned while there is something to
    /// do.
    private void round(Errand errand, Notifications notifications, Terminal terminal) {
        Attendant attendant = errand.attendant();
        boolean standing = !errand.schedules().all().isEmpty();
        if (!standing && interrupted(errand).isEmpty()) {
            return;
        }
        List<Run> led = errand.owning(() -> {
            Set<RunId> due = new LinkedHashSet<>();
            if (standing) {
                Attendant.Round round = attendant.attend(Instant.now());
                round.problems().forEach((id, problem) -> problem(terminal, id, problem));
                due.addAll(round.begun());
            }
            due.addAll(interrupted(errand));
            return lead(errand, due, terminal);
        });
        led.forEach(run -> tell(run, notifications, terminal));
    }

    private void tell(Run run, Notifications notifications, Terminal terminal) {
        say(terminal, "%s %s: %s".formatted(run.id(), RunReport.inWords(run.state()), brief(run)));
        notifications.tell(run).forEach(problem -> problem(terminal, run.id().value(), problem));
    }

    /// Without those that somebody leads through the door.
    private static List<RunId> interrupted(Errand errand) {
        return errand.engine().interrupted().stream()
                .filter(id -> !errand.engine().isTaken(id))
                .toList();
    }

    /// Tells the person what it is time for. What no way took is tried again at the next look.
    private void ring(Errand errand, Notifications notifications, Terminal terminal) {
        try {
            Instant now = Instant.now();
            for (Due due : errand.bell().due(now)) {
                List<String> problems = notifications.tell(due, ZoneId.systemDefault());
                problems.forEach(problem -> problem(terminal, due.id(), problem));
                if (problems.isEmpty() || problems.size() < notifications.ways().size()) {
                    errand.bell().rang(due, now);
                    say(terminal, inWords(due));
                }
            }
        } catch (DeviceFailure | ScheduleFailure e) {
            problem(terminal, "reminders", String.valueOf(e.getMessage()));
        }
    }

    private static String inWords(Due due) {
        String kind = switch (due.kind()) {
            case TIMER -> "Timer";
            case ALARM -> "Alarm";
            case REMINDER -> "Reminder";
        };
        String text = due.text().isBlank() ? "" : ": " + due.text();
        return "%s, %s%s"
                .formatted(
                        kind,
                        due.at()
                                .atZone(ZoneId.systemDefault())
                                .toLocalDateTime()
                                .truncatedTo(ChronoUnit.SECONDS),
                        text);
    }

    /// Leads runs side by side; one that cannot go on keeps no other from it.
    private List<Run> lead(Errand errand, Set<RunId> due, Terminal terminal) {
        List<Run> led = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
        Semaphore room = new Semaphore(MOST_AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (RunId id : due) {
                threads.execute(() -> {
                    room.acquireUninterruptibly();
                    try {
                        led.add(errand.engine().advance(id));
                    } catch (RuntimeException e) {
                        problem(terminal, id.value(), String.valueOf(e.getMessage()));
                    } finally {
                        room.release();
                    }
                });
            }
        }
        return led;
    }

    private Duration pause(Errand errand) {
        Instant now = Instant.now();
        Instant next = errand.schedules().all().stream()
                .flatMap(kept -> Attendant.next(kept.standing(), now).stream())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        Instant timer = errand.engine().nextDue().orElse(Instant.MAX);
        Instant bell = nextRing(errand, now);
        Instant until = Stream.of(next, timer, bell, now.plus(BETWEEN_LOOKS))
                .min(Instant::compareTo)
                .orElseThrow();
        return until.isAfter(now) ? Duration.between(now, until).plusMillis(1) : Duration.ofMillis(1);
    }

    private static Instant nextRing(Errand errand, Instant now) {
        try {
            return errand.bell().next(now).orElse(Instant.MAX);
        } catch (DeviceFailure e) {
            return Instant.MAX; // said when it was to ring
        }
    }

    private void say(Terminal terminal, String text) {
        if (!output.quiet) {
            terminal.err().println(Terminal.visibleLine(text));
        }
    }

    /// Once, until it is another: what cannot be watched now may come back by itself.
    private synchronized void problem(Terminal terminal, String about, String problem) {
        if (!problem.equals(told.put(about, problem))) {
            terminal.err().println(Terminal.visibleLine(about + ": " + problem));
        }
    }

    private static String brief(Run run) {
        String intent = run.start().intent();
        return intent.length() <= 80 ? intent : intent.substring(0, 80) + "…";
    }

    /// Who sees to it that things happen by themselves, in a sentence.
    static String whoKeeps(Home home) {
        Optional<Home.Ownership> free = home.keepIfFree();
        free.ifPresent(Home.Ownership::close);
        return free.isEmpty()
                ? "An `errand serve` is running and keeps timers and standing intents going."
                : "Nothing keeps timers and standing intents going now; `errand serve --install` does from now on.";
    }
}
