package dev.errand.os.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can go wrong between this device and a mail server, and that it is said in words without the password.
class MailTroubleTest {
    private static final String MAIL = "[{\"to\":\"jo@home.example\",\"cc\":\"ann@far.example\",\"subject\":\"Tea\"}]";

    @TempDir
    Path home;

    private SkillKit kit(int port) throws IOException {
        Path password = Files.writeString(home.resolve("secret"), PostOffice.PASSWORD + "\nsecond line\n");
        return new SkillKit(home, new MailSkill())
                .setting("mail.address", "sam@home.example")
                .setting("mail.user", "sam")
                .setting("mail.password", "file:" + password)
                .setting("mail.smtp.host", "127.0.0.1")
                .setting("mail.smtp.port", String.valueOf(port))
                .setting("mail.smtp.security", "none");
    }

    private static DeviceFailure failure(SkillKit kit, String operation, String arguments) {
        DeviceFailure failure = catchThrowableOfType(DeviceFailure.class, () -> kit.call(operation, arguments));
        String everything = failure + failure.remedy();
        assertThat(everything)
                .doesNotContain(PostOffice.PASSWORD)
                .doesNotContain(Base64.getEncoder().encodeToString(PostOffice.PASSWORD.getBytes()));
        return failure;
    }

    private DeviceFailure sendingTo(Map<String, String> answers) throws IOException {
        try (ScriptedSmtp server = new ScriptedSmtp(answers)) {
            return failure(kit(server.port()), "mail.send", MAIL);
        }
    }

