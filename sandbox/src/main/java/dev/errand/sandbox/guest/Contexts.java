package dev.errand.sandbox.guest;

import dev.errand.sandbox.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
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
/// All share one engine, so the prelude is read once. The engine is made with the first context, on a thread of
/// this class's own; nothing here costs anything before. Thread-safe.
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
    private volatile @Nullable Engine engine;
    private @Nullable Source prelude;

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

    private PreparedContext fresh(Settings settings) {
        Engine shared = engine();
        AtomicReference<Runnable> onLimit = new AtomicReference<>(() -> {});
        Context context = Context.newBuilder("js")
                .engine(shared)
                .sandbox(SandboxPolicy.CONSTRAINED)
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .in(InputStream.nullInputStream())
                .option("js.strict", "true")
                .option("js.allow-eval", "false")
                .option("js.load", "false")
                .option("js.print", "false")
                .option("js.console", "false")
                .option("js.unhandled-rejections", "handler")
                .option("js.locale", "en-US")
                .timeZone(settings.zone())
                .resourceLimits(ResourceLimits.newBuilder()
                        .statementLimit(settings.statements(), OF_THE_GUEST)
                        .onLimit(_ -> onLimit.get().run())
                        .build())
                .build();
        return new PreparedContext(context, context.eval(prelude()), onLimit);
    }

    /// `CONSTRAINED` takes away host objects, files, sockets, processes, threads, environment, other languages
    /// and native code, and refuses to be built where a setting would give one back. It asks for redirected
    /// streams. Only the maker's thread comes here.
    private Engine engine() {
        Engine shared = engine;
        if (shared == null) {
            shared = Engine.newBuilder("js")
                    .sandbox(SandboxPolicy.CONSTRAINED)
                    .out(OutputStream.nullOutputStream())
                    .err(OutputStream.nullOutputStream())
                    .in(InputStream.nullInputStream())
                    // On a stock JDK there is no compiler for guests. Workflows are short: interpreting them is faster.
                    .option("engine.WarnInterpreterOnly", "false")
                    .build();
            engine = shared;
        }
        return shared;
    }

    private Source prelude() {
        if (prelude == null) {
            prelude = Source.newBuilder("js", read("prelude.js"), "prelude.js")
                    .internal(true)
                    .buildLiteral();
        }
        return prelude;
    }

    private static String read(String resource) {
        try (InputStream in = Contexts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException cause) {
            throw new UncheckedIOException("resource " + resource + " cannot be read", cause);
        }
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
        Engine shared = engine;
        if (isIdle && shared != null) {
            shared.close(true);
        }
    }
}
