package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class KeyboardTest {
    private static void awaitEntered(Keyboard keyboard) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!keyboard.isEntered()) {
            assertThat(System.nanoTime()).as("Enter was heard in time").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void enterIsHeardWhileSomethingElseGoesOnAndItsLineIsGone() throws IOException {
        try (PipedWriter person = new PipedWriter();
                PipedReader line = new PipedReader(person)) {
            Keyboard keyboard = new Keyboard(new BufferedReader(line));
            assertThat(keyboard.isEntered()).isFalse();

            person.write("\n");
            person.flush();
            awaitEntered(keyboard);

            assertThat(keyboard.isEntered()).isFalse();
            person.write("yes\n");
            person.flush();
            assertThat(keyboard.line()).contains("yes");
        }
    }

    @Test
    void aLineThatNobodyWaitedForAnswersTheNextQuestion() throws IOException {
        try (PipedWriter person = new PipedWriter();
                PipedReader line = new PipedReader(person)) {
            Keyboard keyboard = new Keyboard(new BufferedReader(line));
            assertThat(keyboard.isEntered()).isFalse();
            person.write("two\n");
            person.flush();

            assertThat(keyboard.line()).contains("two");
        }
    }
}
