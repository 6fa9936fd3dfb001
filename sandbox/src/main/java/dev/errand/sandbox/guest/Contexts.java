package dev.errand.sandbox.guest;

import dev.errand.sandbox.Language;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.ResourceLimits;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/// Makes contexts, one ahead of need: the time that takes is not on anybody's path.
///
/// All of one language share an engine, so its prelude is read once. An engine is made with its first context, on a
/// thread of this class's own; nothing here costs anything before. Thread-safe.
public final class Contexts implements AutoCloseable {
    /// What must be known of an execution before its context can be made.
    private record Settings(Language language, ZoneId zone, long statements) {
        static Settings of(GuestCode code) {
            return new Settings(code.language(), code.zone(), code.limits().statements());
        }
    }

    private record Spare(Settings settings, CompletableFuture<PreparedContext> context) {}

    /// One object for all contexts, or the engine could not share code between them.
    private static final Predicate<Source> OF_THE_GUEST = Contexts::isOfTheGuest;

    private final ExecutorService maker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(null, task, "errand-contexts", 1 << 20);
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicReference<@Nullable Spare> spare = new AtomicReference<>();
    private final AtomicInteger guests = new AtomicInteger();
    /// Only the maker's thread adds to it.
    private final Map<Language, Engine> engines = Collections.synchronizedMap(new EnumMap<>(Language.class));

    /// A guest for one execution; the making of the next context begins.
    ///
    /// @param host     who answers it, called on the guest's thread
    /// @param whenGone run on the guest's thread when its last instruction has run
    public Guest guest(GuestCode code, Host host, Runnable whenGone) {
        PreparedContext context = take(Settings.of(code));
        guests.incrementAndGet();
        return new Guest(context, code, host, whenGone, guests::decrementAndGet);
    }

    private PreparedContext take(Settings settings) {
        Spare ready = spare.getAndSet(null);
        boolean fits = ready != null && ready.settings().equals(settings);
        if (ready != null && !fits) {
            discard(ready);
        }
        CompletableFuture<PreparedContext> context = ready != null && fits ? ready.context() : make(settings);
        PreparedContext taken = context.join();
        prepare(settings);
        return taken;
    }

    /// Begins to make a context for such an execution, unless one is being made.
    public void prepare(GuestCode like) {
        prepare(Settings.of(like));
    }

    private void prepare(Settings settings) {
        if (spare.get() == null) {
            Spare next = new Spare(settings, make(settings));
            if (!spare.compareAndSet(null, next)) {
                discard(next);
            }
        }
    }

    private CompletableFuture<PreparedContext> make(Settings settings) {
        return CompletableFuture.supplyAsync(() -> fresh(settings), maker);
    }

    private static void discard(Spare unused) {
        var _ = unused.context().thenAccept(prepared -> prepared.context().close(true));
    }

    /// Statements of the prelude are not the guest's.
    private static boolean isOfTheGuest(Source source) {
        return !source.isInternal();
    }

    /// `CONSTRAINED` takes away host objects, files, sockets, processes, threads, environment, other languages and
    /// native code, and refuses to be built where a setting would give one back. It asks for redirected streams.
    private PreparedContext fresh(Settings settings) {
        Tongue tongue = Tongue.of(settings.language());
        AtomicReference<Runnable> onLimit = new AtomicReference<>(() -> {});
        Context.Builder builder = Context.newBuilder(tongue.id())
                .engine(engines.computeIfAbsent(settings.language(), _ -> engine(tongue)))
                .sandbox(SandboxPolicy.CONSTRAINED)
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .in(InputStream.nullInputStream())
                .timeZone(settings.zone())
                .resourceLimits(ResourceLimits.newBuilder()
                        .statementLimit(settings.statements(), OF_THE_GUEST)
                        .onLimit(_ -> onLimit.get().run())
                        .build());
        Context context = tongue.furnish(builder).build();
        tongue.made(context);
        return new PreparedContext(tongue, context, context.eval(tongue.prelude()), onLimit);
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
    public void close() {
        Spare unused = spare.getAndSet(null);
        if (unused != null) {
            discard(unused);
        }
        boolean isIdle =
                guests.get() == 0 && (unused == null || unused.context().isDone());
        maker.shutdown();
        if (isIdle) {
            engines.values().forEach(engine -> engine.close(true));
        }
    }
}
