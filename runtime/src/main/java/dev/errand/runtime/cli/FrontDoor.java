package dev.errand.runtime.cli;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.journal.RunId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A way into the device that stands open for as long as `errand serve` runs; found through
/// `META-INF/services/dev.errand.runtime.cli.FrontDoor`. What it needs is loaded when it is opened, not before.
public interface FrontDoor {
    /// Who hears what happens in the runs that this process leads; asked for once, before the door is opened.
    RunListener listener();

    /// Opens it.
    ///
    /// @throws IllegalArgumentException with a message for the person if it cannot be opened there
    Opened open(Errand errand, Setting setting);

    /// How it is to be opened.
    ///
    /// @param port    of the loopback interface; 0 takes one that is free
    /// @param led     hears of each run that somebody let go on through the door, when it has ended or waits
    /// @param trouble hears of runs that cannot go on
    record Setting(int port, Consumer<Run> led, BiConsumer<RunId, RuntimeException> trouble) {}

    /// A door that is open. Closing it parks what is being worked on, after the step it is at.
    interface Opened extends AutoCloseable {
        /// Where it is and what opens it, in lines for the person.
        List<String> greeting();

        /// The same without secrets.
        String address();

        @Override
        void close();
    }
}
