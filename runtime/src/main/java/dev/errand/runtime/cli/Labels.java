package dev.errand.runtime.cli;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.runtime.Errand;
import dev.errand.runtime.labels.StoredLabel;
import dev.errand.runtime.labels.StoredLabels;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `errand labels`: what on the device runs have written from the words of others, and what of it the person calls
/// their own.
@Command(
        name = "labels",
        description = "Show what on this device was written from the words of others.",
        subcommands = Labels.Own.class)
final class Labels implements Callable<Integer> {
    private static final List<String> AREAS = List.of("files", "notes", "lists", "contacts", "calendar", "mail");

    @Mixin
    HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        try (Errand errand = Errand.look(home.home(), System.getenv())) {
            Storage storage = errand.device().storage();
            StoredLabels labels = new StoredLabels(storage);
            for (String area : AREAS) {
                for (Storage.Entry file : storage.walk(area)) {
                    labels.at(file.path()).ifPresent(label -> print(file.path(), label));
                }
            }
        }
        return ExitCode.SUCCEEDED;
    }

    private static void print(String place, StoredLabel label) {
        System.out.println(Terminal.visibleLine(place + "  ← " + label.origin().source()));
    }

    @Command(
            name = "own",
            description = "Say that you have looked at something and that it counts as your own from now on.")
    static final class Own implements Callable<Integer> {
        @Mixin
        HomeOption home = new HomeOption();

        @Parameters(paramLabel = "PLACE", description = "As `errand labels` shows it, such as notes/car.md.")
        @Nullable
        String place;

        @Override
        public Integer call() {
            String named = String.valueOf(place);
            try (Errand errand = Errand.look(home.home(), System.getenv())) {
                Storage storage = errand.device().storage();
                Optional<Storage.Entry> there = storage.entry(named).filter(entry -> !entry.folder());
                if (there.isEmpty()) {
                    throw DeviceFailure.notFound(
                            "There is no \"" + named + "\".", "`errand labels` shows the places that have a label.");
                }
                boolean had = errand.owning(() -> new StoredLabels(storage).lift(named));
                System.out.println(Terminal.visibleLine(named) + (had ? " is yours." : " is yours already."));
            }
            return ExitCode.SUCCEEDED;
        }
    }
}
