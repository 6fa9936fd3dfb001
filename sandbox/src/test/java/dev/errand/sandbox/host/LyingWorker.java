package dev.errand.sandbox.host;

import dev.errand.sandbox.guest.Ending;
import dev.errand.sandbox.guest.Question;
import dev.errand.sandbox.worker.Frames;
import dev.errand.sandbox.worker.Message.ToHost;
import dev.errand.sandbox.worker.Message.ToWorker;
import dev.errand.sandbox.worker.WorkerMain;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/// A worker process that somebody has taken over. It speaks the protocol as it likes, in one of the ways of [Lie].
final class LyingWorker {
    private final InputStream in;
    private final OutputStream out;

    private LyingWorker(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        new LyingWorker(new BufferedInputStream(System.in), System.out).tell(Lie.valueOf(arguments[0]));
        // What is told is told: from here on it is silent, and lives.
        new CountDownLatch(1).await();
    }

    private void tell(Lie lie) throws IOException, InterruptedException {
        if (lie.isToldAtStart()) {
            lie.told.by(this);
            return;
        }
        say(new ToHost.Ready(true));
        if (lie != Lie.READS_NO_PROGRAM) {
            heard();
        }
        lie.told.by(this);
    }

    void say(ToHost... messages) throws IOException {
        ByteArrayOutputStream together = new ByteArrayOutputStream();
        for (ToHost message : messages) {
            Frames.write(together, message);
        }
        write(together.toByteArray());
    }

    void write(int... bytes) throws IOException {
        for (int each : bytes) {
            out.write(each);
        }
        out.flush();
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    ToWorker heard() throws IOException {
        return Frames.fromHost(in, WorkerMain.LONGEST_FROM_HOST);
    }

    /// Asks and hears the answer.
    void ask(Question question) throws IOException {
        say(new ToHost.Asked(question));
        heard();
    }

    void closeOutput() throws IOException {
        out.close();
    }

    void repeat(byte[] bytes) throws IOException {
        while (true) {
            write(bytes);
        }
    }

    /// The head of a frame that is to have so many bytes.
    static byte[] head(int length) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
    }

    static Question call(String operation, String arguments) {
        return new Question(Question.Kind.CALL, operation, arguments, "", "", -1);
    }

    static Question passingOn(String places) {
        return new Question(Question.Kind.CALL, "notes.list", "[null]", "", places, -1);
    }

    static Question open(String call, String field) {
        return new Question(Question.Kind.OPEN, call, field, "", "", -1);
    }

    static ToHost reported(String text) {
        return new ToHost.Ended(new Ending.Reported(text, -1), true);
    }

    static String nested(int depth) {
        return "[\"completed\"," + "[".repeat(depth) + "]".repeat(depth) + ",[]]";
    }

    static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        return bytes;
    }
}
