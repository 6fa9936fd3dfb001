package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyboardTest {
    private Pipe person;
    private Keyboard keyboard;

    @BeforeEach
    void sitDown() throws IOException {
        person = Pipe.open();
        keyboard = new Keyboard(new BufferedReader(Channels.newReader(person.source(), StandardCharsets.UTF_8)));
    }

    @AfterEach
    void leave() throws IOException {
        person.sink().close();
    }

    private void type(String line) throws IOException {
        person.sink().write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void enterIsHeardWhileSomethingElseGoesOnAndItsLineIsGone() throws IOException {
        assertThat(keyboard.isEntered()).isFalse();

        type("");
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!keyboard.isEntered()) {
            assertThat(System.nanoTime()).as("Enter was heard in time").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }

        assertThat(keyboard.isEntered()).isFalse();
        type("yes");
        assertThat(keyboard.line()).contains("yes");
    }

    @Test
    void aLineThatNobodyWaitedForAnswersTheNextQuestion() throws IOException {
        assertThat(keyboard.isEntered()).isFalse();

        type("two");

        assertThat(keyboard.line()).contains("two");
    }
}
