package dev.errand.os.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ShellSkillTest {
    @TempDir
    Path folder;

    private Path files;
    private SkillKit kit;

    @BeforeEach
    void device() throws IOException {
        files = Files.createDirectories(folder.resolve("home/files"));
        Files.createDirectories(files.resolve("Projects/errand"));
        kit = new SkillKit(folder.resolve("home"), new ShellSkill());
    }

    @Test
    void aCommandTellsItsExitCodeAndBothOutputs() {
        JsonNode result = run("echo out; echo err >&2; exit 3");

        assertThat(result.path("exitCode").intValue()).isEqualTo(3);
        assertThat(result.path("stdout").textValue()).isEqualTo("out\n");
        assertThat(result.path("stderr").textValue()).isEqualTo("err\n");
        assertThat(result.path("truncated").booleanValue()).isFalse();
        assertThat(result.path("directory").textValue()).isEqualTo(files.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"true|0", "false|1", "nosuchprogram-of-ours|127", "kill -9 $$|137"})
    void everyEndIsAResult(String command, int exitCode) {
        assertThat(run(command).path("exitCode").intValue()).isEqualTo(exitCode);
    }

    @Test
    void unicodeGoesInAndComesOut() {
        assertThat(run("printf '%s' 'grüße 😀 שלום'").path("stdout").textValue())
                .isEqualTo("grüße 😀 שלום");
    }

    @Test
    void itRunsInTheFolderThatWasNamed() {
        assertThat(run("pwd -P", "Projects/errand").path("stdout").textValue()).endsWith("/files/Projects/errand\n");
        assertThat(run("pwd -P", "the errand folder").path("stdout").textValue())
                .endsWith("/files/Projects/errand\n");
    }

    @Test
    void aFolderOutsideIsRefused() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("beside"));
        Files.createSymbolicLink(files.resolve("link"), outside);

        assertThatThrownBy(() -> run("touch was-here", "../../beside"))
                .isInstanceOf(DeviceFailure.class)
                .hasMessageContaining("leads out");
        assertThatThrownBy(() -> run("touch was-here", "link"))
                .isInstanceOf(DeviceFailure.class)
                .hasMessageContaining("leads out");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() {
        assertThatThrownBy(() -> run("true", "Nowhere")).hasMessageContaining("There is no \"Nowhere\"");
    }

    @Test
    void aPreviewRunsNothingAndTellsWhere() {
        SkillKit.Performed preview = kit.preview("shell.run", "[\"touch made\", {\"folder\": \"Projects\"}]");

        assertThat(files.resolve("Projects/made")).doesNotExist();
        assertThat(preview.value().path("directory").textValue())
                .isEqualTo(files.resolve("Projects").toString());
        assertThat(preview.value().path("exitCode").isNull()).isTrue();
    }

    @Test
    void thePersonIsAskedInWordsThatTellTheCommand() {
        Operation run = kit.operation("shell.run");
        var arguments = JsonNodeFactory.instance
                .objectNode()
                .put("command", "rm -r build")
                .put("folder", "Projects");

        assertThat(run.effect()).isEqualTo(EffectClass.EXECUTE);
        assertThat(run.recovery()).isEqualTo(Recovery.ONCE);
        assertThat(run.undoable()).isFalse();
        assertThat(run.describe(arguments)).isEqualTo("Run the command “rm -r build” in the folder Projects");
    }

    @Test
    void whatItSaysIsFromOutsideAndClosed() {
        var result = kit.call("shell.run", "[\"echo hello\"]").result();

        assertThat(result.origin().provenance()).isEqualTo(Provenance.OUTSIDE);
        assertThat(result.closed().keySet())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("/exitCode", "/stdout", "/stderr", "/truncated");
    }

    @Test
    void aCommandThatRunsTooLongIsEndedWithAllThatItStarted() throws IOException {
        assertThatThrownBy(() -> kit.call(
                        "shell.run",
                        "[\"sleep 300 & echo $! > child; (setsid sleep 301 & echo $! > orphan); echo $$ > own; sleep 302\","
                                + " {\"timeout\": 1}]"))
                .isInstanceOfSatisfying(DeviceFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.FAILED);
                    assertThat(failure).hasMessageContaining("still running after 1 seconds");
                    assertThat(failure).hasMessageContaining("stays done");
                });
        for (String each : new String[] {"child", "orphan", "own"}) {
            assertThat(isRunning(files.resolve(each))).as(each).isFalse();
        }
    }

    @Test
    void oneThatDoesNotListenIsKilled() throws IOException {
        assertThatThrownBy(() -> kit.call(
                        "shell.run",
                        "[\"trap '' TERM; echo $$ > own; while true; do sleep 1; done\", {\"timeout\": 1}]"))
                .hasMessageContaining("It was ended");

        assertThat(isRunning(files.resolve("own"))).isFalse();
    }

    @Test
    void whatWasLeftInTheBackgroundIsNotWaitedFor() throws IOException {
        Instant before = Instant.now();

        JsonNode result = run("sleep 120 & echo $! > child; echo started");

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(result.path("stdout").textValue()).isEqualTo("started\n");
        long child = Long.parseLong(Files.readString(files.resolve("child")).strip());
        ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void aCommandThatWantsInputFindsNone() {
        assertThat(run("cat; read line || echo nothing").path("stdout").textValue())
                .isEqualTo("nothing\n");
    }

    @Test
    void outputWithoutEndIsCutInTheMiddle() {
        JsonNode result = run("seq 1 2000000");

        assertThat(result.path("truncated").booleanValue()).isTrue();
        assertThat(result.path("stdout").textValue())
                .startsWith("1\n2\n")
                .endsWith("\n2000000\n")
                .contains("bytes left out here")
                .hasSizeLessThan(210_000);
    }

    @Test
    void theEnvironmentHoldsNoSecretOfOurs() {
        String variables = run("env | cut -d= -f1 | sort").path("stdout").textValue();

        assertThat(variables.lines())
                .contains("PATH", "TERM", "ERRAND_STEP")
                .isSubsetOf(
                        "ANDROID_DATA ANDROID_ROOT DBUS_SESSION_BUS_ADDRESS DISPLAY ERRAND_STEP HOME LANG LANGUAGE LC_ALL LC_CTYPE LC_MESSAGES LC_NUMERIC LC_TIME LOGNAME OLDPWD PATH PREFIX PWD SHELL SHLVL TERM TMPDIR TZ USER WAYLAND_DISPLAY XAUTHORITY XDG_RUNTIME_DIR _"
                                .split(" "));
    }

    @Test
    void anotherShellCanBeConfigured() {
        kit.setting("shell.program", "/bin/sh,-e,-c");

        assertThat(run("false; echo reached").path("stdout").textValue()).isEmpty();
    }

    @Test
    void aShellThatIsNotThereNamesTheSetting() {
        kit.setting("shell.program", "/nowhere/shell");

        assertThatThrownBy(() -> run("true")).isInstanceOfSatisfying(DeviceFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.NOT_CONFIGURED);
            assertThat(failure.remedy()).contains("shell.program");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\0b"})
    void whatIsNoCommandIsRefused(String command) {
        assertThatThrownBy(() -> run(command))
                .isInstanceOfSatisfying(
                        DeviceFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.INVALID));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3601})
    void aTimeoutBeyondTheLimitsIsRefusedBeforeAnythingRuns(int seconds) {
        assertThatThrownBy(() -> kit.call("shell.run", "[\"touch made\", {\"timeout\": " + seconds + "}]"))
                .hasMessageContaining("cannot have " + seconds + " seconds");
        assertThat(files.resolve("made")).doesNotExist();
    }

    @Test
    void whoIsAskedToStopEndsTheCommand() throws Exception {
        Thread runs = Thread.ofPlatform().start(() -> {
            try {
                run("echo $$ > own; sleep 300");
            } catch (DeviceFailure expected) {
                // Looked at from outside: the process is gone.
            }
        });
        while (!Files.exists(files.resolve("own")) && runs.isAlive()) {
            Thread.onSpinWait();
        }
        runs.interrupt();

        assertThat(runs.join(Duration.ofSeconds(20))).isTrue();
        assertThat(isRunning(files.resolve("own"))).isFalse();
    }

    private static boolean isRunning(Path idFile) throws IOException {
        long id = Long.parseLong(Files.readString(idFile).strip());
        ProcessHandle process = ProcessHandle.of(id).orElse(null);
        if (process == null) {
            return false;
        }
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
            return false;
        } catch (Exception e) {
            return process.isAlive();
        }
    }

    private JsonNode run(String command) {
        return kit.call("shell.run", json(command)).value();
    }

    private JsonNode run(String command, String place) {
        var arguments = JsonNodeFactory.instance.arrayNode().add(command);
        arguments.addObject().put("folder", place);
        return kit.call("shell.run", arguments.toString()).value();
    }

    private static String json(String command) {
        return new ObjectMapper().createArrayNode().add(command).toString();
    }
}
