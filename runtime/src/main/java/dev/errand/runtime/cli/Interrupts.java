package dev.errand.runtime.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Hears Ctrl-C, and the signal by which services are ended. Once: the thread is interrupted, so that the run stops
/// after the step it is at and can be resumed.
/// Twice: the run is to be cancelled. Three times: the process ends at once; its journal is as after a crash.
final class Interrupts {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static boolean listening;

    private Interrupts() {}

    /// Starts to listen for the calling thread. Where the platform does not let us, Ctrl-C ends the process as usual,
    /// which loses nothing either.
    static synchronized Interrupts heard() {
        if (!listening) {
            listening = true;
            Thread conducted = Thread.currentThread();
            InvocationHandler onSignal = (_, method, _) -> {
                if (method.getName().equals("handle")) {
                    count(conducted);
                }
                return null;
            };
            try {
                // By reflection: the compiler does not offer this class, though every JDK has it.
                Class<?> signal = Class.forName("sun.misc.Signal");
                Class<?> handler = Class.forName("sun.misc.SignalHandler");
                Object listener = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, onSignal);
                for (String name : List.of("INT", "TERM")) {
                    signal.getMethod("handle", signal, handler)
                            .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
                }
            } catch (ReflectiveOperationException e) {
                return new Interrupts();
            }
        }
        return new Interrupts();
    }

    private static void count(Thread conducted) {
        int times = COUNT.incrementAndGet();
        if (times > 2) {
            Runtime.getRuntime().halt(ExitCode.CANCELLED);
        }
        conducted.interrupt();
        System.err.println(times == 1 ? "Stopping after this step; Ctrl-C again cancels the run." : "Cancelling.");
    }

    boolean any() {
        return COUNT.get() > 0;
    }

    boolean twice() {
        return COUNT.get() > 1;
    }

    /// What was heard has been dealt with; the thread is not interrupted any more.
    void settle() {
        COUNT.set(0);
        Thread.interrupted();
    }
}
