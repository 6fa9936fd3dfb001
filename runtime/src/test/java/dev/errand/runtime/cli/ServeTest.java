package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.cli.ErrandProcess.Ended;
import dev.errand.runtime.cli.ErrandProcess.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Standing intents and waits, with a process that keeps them going.
class ServeTest {
    @TempDir
    Path temporary;

    private DemoHome home;

    @BeforeEach
    void fill() {
        home = DemoHome.in(temporary);
    }

    private Ended schedule(String workflow, String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "schedule";
        all[1] = "add";
        all[2] = "--code";
        all[3] = "-";
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return home.errand().typing(workflow).run(all);
    }

    private void drop(String name) throws IOException {
        Path file = home.path("files/Downloads/" + name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "dropped");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
    }

    private JsonNode newestRun() {
        return home.run("runs", "--json").exits(0).document().path(0);
    }

    @Test
    void aStandingIntentIsListedPausedAndRemoved() {
        String id = schedule("1 + 1", "--at", "every Monday at 8", "Count")
                .exits(0)
                .out()
                .strip();
        JsonNode listed =
                home.run("schedule", "ls", "--json").exits(0).document().path(0);
        assertThat(listed.path("id").asText()).isEqualTo(id);
        assertThat(listed.path("cron").asText()).isEqualTo("0 8 * * 1");
        assertThat(Instant.parse(listed.path("next").asText())).isAfter(Instant.now());
        home.run("schedule", "pause", id).exits(0);
        assertThat(home.run("schedule").exits(0).out()).contains(id, "every Monday at 8", "paused", "Count");
        home.run("schedule", "rm", id).exits(0);
        assertThat(home.run("schedule", "ls").exits(0).err()).contains("no standing intents");
        assertThat(home.run("schedule", "rm", id).exits(2).err()).contains("errand schedule ls");
    }

    @Test
    void whatIsNotUnderstoodIsRefusedBeforeAnythingIsKept() {
        assertThat(schedule("1", "--at", "now and then", "Count").exits(2).err())
                .contains("every Monday at 8");
        assertThat(schedule("1", "--on-mail", "sender=x", "Count").exits(2).err())
                .contains("from=jane");
        assertThat(schedule("1", "--on-file", "/etc/*", "Count").exits(2).err()).contains("Downloads/*.pdf");
        assertThat(home.run("schedule", "add", "Count").exits(2).err()).contains("--at");
        assertThat(home.path("state/schedules.json")).doesNotExist();
    }

    @Test
    void aFileThatAppearsIsDealtWithOnceAndAParkedRunIsTold() throws Exception {
        Path told = toldByDesktop("");
        schedule(
                        "mail.send({to: 'jane@example.org', subject: 'New file', attachments: system.trigger().file})",
                        "--on-file",
                        "Downloads/*.pdf",
                        "Send new papers to Jane")
                .exits(0);
        home.run("serve", "--once", "-q").exits(0);
        assertThat(newestRun().isMissingNode()).isTrue();
        drop("paper.pdf");
        assertThat(home.run("serve", "--once").exits(0).err()).contains("Send new papers to Jane");
        JsonNode run = newestRun();
        assertThat(run.path("state").asText()).isEqualTo("awaiting_approval");
        assertThat(told)
                .content()
                .contains(
                        "Errand waits for your yes",
                        "errand show " + run.path("id").asText());
        home.run("serve", "--once", "-q").exits(0);
        assertThat(home.run("runs", "--json").exits(0).document()).hasSize(1);
        assertThat(home.run("approve", run.path("id").asText()).exits(0).out()).contains("New file");
        assertThat(home.sent()).hasSize(1);
    }

    /// Configures a desktop that writes down what it is told, and returns where.
    private Path toldByDesktop(String more) throws IOException {
        Path told = temporary.resolve("told");
        Path notify = Files.createFile(
                temporary.resolve("notify"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(notify, "#!/bin/sh\nprintf '%s|' \"$@\" >>" + told + "\n");
        Files.writeString(
                home.path("config.toml"),
                "\n[notify]\nways = [\"desktop\"]\ndesktop_command = \"" + notify + "\"\n" + more,
                StandardOpenOption.APPEND,
                StandardOpenOption.CREATE);
        return told;
    }

    @Test
    void whatItIsTimeForIsToldOnceAlsoByAServeThatStartsAnew() throws Exception {
        Path told = toldByDesktop("content = true\n");
        Files.createDirectories(home.path("reminders"));
        Files.writeString(home.path("reminders/ficus.ics"), """
                BEGIN:VCALENDAR
                VERSION:2.0
                BEGIN:VTODO
                UID:ficus
                SUMMARY:Water the ficus
                DUE:%s
                END:VTODO
                END:VCALENDAR
                """.formatted(DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
                        .format(Instant.now().minusSeconds(60).atOffset(ZoneOffset.UTC))));
        assertThat(home.run("serve", "--once").exits(0).err()).contains("Water the ficus");
        assertThat(home.run("serve", "--once").exits(0).err()).doesNotContain("Water the ficus");
        assertThat(Files.readString(told))
                .containsOnlyOnce("Errand reminds you")
                .containsOnlyOnce("Water the ficus");
    }

    @Test
    void aParkedWaitGoesOnByItselfAndOtherCommandsWorkMeanwhile() {
        Ended parked =
                home.code("clock.sleep(3); user.say('awake')", "--wait", "0").exits(3);
        try (Running serving = home.errand().start("serve")) {
            serving.awaitError("Keeping");
            assertThat(home.run("serve").exits(2).err()).contains("Another errand serve");
            assertThat(home.run("doctor").exits(0).out()).contains("An `errand serve` is running");
            serving.awaitError("succeeded");
            assertThat(home.code("user.say('hello')").exits(0).out()).contains("hello");
            serving.interrupt("Stopping");
            assertThat(serving.end().exit()).isZero();
        }
        assertThat(home.run("watch", parked.run()).exits(0).out()).contains("awake");
    }

    @Test
    void theServiceIsWrittenAndRemoved() throws Exception {
        Ended installed = home.errand()
                .flag("-Derrand.launcher=/opt/errand 1/errand")
                .run("serve", "--install")
                .exits(0);
        try (var units = Files.list(temporary.resolve("xdg/config/systemd/user"))) {
            assertThat(units)
                    .singleElement()
                    .satisfies(unit -> assertThat(unit)
                            .content()
                            .contains(
                                    "ExecStart=\"/opt/errand 1/errand\" serve --plain --home " + home.folder(),
                                    "Restart="));
        }
        assertThat(installed.out()).contains("Wrote ", "errand-", ".service");
        Ended removed = home.errand()
                .flag("-Derrand.launcher=/opt/errand 1/errand")
                .run("serve", "--uninstall")
                .exits(0);
        assertThat(removed.out()).contains("emoved ");
        try (var units = Files.list(temporary.resolve("xdg/config/systemd/user"))) {
            assertThat(units).isEmpty();
        }
    }
}