    private String everythingOnDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(file.endsWith("secret") ? "" : new String(Files.readAllBytes(file)));
            }
        }
        return all.toString();
    }

    @Test
    void aServerThatAcceptsTakesTheMailOnce() throws IOException {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of())) {
            SkillKit kit = kit(server.port());
            kit.call("mail.send", MAIL);
            assertThat(server.heard()).contains("RCPT TO:<jo@home.example>", "RCPT TO:<ann@far.example>");
        }
        assertThat(everythingOnDisk()).contains("Subject: Tea").doesNotContain(PostOffice.PASSWORD);
    }

    @Test
    void aRefusedRecipientIsNamedAndNobodyGetsTheMail() throws IOException {
        DeviceFailure failure = sendingTo(Map.of("RCPT TO:<ann", "550 5.1.1 no such user"));

        assertThat(failure).hasMessageContaining("ann@far.example").hasMessageContaining("no such user");
        assertThat(failure).hasMessageContaining("sent to nobody").hasMessageNotContaining("jo@home.example");
        assertThat(home.resolve("mail")).doesNotExist();
    }

    @Test
    void aRefusedSenderIsNamed() throws IOException {
        assertThat(sendingTo(Map.of("MAIL FROM", "553 not yours")))
                .hasMessageContaining("does not take mail from sam@home.example");
    }

    @Test
    void aPasswordThatAServerQuotesIsNotPassedOn() throws IOException {
        DeviceFailure failure = sendingTo(Map.of("AUTH", "535 the password " + PostOffice.PASSWORD + " is wrong"));

        assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.UNREACHABLE);
        assertThat(failure).hasMessageContaining("did not let \"sam\" in").hasMessageContaining("[secret]");
        assertThat(failure.remedy()).contains("mail.password");
    }

    @Test
    void aMailThatIsTooLargeSaysSo() throws IOException {
        assertThat(sendingTo(Map.of("EHLO", "250-here\r\n250-AUTH PLAIN\r\n250 SIZE 20")))
                .hasMessageContaining("larger than the mail server");
        assertThat(sendingTo(Map.of(".", "552 too big"))).hasMessageContaining("larger than the mail server");
    }

    @Test
    void aConnectionThatBreaksAfterTheMailWasHandedOverIsNoRefusal() throws IOException {
        DeviceFailure failure = sendingTo(Map.of(".", ScriptedSmtp.HANG_UP));

        assertThat(failure).hasMessageContaining("may or may not have been sent");
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        DeviceFailure failure = failure(kit(nobody), "mail.send", MAIL);

        assertThat(failure.kind()).isEqualTo(DeviceFailure.Kind.UNREACHABLE);
        assertThat(failure).hasMessageContaining("127.0.0.1:" + nobody);
    }

    @Test
    void whatIsNotConfiguredWellSaysSo() throws IOException {
        assertThat(failure(kit(25).setting("mail.smtp.host", "mail.example.org"), "mail.send", MAIL))
                .hasMessageContaining("others could read along");
        assertThat(failure(kit(25).setting("mail.smtp.security", "ssl"), "mail.send", MAIL))
                .hasMessageContaining("none of tls, starttls and none");
        assertThat(failure(kit(25).setting("mail.smtp.port", "70000"), "mail.send", MAIL))
                .hasMessageContaining("no port");
        assertThat(failure(kit(25).setting("mail.password", PostOffice.PASSWORD), "mail.send", MAIL))
                .hasMessageContaining("no reference to a secret");
        assertThat(failure(kit(25).setting("mail.password", "env:ERRAND_NO_SUCH_VARIABLE"), "mail.send", MAIL))
                .hasMessageContaining("is not set");
        assertThat(failure(kit(25).setting("mail.password", "file:/nowhere/at/all"), "mail.send", MAIL))
                .hasMessageContaining("cannot be read");
        assertThat(failure(
                        new SkillKit(home, new MailSkill()).setting("mail.smtp.host", "localhost"), "mail.send", MAIL))
                .hasMessageContaining("no address that mail comes from");
        assertThat(failure(
                        new SkillKit(home, new MailSkill()).setting("mail.imap.host", "localhost"), "mail.send", MAIL))
                .extracting(DeviceFailure::kind)
                .isEqualTo(DeviceFailure.Kind.NOT_CONFIGURED);
    }

    @Test
    void aWrongPasswordIsSaidForReadingToo() throws IOException {
        try (PostOffice office = new PostOffice(PostOffice.Line.PLAIN)) {
            SkillKit kit = office.connect(new SkillKit(home, new MailSkill()), home);
            Path wrong = Files.writeString(home.resolve("wrong"), "not-the-password");
            kit.setting("mail.password", "file:" + wrong);

            DeviceFailure failure = failure(kit, "mail.search", "[{}]");

            assertThat(failure).hasMessageContaining("did not let \"sam\" in");
            assertThat(failure.getMessage()).doesNotContain("not-the-password");
        }
    }

    @Test
    void aServerIsTrustedByItsOwnCertificateAndByNoOther() throws Exception {
        try (PostOffice office = new PostOffice(PostOffice.Line.TLS)) {
            SkillKit kit = office.connect(new SkillKit(home, new MailSkill()), home);
            assertThat(failure(kit, "mail.search", "[{}]")).hasMessageContaining("no secure connection");
            assertThat(failure(kit, "mail.send", MAIL)).hasMessageContaining("no secure connection");

            kit.setting("mail.certificate", PostOffice.certificate(home).toString());
            kit.call("mail.send", MAIL);

            assertThat(office.arrivedFor("jo@home.example")).hasSize(1);
            assertThat(kit.call("mail.search", "[{\"folder\":\"Sent\"}]").value())
                    .hasSize(1);
        }
    }

    @Test
    void withStarttlsThePasswordIsSaidOnceTheLineIsEncryptedAndNeverElse() throws Exception {
        Map<String, String> offers = Map.of("EHLO", "250-here\r\n250-AUTH PLAIN\r\n250 STARTTLS", "STARTTLS", "220 go");
        try (ScriptedSmtp server = new ScriptedSmtp(offers)) {
            kit(server.port())
                    .setting("mail.smtp.security", "starttls")
                    .setting("mail.certificate", PostOffice.certificate(home).toString())
                    .call("mail.send", MAIL);
            int encrypted = server.heard().indexOf("(encrypted)");
            assertThat(encrypted).isPositive();
            assertThat(server.heard().subList(0, encrypted)).noneMatch(line -> line.startsWith("AUTH"));
            assertThat(server.heard().subList(encrypted, server.heard().size()))
                    .anyMatch(line -> line.startsWith("AUTH"))
                    .contains("RCPT TO:<jo@home.example>");
        }
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of())) {
            failure(kit(server.port()).setting("mail.smtp.security", "starttls"), "mail.send", MAIL);
            assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @Test
    void aLetterWhoseCopyCannotBeKeptWasSentAllTheSame() throws IOException {
        try (PostOffice office = new PostOffice(PostOffice.Line.PLAIN);
                ScriptedSmtp elsewhere = new ScriptedSmtp(Map.of())) {
            SkillKit kit = office.connect(new SkillKit(home, new MailSkill()), home)
                    .setting("mail.smtp.port", String.valueOf(elsewhere.port()));
            office.shut();

            var sent = kit.call("mail.send", MAIL);

            assertThat(sent.value().get("delivery").asText())
                    .startsWith("handed to 127.0.0.1; its copy lies on this device");
            assertThat(home.resolve("mail/.Sent/cur")).isNotEmptyDirectory();
        }
    }
}
