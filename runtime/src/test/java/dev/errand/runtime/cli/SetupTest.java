package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.errand.os.spi.SettingSpecs;
import dev.errand.runtime.cli.ErrandProcess.Ended;
import dev.errand.runtime.home.Home;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `errand setup` and `errand doctor` with real servers.
class SetupTest {
    private static final String SECRET = "correct-horse-9";

    @TempDir
    Path temporary;

    private DemoHome home;
    private final GreenMail mail = new GreenMail(
            new ServerSetup[] {new ServerSetup(0, "127.0.0.1", "smtp"), new ServerSetup(0, "127.0.0.1", "imap")});

    @BeforeEach
    void device() {
        home = DemoHome.in(temporary);
        mail.start();
        mail.setUser("jane@example.org", "jane@example.org", SECRET);
    }

    @AfterEach
    void stop() {
        mail.stop();
    }

    private String[] mailOptions(String password) {
        return new String[] {
            "setup",
            "mail",
            "--address",
            "jane@example.org",
            "--imap-host",
            "127.0.0.1",
            "--imap-port",
            String.valueOf(mail.getImap().getPort()),
            "--imap-security",
            "none",
            "--smtp-host",
            "127.0.0.1",
            "--smtp-port",
            String.valueOf(mail.getSmtp().getPort()),
            "--smtp-security",
            "none",
            "--password-from",
            password,
            "--test"
        };
    }

    @Test
    void mailIsSetUpByOptionsOnceItWorks() {
        String before = home.text("config.toml");
        Ended refused = home.errand()
                .with("WRONG", "not-this")
                .run(mailOptions("env:WRONG"))
                .exits(1);
        assertThat(refused.err()).contains("did not let", "Nothing was written").doesNotContain("not-this");
        assertThat(home.text("config.toml")).isEqualTo(before);

        home.errand().with("RIGHT", SECRET).run(mailOptions("env:RIGHT")).exits(0);
        assertThat(home.text("config.toml"))
                .contains("password = \"env:RIGHT\"")
                .doesNotContain(SECRET);
        Ended doctor =
                home.errand().with("RIGHT", SECRET).run("doctor", "--json").exits(0);
        assertThat(doctor.document().path("findings")).anySatisfy(finding -> {
            assertThat(finding.path("name").asText()).isEqualTo("mail");
            assertThat(finding.path("state").asText()).isEqualTo("healthy");
        });
        Ended broken = home.run("doctor").exits(1);
        assertThat(broken.out()).contains("BROKEN: The variable that the setting mail.password names is not set");
        assertThat(home.run("doctor", "--offline").exits(0).out()).contains("not checked: read at 127.0.0.1");
    }

