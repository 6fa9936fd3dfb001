package dev.errand.runtime.cli;

import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Recovery;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// A place where a workflow stops until the test lets it through, so that a test can do something to the process at a
/// moment it knows.
record Gate(Path folder) {
    /// The operation; the process finds the folder in a system property.
    @SkillSpec(name = "gate", summary = "A gate")
    public static final class GateSkill implements Skill {
        @OperationSpec(
                effect = EffectClass.WRITE,
                recovery = Recovery.REPEATABLE,
                summary = "Waits until it is opened",
                headline = "Pass the gate")
        public void pass() {
            Gate gate = new Gate(Path.of(System.getProperty("errand.gate")));
            gate.touch("reached");
            while (!Files.exists(gate.folder.resolve("open"))) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    static Gate in(Path temporary) {
        Path services = temporary.resolve("gate/META-INF/services");
        try {
            Files.createDirectories(services);
            Files.writeString(services.resolve("dev.errand.os.spi.Skill"), GateSkill.class.getName() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Gate(temporary.resolve("gate"));
    }

    /// Gives a process the operation.
    ErrandProcess build(ErrandProcess process) {
        return process.offering(folder).flag("-Derrand.gate=" + folder);
    }

    void awaitReached() {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!Files.exists(folder.resolve("reached"))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("The gate was not reached");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    void open() {
        touch("open");
    }

    private void touch(String name) {
        try {
            Files.writeString(folder.resolve(name), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
