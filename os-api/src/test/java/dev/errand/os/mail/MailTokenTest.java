package dev.errand.os.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts that a token opens. The mail server takes [PostOffice#PASSWORD] for one.
class MailTokenTest {
    private static final String MAIL = "[{\"to\":\"jo@home.example\",\"subject\":\"Tea\"}]";
    private static final String REFRESH = "refresh-me-4711";

    @TempDir
    Path home;

    private final List<String> asked = new ArrayList<>();
    private String answer = "{\"access_token\":\"" + PostOffice.PASSWORD + "\",\"expires_in\":3600}";
    private int status = 200;
    private HttpServer service;
    private PostOffice office;
    private SkillKit kit;

    @BeforeEach
    void open() throws IOException {
        office = new PostOffice(PostOffice.Line.PLAIN);
        office.makeFolder("Sent");
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/token", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.start();
        kit = office.connect(new SkillKit(home, new MailSkill()), home);
        kit.without("mail.password");
    }

    @AfterEach
    void close() {
        service.stop(0);
        office.close();
    }

    private void token(String value) throws IOException {
        kit.setting("mail.token", "file:" + Files.writeString(home.resolve("token"), value));
    }

    private void renewing() throws IOException {
        kit.setting(
                        "mail.oauth.token-url",
                        "http://127.0.0.1:" + service.getAddress().getPort() + "/token")
                .setting("mail.oauth.client", "errand client")
                .setting("mail.oauth.refresh-token", "file:" + Files.writeString(home.resolve("refresh"), REFRESH));
    }

    private DeviceFailure failure() {
        DeviceFailure failure = catchThrowableOfType(DeviceFailure.class, () -> kit.call("mail.search", "[{}]"));
        assertThat(failure + failure.remedy()).doesNotContain(REFRESH, "expired-token", PostOffice.PASSWORD);
        return failure;
    }

    @Test
    void aTokenOpensBothServers() throws IOException {
        token(PostOffice.PASSWORD);

        kit.call("mail.send", MAIL);

        assertThat(office.arrivedFor("jo@home.example")).hasSize(1);
        assertThat(kit.call("mail.search", "[{\"folder\":\"Sent\"}]").value()).hasSize(1);
    }

    @Test
    void aTokenGoesByTheMechanismForTokens() throws IOException {
        token("a-token");
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of("EHLO", "250-here\r\n250 AUTH PLAIN LOGIN XOAUTH2"))) {
            kit.setting("mail.smtp.port", String.valueOf(server.port()));
            kit.call("mail.send", MAIL);
            String proof = Base64.getEncoder()
                    .encodeToString("user=sam\1auth=Bearer a-token\1\1".getBytes(StandardCharsets.UTF_8));
            assertThat(server.heard()).contains("AUTH XOAUTH2 " + proof);
        }
    }

    @Test
    void anExpiredTokenIsRenewedOnceAndKeptForItsOwnerAlone() throws IOException {
        token("expired-token");
        renewing();

        kit.call("mail.send", MAIL);
        kit.call("mail.search", "[{}]");

        assertThat(office.arrivedFor("jo@home.example")).hasSize(1);
        assertThat(asked).containsExactly("grant_type=refresh_token&client_id=errand+client&refresh_token=" + REFRESH);
        try (Stream<Path> kept = Files.list(kit.device().cache().resolve("mail"))) {
            assertThat(kept)
                    .singleElement()
                    .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void withoutATokenOneIsAskedForFirst() throws IOException {
        renewing();

        assertThat(kit.call("mail.search", "[{}]").value()).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void aTokenThatEndsInAMomentIsNotUsedAgain() throws IOException {
        answer = answer.replace("3600", "30");
        renewing();

        kit.call("mail.search", "[{}]");
        kit.call("mail.search", "[{}]");

        assertThat(asked).hasSize(2);
    }

    @Test
    void aServiceThatRefusesOrTalksNonsenseIsSaidWithoutAnySecret() throws IOException {
        token("expired-token");
        renewing();
        status = 400;
        answer = "{\"error\":\"invalid_grant\",\"error_description\":\"" + REFRESH + " has ended\"}";
        assertThat(failure()).hasMessage("The token service 127.0.0.1 gave no token: invalid_grant.");
        answer = "<html>" + REFRESH;
        assertThat(failure()).hasMessage("The token service 127.0.0.1 gave no token: status 400.");
        status = 200;
        answer = "{\"access_token\":\"expired-token\"}";
        assertThat(failure()).hasMessageContaining("did not let \"sam\" in");
        service.stop(0);
        assertThat(failure().kind()).isEqualTo(DeviceFailure.Kind.UNREACHABLE);
    }

    @Test
    void whatIsNotSetUpRightNamesTheSetting() throws IOException {
        renewing();
        kit.without("mail.oauth.client");
        assertThat(failure()).hasMessageContaining("mail.oauth.client is not");
        renewing();
        kit.setting("mail.oauth.token-url", "http://login.example.org/token");
        assertThat(failure()).hasMessageContaining("mail.oauth.token-url is no address that begins with https://");
        renewing();
        kit.setting("mail.oauth.refresh-token", REFRESH);
        assertThat(failure()).hasMessageContaining("mail.oauth.refresh-token is no reference to a secret");
    }
}
