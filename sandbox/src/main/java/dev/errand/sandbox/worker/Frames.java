package dev.errand.sandbox.worker;

import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limit;
import dev.errand.sandbox.Limits;
import dev.errand.sandbox.guest.Ending;
import dev.errand.sandbox.guest.GuestCode;
import dev.errand.sandbox.guest.Question;
import dev.errand.sandbox.worker.Message.ToHost;
import dev.errand.sandbox.worker.Message.ToWorker;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;

/// Messages as bytes: the length of the rest (four bytes, big-endian), a byte for the kind, and the kind's fields in
/// order. Numbers have eight bytes, texts their length in bytes (four) and UTF-8.
///
/// Reading believes nothing: lengths are checked before anything is allocated for them, kinds and numbers must be
/// ones that there are, texts must be UTF-8, and nothing may be left over. What fails that is a [MalformedFrame].
public final class Frames {
    private Frames() {}

    /// Writes one message and flushes it.
    public static void write(OutputStream out, Message message) throws IOException {
        FrameWriter frame = new FrameWriter();
        switch (message) {
            case ToWorker.Begin(GuestCode code) -> write(frame.kind(Kind.BEGIN), code);
            case ToWorker.Answer(String text) -> frame.kind(Kind.ANSWER).text(text);
            case ToWorker.Stop _ -> frame.kind(Kind.STOP);
            case ToHost.Ready(boolean filtered) -> frame.kind(Kind.READY).flag(filtered);
            case ToHost.Asked(Question question) -> write(frame.kind(Kind.ASKED), question);
            case ToHost.Ended(Ending ending, boolean reusable) ->
                write(frame.kind(Kind.ENDED).flag(reusable), ending);
        }
        frame.writeTo(out);
    }

    private static void write(FrameWriter frame, GuestCode code) {
        Limits limits = code.limits();
        frame.choice(code.language())
                .text(code.source())
                .flag(code.hasImplicitResult())
                .text(code.world())
                .text(code.settings())
                .text(code.zone().getId())
                .number(limits.statements())
                .number(limits.cpuTime().toNanos())
                .number(limits.wallTime().toNanos())
                .number(limits.allocatedBytes())
                .number(limits.outputCharacters())
                .number(limits.callCharacters())
                .number(limits.calls())
                .number(limits.promises())
                .number(limits.stackBytes());
    }

    private static void write(FrameWriter frame, Question question) {
        frame.choice(question.kind())
                .text(question.subject())
                .text(question.text())
                .text(question.named())
                .text(question.places())
                .number(question.offset());
    }

    private static void write(FrameWriter frame, Ending ending) {
        switch (ending) {
            case Ending.Reported(String text, int offset) ->
                frame.choice(How.REPORTED).text(text).number(offset);
            case Ending.Reached(Limit limit) -> frame.choice(How.REACHED).choice(limit);
            case Ending.Unreadable(int offset) -> frame.choice(How.UNREADABLE).number(offset);
            case Ending.Stopped _ -> frame.choice(How.STOPPED);
            case Ending.Broken _ -> frame.choice(How.BROKEN);
        }
    }

    /// Reads what a worker says.
    ///
    /// @param longest bytes that a frame may have
    /// @throws MalformedFrame if this is no message of a worker
    /// @throws EOFException   if the other end is gone
    public static ToHost fromWorker(InputStream in, int longest) throws IOException {
        FrameReader frame = FrameReader.next(in, longest);
        ToHost message = switch (frame.kind()) {
            case READY -> new ToHost.Ready(frame.flag());
            case ASKED -> new ToHost.Asked(question(frame));
            case ENDED -> {
                boolean reusable = frame.flag();
                yield new ToHost.Ended(ending(frame), reusable);
            }
            case BEGIN, ANSWER, STOP -> throw new MalformedFrame("a worker does not say this");
        };
        frame.requireEnd();
        return message;
    }

    /// Reads what a host says; like [#fromWorker].
    public static ToWorker fromHost(InputStream in, int longest) throws IOException {
        FrameReader frame = FrameReader.next(in, longest);
        ToWorker message = switch (frame.kind()) {
            case BEGIN -> new ToWorker.Begin(code(frame));
            case ANSWER -> new ToWorker.Answer(frame.text());
            case STOP -> new ToWorker.Stop();
            case READY, ASKED, ENDED -> throw new MalformedFrame("a host does not say this");
        };
        frame.requireEnd();
        return message;
    }

    private static GuestCode code(FrameReader frame) throws MalformedFrame {
        return new GuestCode(
                frame.choice(Language.values()),
                frame.text(),
                frame.flag(),
                frame.text(),
                frame.text(),
                zone(frame.text()),
                new Limits(
                        frame.number(),
                        Duration.ofNanos(frame.number()),
                        Duration.ofNanos(frame.number()),
                        frame.number(),
                        frame.number(),
                        frame.number(),
                        frame.smallNumber(),
                        frame.smallNumber(),
                        frame.number()));
    }

    private static ZoneId zone(String id) throws MalformedFrame {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException _) {
            throw new MalformedFrame("this is no time zone");
        }
    }

    private static Question question(FrameReader frame) throws MalformedFrame {
        return new Question(
                frame.choice(Question.Kind.values()),
                frame.text(),
                frame.text(),
                frame.text(),
                frame.text(),
                frame.smallNumber());
    }

    private static Ending ending(FrameReader frame) throws MalformedFrame {
        return switch (frame.choice(How.values())) {
            case REPORTED -> new Ending.Reported(frame.text(), frame.smallNumber());
            case REACHED -> new Ending.Reached(frame.choice(Limit.values()));
            case UNREADABLE -> new Ending.Unreadable(frame.smallNumber());
            case STOPPED -> new Ending.Stopped();
            case BROKEN -> new Ending.Broken();
        };
    }

    enum Kind {
        BEGIN,
        ANSWER,
        STOP,
        READY,
        ASKED,
        ENDED
    }

    private enum How {
        REPORTED,
        REACHED,
        UNREADABLE,
        STOPPED,
        BROKEN
    }
}