    private String talk(SetupStep step, String... lines) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
        Keyboard keyboard = new Keyboard(new BufferedReader(new StringReader(String.join("\n", lines) + "\n")));
        try {
            new SetupTalk(
                            new Terminal(keyboard, print, print, true, false),
                            Home.in(home.folder()),
                            SettingSpecs.installed())
                    .lead(step);
        } catch (SetupTalk.Ended _) {
            print.println("ENDED");
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void mailIsAskedForTriedCorrectedAndThenWritten() throws IOException {
        String imap = String.valueOf(mail.getImap().getPort());
        String smtp = String.valueOf(mail.getSmtp().getPort());
        String said = talk(
                SetupStep.MAIL,
                "y",
                "jane@example.org",
                "",
                "127.0.0.1",
                imap,
                "silly",
                "none",
                "127.0.0.1",
                smtp,
                "none",
                "wrong-word",
                "c",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                SECRET);
        assertThat(said)
                .contains("[imap.example.org]", "one of tls, starttls, none", "did not let", "It works")
                .doesNotContain(SECRET)
                .doesNotContain("wrong-word");
        String written = home.text("config.toml");
        assertThat(written).contains("address = \"jane@example.org\"", "file:").doesNotContain(SECRET);
        assertThat(Files.readString(home.path("secrets/mail.password"))).isEqualTo(SECRET + "\n");

        assertThat(talk(SetupStep.MAIL, "y", "", "", "", "", "", "", "", "", ""))
                .contains("is set up: mail.imap.host = 127.0.0.1", "It works. Nothing was changed.");
        assertThat(home.text("config.toml")).isEqualTo(written);
    }

    @Test
    void nothingIsWrittenWhereThePersonSkipsOrLeaves() {
        String before = home.text("config.toml");
        assertThat(talk(SetupStep.FILES, "y", "/no/such/folder", "s")).contains("no folder", "Nothing was changed");
        assertThat(talk(SetupStep.MAIL, "y", "jane@example.org")).endsWith("ENDED\n");
        assertThat(talk(SetupStep.MODEL, "n")).contains("Language model");
        assertThat(home.text("config.toml")).isEqualTo(before);
        assertThat(talk(SetupStep.FILES, "y", "/no/such/folder", "w")).contains("Written to");
        assertThat(home.text("config.toml")).contains("/no/such/folder");
    }

    @Test
    void permissionsAreTriedToo() {
        assertThat(talk(SetupStep.PERMISSIONS, "y", "/etc", "", "", "", "s")).contains("no folder of the files");
        assertThat(talk(SetupStep.PERMISSIONS, "y", "Private, Old", "", "", "ssh"))
                .contains("It works");
        assertThat(home.text("config.toml")).contains("files.hidden = [\"Private\", \"Old\"]".substring(6));
    }

    @Test
    void theModelIsAskedWhatItHas() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/models", exchange -> {
            boolean known =
                    ("Bearer " + SECRET).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body =
                    (known ? "{\"data\":[{\"id\":\"small\"}]}" : "no: " + SECRET).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
            List<String> options = List.of("--url", url, "--name", "small", "--password-from", "env:KEY", "--test");
            assertThat(model("x", options).exits(1).err()).contains("refuses the key");
            assertThat(model(SECRET, List.of("--url", url, "--name", "huge", "--password-from", "env:KEY", "--test"))
                            .exits(1)
                            .err())
                    .contains("no model \"huge\"; it has small");
            model(SECRET, options).exits(0);
        } finally {
            server.stop(0);
        }
        assertThat(home.errand().with("KEY", SECRET).run("doctor").exits(1).out())
                .contains("cannot be reached")
                .doesNotContain(SECRET);
    }

    private Ended model(String key, List<String> options) {
        List<String> all = new java.util.ArrayList<>(List.of("setup", "model"));
        all.addAll(options);
        return home.errand().with("KEY", key).run(all.toArray(String[]::new));
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            home.errand()
                    .run("config", "set", "model.base_url", "http://127.0.0.1:" + silent.getLocalPort() + "/v1")
                    .exits(0);
            assertThat(home.run("doctor").exits(1).out()).containsAnyOf("did not answer within", "cannot be reached");
        }
    }

    @Test
    void withoutATerminalItSaysWhichCommandsDoTheSame() {
        assertThat(home.run("setup").exits(2).err())
                .contains("errand config set mail.imap.host VALUE", "errand config set mail.password --secret");
        assertThat(home.run("setup", "toaster").exits(2).err()).contains("There is no step \"toaster\"");
        assertThat(home.run("setup", "calendar", "--imap-host", "x").exits(2).err())
                .contains("--imap-host is no option");
    }

    @Test
    void theDoctorSeesSecretsThatOthersMayReadAndJarsThatAreNone() throws IOException {
        Path open = temporary.resolve("open");
        Files.writeString(open, SECRET);
        Files.setPosixFilePermissions(open, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        home.run("config", "set", "calendar.password", "file:" + open).exits(0);
        assertThat(home.run("doctor", "--offline").exits(0).out())
                .contains("Others on this machine may read the secret of calendar.password", "chmod 600");
        Files.createDirectories(home.path("skills"));
        Files.writeString(home.path("skills/bad.jar"), "no jar");
        assertThat(home.run("doctor", "--offline").exits(1).out()).contains("bad.jar");
    }
}
