package dev.errand.sandbox.worker;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.guest.Contexts;
import dev.errand.sandbox.guest.Ending;
import dev.errand.sandbox.guest.Guest;
import dev.errand.sandbox.guest.GuestCode;
import dev.errand.sandbox.guest.Question;
import dev.errand.sandbox.worker.Message.ToHost;
import dev.errand.sandbox.worker.Message.ToWorker;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The main class of a worker process. It speaks [Frames] on its standard streams and ends when the host is gone.
///
/// It speaks one language, JavaScript if its arguments name no other. A guest asks on its own thread: it writes its
/// question and reads the answer, while this class's thread watches what the guest uses. A guest that cannot be ended
/// takes the process with it.
public final class WorkerMain {
    /// Bytes that a host may send at once: a result with much in it.
    public static final int LONGEST_FROM_HOST = 256 << 20;

    /// The argument of a process that only practises, so that the JVM can learn what workers need.
    public static final String REHEARSE = "rehearse";

    /// How the process ends when its heap is full; the JVM's own code for that.
    public static final int HEAP_FULL = 3;

    /// Who asks for a worker because it needs one has something for it by then.
    private static final long IDLE_MILLIS = 20;

    private static final String LOCALE_DATA = "org/graalvm/shadowed/com/ibm/icu/impl/data/icudata/icuver.res";

    private static final long WATCH_MILLIS = 5;
    private static final long GRACE_MILLIS = 500;
    private static final int LOST = 4;

    private final InputStream in;
    private final OutputStream out;
    private final Contexts contexts = new Contexts();

    private final Language language;
    private volatile boolean isNeeded;

    private WorkerMain(InputStream in, OutputStream out, Language language) {
        this.in = in;
        this.out = out;
        this.language = language;
    }

    public static void main(String... arguments) {
        InputStream in = new BufferedInputStream(new Pipe(), 1 << 16);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(nowhere);
        System.setErr(nowhere);
        System.setIn(InputStream.nullInputStream());
        int code = LOST;
        Language language = List.of(arguments).contains(Language.PYTHON.id()) ? Language.PYTHON : Language.JAVASCRIPT;
        try {
            if (List.of(arguments).contains(REHEARSE)) {
                practise(language);
                System.exit(0); // and not `halt`: the JVM has to write down what it learned
            }
            new WorkerMain(in, out, language).serve();
        } catch (EOFException _) {
            code = 0; // the host is gone, and with it all that there was to do
        } catch (IOException | InterruptedException _) {
            code = LOST;
        } catch (OutOfMemoryError _) {
            code = HEAP_FULL;
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }

    private void serve() throws IOException, InterruptedException {
        openFiles();
        contexts.open(Rehearsal.code(language));
        Frames.write(out, new ToHost.Ready(SystemCallFilter.install()));
        startRehearsal();
        while (true) {
            if (!(Frames.fromHost(in, LONGEST_FROM_HOST) instanceof ToWorker.Begin(GuestCode code))) {
                throw new IOException("an answer to no question");
            }
            isNeeded = true;
            run(code);
        }
    }

    /// Unless there is work at once, a rehearsal makes the first run faster.
    private void startRehearsal() {
        Thread rehearsal = new Thread(
                () -> {
                    try {
                        Thread.sleep(IDLE_MILLIS);
                        if (!isNeeded) {
                            rehearse();
                        }
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                },
                "errand-rehearsal");
        rehearsal.setDaemon(true);
        rehearsal.start();
    }

    private void run(GuestCode code) throws IOException, InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        Guest guest = contexts.guest(code, this::ask, gone::countDown);
        guest.start();
        boolean over = false;
        while (!over && !gone.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
            over = guest.watch();
        }
        boolean left = over && !gone.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        Ending ending = guest.ending();
        if (ending == null) {
            throw new IllegalStateException("the guest ended without a verdict");
        }
        // An engine that gave up, such as at the end of the stack in the middle of its own work, may have left itself
        // in a state in which it gives up on whatever comes next.
        boolean broke = ending instanceof Ending.Broken;
        Frames.write(out, new ToHost.Ended(ending, !over && !broke));
        if (left) {
            Runtime.getRuntime().halt(LOST);
        }
    }

    /// On the guest's thread. What goes wrong here ends the process: with half a frame out there is nothing to go on
    /// with.
    private @Nullable String ask(Question question) {
        try {
            Frames.write(out, new ToHost.Asked(question));
            return Frames.fromHost(in, LONGEST_FROM_HOST) instanceof ToWorker.Answer(String text) ? text : null;
        } catch (IOException | StackOverflowError _) {
            Runtime.getRuntime().halt(LOST);
            return null;
        } catch (OutOfMemoryError _) {
            Runtime.getRuntime().halt(HEAP_FULL);
            return null;
        }
    }

    /// All that a worker does, but for what would be for ever.
    private static void practise(Language language) throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Frames.write(said, new ToWorker.Begin(Rehearsal.code(language)));
        Frames.write(said, new ToWorker.Answer(Rehearsal.applaud(new Question(Question.Kind.CALL, "", "", "", "", 0))));
        Frames.write(said, new ToWorker.Answer(Rehearsal.applaud(new Question(Question.Kind.OPEN, "", "", "", "", 0))));
        WorkerMain worker = new WorkerMain(new ByteArrayInputStream(said.toByteArray()), out, language);
        openFiles();
        worker.rehearse();
        SystemCallFilter.renounce();
        if (Frames.fromHost(worker.in, LONGEST_FROM_HOST) instanceof ToWorker.Begin(GuestCode code)) {
            worker.run(code);
        }
    }

    /// Runs a small program that needs what workflows need, so that the first real one finds all of it ready.
    private void rehearse() throws InterruptedException {
        CountDownLatch gone = new CountDownLatch(1);
        Guest guest = contexts.rehearsing(Rehearsal.code(language), Rehearsal::applaud, gone::countDown);
        guest.start();
        gone.await();
        guest.watch();
    }

    /// No file can be opened later: what is needed for the first time must come from a jar that is open already, and
    /// rules of time zones must have been read.
    private static void openFiles() throws IOException {
        var _ = ZoneId.of("Europe/Berlin").getRules();
        var _ = TimeZone.getTimeZone("Europe/Berlin");
        ClassLoader.getSystemResource("dev/errand/no-such-resource");
        // Data of languages and countries are read as streams, each from a jar that is opened once more and then stays
        // open.
        try (InputStream data = ClassLoader.getSystemResourceAsStream(LOCALE_DATA)) {
            if (data == null) {
                throw new IOException("the engine's locale data are not on the class path");
            }
        }
    }

    /// Standard input. How much of it is there already cannot be asked for under the filter, and a long read asks.
    private static final class Pipe extends FileInputStream {
        Pipe() {
            super(FileDescriptor.in);
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
