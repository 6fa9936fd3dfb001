package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.cli.ErrandProcess.Ended;
import dev.errand.runtime.engine.OtlpReceiver;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `audit`, `export`, `forget` and `journal.keep`, as the real program does them.
class KeepingCommandsTest {
    @TempDir
    Path temporary;

    private DemoHome home;

    @BeforeEach
    void device() {
        home = DemoHome.in(temporary);
    }

    private String finished() {
        return home.code("lists.add('shopping', 'quinces'); user.say('added quinces')", "--json")
                .exits(0)
                .document()
                .path("id")
                .asText();
    }

    private void sql(String statement) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.path("state/journal.db"));
                Statement each = connection.createStatement()) {
            each.executeUpdate(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAuditSaysThatAllHoldsOrWhatDoesNot() {
        String run = finished();
        Ended holds = home.run("audit", "verify").exits(0);
        assertThat(holds.out()).contains("All holds: 1 run, ").contains("Head: ");
        String head = home.run("audit", "verify", "--json")
                .exits(0)
                .document()
                .path("head")
                .asText();
        home.run("audit", "verify", run, "--expect", head).exits(0);
        home.run("audit", "verify", "--expect", "0".repeat(64)).exits(1);
        home.run("audit", "verify", "r-nothing2").exits(2);

        sql("UPDATE entries SET body = replace(body, 'quinces', 'lemons') WHERE sequence = 2");
        Ended broken = home.run("audit", "verify").exits(1);
        assertThat(broken.out()).contains("Run " + run + ", entry 2: Its content is not what was recorded");
        JsonNode document = home.run("audit", "verify", "--json").exits(1).document();
        assertThat(document.path("holds").asBoolean()).isFalse();
        assertThat(document.at("/breaks/0/run").asText()).isEqualTo(run);
        assertThat(document.at("/breaks/0/entry").asInt()).isEqualTo(2);
    }

    @Test
    void anExportStandsOnItsOwn() throws IOException {
        String run = finished();
        Path lines = temporary.resolve("run.jsonl");
        Ended written = home.run("export", run, "--format", "jsonl", "--output", lines.toString())
                .exits(0);
        String link = written.err().replaceAll("(?s).*Last link: (\\w+).*", "$1");
        home.run("audit", "verify", "--file", lines.toString(), "--expect", link)
                .exits(0);
        home.run("export", run, "--format", "jsonl", "--output", lines.toString())
                .exits(2);
        Files.writeString(lines, Files.readString(lines).replace("quinces", "lemons"));
        home.run("audit", "verify", "--file", lines.toString()).exits(1);
        home.run("audit", "verify", "--file", temporary.resolve("none").toString())
                .exits(2);

        assertThat(home.run("export", run, "--format", "html").exits(0).out())
                .startsWith("<!doctype html>")
                .contains("added quinces");
        home.run("export", "r-nothing2", "--format", "html").exits(2);
        home.run("export", run, "--format", "pdf").exits(2);
    }

    @Test
    void aRunIsForgottenOnlyWhenItIsMeant() {
        String run = finished();
        assertThat(home.run("forget", run).exits(2).err()).contains("errand forget " + run + " --yes");
        assertThat(home.run("show", run).exits(0).out()).contains("quinces");

        assertThat(home.run("forget", run, "--yes").exits(0).out()).isEqualTo(run + " is forgotten.\n");
        assertThat(home.run("runs").exits(0).out()).contains(run, "succeeded", "(forgotten)");
        assertThat(home.run("runs", "--json")
                        .exits(0)
                        .document()
                        .at("/0/forgotten")
                        .asBoolean())
                .isTrue();
        assertThat(home.run("show", run).exits(0).out())
                .contains("forgotten at")
                .doesNotContain("quinces");
        assertThat(home.run("show", "--json", run)
                        .exits(0)
                        .document()
                        .path("forgottenAt")
                        .asText())
                .isNotEmpty();
        assertThat(home.run("undo", run).exits(2).err()).contains("was forgotten at");
        assertThat(home.run("audit", "verify").exits(0).out()).contains("1 forgotten");
        home.run("forget", run, "--yes").exits(2);
    }

    @Test
    void resumeForgetsWhatIsOlderThanTheJournalKeeps() throws IOException {
        String old = finished();
        sql("UPDATE entries SET at = '2020-01-01T00:00:00Z' WHERE run = '" + old + "'");
        String young = finished();
        assertThat(home.run("doctor").exits(0).out()).contains("Journal     kept for ever");
        home.run("resume").exits(0);
        assertThat(home.run("runs").exits(0).out()).doesNotContain("(forgotten)");

        Files.writeString(home.path("config.toml"), "[journal]\nkeep = \"90d\"\n");
        assertThat(home.run("doctor").exits(0).out()).contains("Journal     kept 90d after a run has ended");
        assertThat(home.run("resume").exits(0).err())
                .contains("Forgot what ended more than 90d ago (journal.keep): runs 1");
        assertThat(home.run("show", old).exits(0).out()).contains("forgotten at");
        assertThat(home.run("show", young).exits(0).out()).contains("quinces");

        Files.writeString(home.path("config.toml"), "[journal]\nkeep = \"3 moons\"\n");
        assertThat(home.run("resume").exits(2).err()).contains("journal.keep = \"3 moons\" cannot be understood");
    }

    @Test
    void serveForgetsWhatIsOlderThanTheJournalKeeps() throws IOException {
        String old = finished();
        sql("UPDATE entries SET at = '2020-01-01T00:00:00Z' WHERE run = '" + old + "'");
        Files.writeString(home.path("config.toml"), "[journal]\nkeep = \"2y\"\n");
        assertThat(home.run("serve", "--once").exits(0).err())
                .contains("Forgot what ended more than 2y ago (journal.keep): runs 1");
        assertThat(home.run("show", old).exits(0).out()).contains("forgotten at");
    }

    @Test
    void metricsAreWhatTheJournalTellsAlsoOfForgottenRuns() {
        String run = finished();
        home.code("mail.send({to: 'a@b.example', subject: 's', body: 'b'})").exits(3);
        String before = home.run("metrics").exits(0).out();
        assertThat(before)
                .contains("errand_runs_total{outcome=\"succeeded\"} 1.0")
                .contains("errand_steps_total{operation=\"lists.add\",outcome=\"ok\"} 1.0")
                .contains("errand_parked_runs 1.0")
                .doesNotContain("quinces");
        home.run("forget", run, "--yes").exits(0);
        assertThat(home.run("metrics").exits(0).out()).contains("errand_runs_total{outcome=\"succeeded\"} 1.0");
    }

    @Test
    void runsAreTracedWhereTheEnvironmentSaysSoAndExportersAreNotEvenLoadedElsewhere() throws IOException {
        Path loaded = temporary.resolve("loaded.txt");
        home.errand()
                .flag("-Xlog:class+load:file=" + loaded)
                .typing("lists.add('shopping', 'quinces')")
                .run("run", "--code", "-")
                .exits(0);
        assertThat(Files.readString(loaded))
                .contains("dev.errand.runtime.engine.Engine")
                .doesNotContain("io.opentelemetry", "io.prometheus", "dev.errand.runtime.telemetry.Telemetry ");
        try (OtlpReceiver receiver = new OtlpReceiver()) {
            home.errand()
                    .with("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.address().toString())
                    .typing("lists.add('shopping', 'quinces')")
                    .run("run", "--code", "-")
                    .exits(0);
            assertThat(receiver.spans())
                    .extracting(Span::getName)
                    .contains("invoke_agent errand", "execute_tool lists.add");
            assertThat(receiver.everything()).doesNotContain("quinces");
        }
    }
}
