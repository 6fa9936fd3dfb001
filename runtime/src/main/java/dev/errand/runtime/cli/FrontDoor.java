package dev.errand.runtime.cli;

import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Run;
import dev.errand.runtime.engine.RunListener;
import dev.errand.runtime.home.Home;
import dev.errand.runtime.journal.RunId;
import java.io.InputStream;
import java.io.OutputStream;
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

    /// Speaks the Model Context Protocol with one program until it has nothing more to say. What is being worked on
    /// then is parked, after the step it is at. Interrupting the thread ends it too.
    ///
    /// @param in  what the program says, a line each
    /// @param out what it is told; nothing else may be written there
    void converse(Errand errand, Setting setting, InputStream in, OutputStream out);

    /// What the person adds to a command so that it means this home; empty where it is found anyway.
    static String reach(Home home) {
        return HomeOption.toReach(home);
    }

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
