package dev.errand.sandbox.guest;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limits;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/// Guests with their contexts, made ahead of need: the time that takes is not on anybody's path. The next ones are
/// made when a guest is gone, so that they do not compete with it for the processor: one after the first guest, later
/// more.
///
/// All of one language share an engine, so its prelude is read once. An engine is made with its first context, on the
/// guest's thread; nothing here costs anything before. Thread-safe.
public final class Contexts implements AutoCloseable {
    /// What must be known of an execution before its context can be made.
    private record Settings(Language language, String world, ZoneId zone, long statements, long stackBytes) {
        static Settings of(GuestCode code) {
            Limits limits = code.limits();
            return new Settings(code.language(), code.world(), code.zone(), limits.statements(), limits.stackBytes());
        }
    }

    /// One object for all contexts, or the engine could not share code between them.
    private static final Predicate<Source> OF_THE_GUEST = Contexts::isOfTheGuest;

    private final Map<Language, Engine> engines = new EnumMap<>(Language.class);

    /// Guarded by this, as the next fields are: guests that wait for their task, all made with [#latest].
    private final Deque<Guest> spares = new ArrayDeque<>();

    private @Nullable Settings latest;
    private int guests;
    private int gone;
    private boolean closed;

    /// A guest for one execution. When it is gone, the making of the next one begins.
    ///
    /// @param host     who answers it, called on the guest's thread
    /// @param whenGone run on the guest's thread when its last instruction has run
    public Guest guest(GuestCode code, Host host, Runnable whenGone) {
        Settings settings = Settings.of(code);
        Guest guest = take(settings);
        guest.prepare(new Guest.Task(code, host, whenGone, () -> left(settings)));
        return guest;
    }

    /// Starts the engine for such an execution, which reads files that cannot be opened later.
    public void open(GuestCode like) {
        Guest unused = make(Settings.of(like));
        unused.awaitReady();
        unused.discard();
    }

    /// A guest that only practises, and after which none is made.
    public Guest rehearsing(GuestCode code, Host host, Runnable whenGone) {
        Guest guest = make(Settings.of(code));
        guest.prepare(new Guest.Task(code, host, whenGone, () -> {}));
        return guest;
    }

    private synchronized Guest take(Settings settings) {
        guests++;
        if (!settings.equals(latest)) {
            latest = settings;
            discardSpares();
        }
        Guest spare = spares.poll();
        return spare == null ? make(settings) : spare;
    }

    private synchronized void left(Settings settings) {
        guests--;
        gone++;
        int wanted = Math.min(gone, Tongue.of(settings.language()).spares());
        while (!closed && settings.equals(latest) && spares.size() < wanted) {
            spares.add(make(settings));
        }
    }

    private void discardSpares() {
        spares.forEach(Guest::discard);
        spares.clear();
    }

    private Guest make(Settings settings) {
        return new Guest(() -> fresh(settings), settings.stackBytes());
    }

    /// Statements of the prelude are not the guest's.
    private static boolean isOfTheGuest(Source source) {
        return !source.isInternal();
    }

    /// `CONSTRAINED` takes away host objects, files, sockets, processes, threads, environment, other languages and
    /// native code, and refuses to be built where a setting would give one back. It asks for redirected streams.
    private PreparedContext fresh(Settings settings) {
        Tongue tongue = Tongue.of(settings.language());
        Door door = new Door();
        Context.Builder builder = Context.newBuilder(tongue.id())
                .engine(engine(settings.language()))
                .sandbox(SandboxPolicy.CONSTRAINED)
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .in(InputStream.nullInputStream())
                .timeZone(settings.zone())
                .resourceLimits(ResourceLimits.newBuilder()
                        .statementLimit(settings.statements(), OF_THE_GUEST)
                        .onLimit(_ -> door.statementsUsedUp())
                        .build());
        Context context = tongue.furnish(builder).build();
        tongue.made(context);
        Value world = context.eval(tongue.prelude()).execute(door, settings.world());
        return new PreparedContext(tongue, context, world, door);
    }

    private Engine engine(Language language) {
        synchronized (engines) {
            return engines.computeIfAbsent(language, _ -> engine(Tongue.of(language)));
        }
    }

    private static Engine engine(Tongue tongue) {
        return Engine.newBuilder(tongue.id())
                .sandbox(SandboxPolicy.CONSTRAINED)
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .in(InputStream.nullInputStream())
                // On a stock JDK there is no compiler for guests. Workflows are short: interpreting them is faster.
                .option("engine.WarnInterpreterOnly", "false")
                .build();
    }

    /// An engine that is still being made or still has a guest when it is no longer wanted is left to the
    /// garbage collector: waiting for it would be felt, closing it beneath a guest that is just ending can wait
    /// for ever, and closing it later could meet the end of the process, where GraalVM complains.
    @Override
    public synchronized void close() {
        boolean isIdle = guests == 0 && spares.stream().allMatch(Guest::isReady);
        closed = true;
        discardSpares();
        if (isIdle) {
            synchronized (engines) {
                engines.values().forEach(engine -> engine.close(true));
            }
        }
    }
}
