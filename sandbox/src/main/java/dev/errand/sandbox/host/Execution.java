package dev.errand.sandbox.host;

import dev.errand.sandbox.Outcome;
import dev.errand.sandbox.guest.Contexts;
import dev.errand.sandbox.guest.Ending;
import dev.errand.sandbox.guest.Guest;
import dev.errand.sandbox.guest.Question;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One execution in this process: answers the guest's questions and watches it between them.
///
/// Runs on the thread that asked for the execution, which is also where [dev.errand.sandbox.Calls] are made; time and
/// memory that the host spends there are therefore never the guest's.
final class Execution {
    /// A guest allocates a few megabytes in this time, at the most some hundred microseconds' worth of harm.
    private static final long WATCH_MILLIS = 5;

    /// How long a cancelled guest may take to notice. One that does not (a single built-in that never looks up) is
    /// left behind on its daemon thread: better a busy core than a host that hangs.
    private static final Duration GRACE = Duration.ofSeconds(2);

    /// What goes from the guest's thread to this one: a question, or word that the guest is gone.
    private sealed interface Message {
        record Asked(Question question) implements Message {}

        record Gone() implements Message {}
    }

    /// What goes back; without a text the execution ends.
    private record Reply(@Nullable String text) {}

    private final Conversation conversation;
    private final BlockingQueue<Message> messages = new ArrayBlockingQueue<>(2);
    private final BlockingQueue<Reply> replies = new ArrayBlockingQueue<>(1);
    private final Guest guest;

    Execution(Contexts contexts, Conversation conversation) {
        this.conversation = conversation;
        this.guest = contexts.guest(conversation.opening(), this::ask, () -> messages.add(new Message.Gone()));
    }

    private @Nullable String ask(Question question) throws InterruptedException {
        messages.put(new Message.Asked(question));
        return replies.take().text();
    }

    Outcome run() {
        guest.start();
        try {
            supervise();
        } catch (Untrustworthy lie) {
            guest.end(new Ending.Broken());
            stop();
            return conversation.outcomeOfLie(lie);
        } catch (InterruptedException _) {
            guest.end(new Ending.Stopped());
            stop();
            Thread.currentThread().interrupt();
        }
        Ending ending = guest.ending();
        if (ending == null) {
            throw new IllegalStateException("the guest ended without a verdict");
        }
        return conversation.outcome(ending);
    }

    private void supervise() throws InterruptedException {
        while (true) {
            switch (messages.poll(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
                case Message.Asked asked -> answer(asked.question());
                case Message.Gone _ -> {
                    return;
                }
                case null -> {
                    if (guest.watch()) {
                        stop();
                        return;
                    }
                }
            }
        }
    }

    private void answer(Question question) throws InterruptedException {
        String text;
        try {
            text = conversation.answer(question);
        } catch (Untrustworthy lie) {
            replies.add(new Reply(null));
            throw lie;
        }
        replies.add(new Reply(text));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /// Cancels a guest that has its verdict, and waits until it is gone.
    private void stop() {
        guest.cancel();
        long deadline = System.nanoTime() + GRACE.toNanos();
        boolean interrupted = false;
        while (System.nanoTime() < deadline) {
            try {
                switch (messages.poll(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
                    case Message.Asked _ -> replies.add(new Reply(null));
                    case Message.Gone _ -> deadline = System.nanoTime();
                    case null -> {}
                }
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
