package dev.errand.runtime.cli;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.notify.Notifications;
import java.io.PrintStream;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `errand mcp`: lets one program, which started it, use the device by the Model Context Protocol, over stdin and
/// stdout ([FrontDoor]).
@Command(
        name = "mcp",
        description = {
            "Serve one program by the Model Context Protocol, over stdin and stdout: it can give intents, follow them,"
                    + " and cancel them.",
            "It cannot approve anything; what it asks for waits for you (errand inbox)."
        },
        footer = {"", "`errand serve` serves the same over HTTP, at /mcp."})
final class Mcp implements Callable<Integer> {
    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        PrintStream protocol = System.out;
        System.setOut(System.err); // whatever else is printed must not stand between messages
        FrontDoor door = ServiceLoader.load(FrontDoor.class)
                .findFirst()
                .orElseThrow(() -> new WrongUsage("This errand was built without its front doors."));
        Interrupts.heard();
        try (Errand errand = home.open(door.listener())) {
            errand.stay();
            Notifications notifications = Notifications.configured(errand.device(), errand.catalogue());
            door.converse(errand, setting(notifications), System.in, protocol);
        } finally {
            System.setOut(protocol);
        }
        return ExitCode.SUCCEEDED;
    }

    private static FrontDoor.Setting setting(Notifications notifications) {
        return new FrontDoor.Setting(
                0, run -> tell(run, notifications), (id, failure) -> say(id.value() + ": " + failure.getMessage()));
    }

    private static void tell(Run run, Notifications notifications) {
        notifications.tell(run).forEach(problem -> say(run.id().value() + ": " + problem));
    }

    private static void say(String line) {
        System.err.println(Terminal.visibleLine(line));
    }
}
