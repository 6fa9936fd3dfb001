package dev.errand.os.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.DeviceFailure.Kind;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Recovery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SshSkillTest {
    @TempDir
    Path folder;

    private SshMachine machine;
    private SkillKit kit;

    @BeforeEach
    void machine() throws Exception {
        machine = new SshMachine("ecdsa-sha2-nistp256");
        Files.writeString(folder.resolve("password"), SshMachine.PASSWORD + "\n");
        Files.writeString(folder.resolve("known_hosts"), "# hosts\n" + machine.knownHost() + "\nnonsense\n");
        kit = new SkillKit(folder.resolve("home"), new SshSkill())
                .setting("ssh.known_hosts", folder.resolve("known_hosts").toString());
        account("backup", machine.port());
    }

    @AfterEach
    void off() throws IOException {
        machine.close();
    }

    private void account(String name, int port) {
        kit.setting("ssh." + name + ".host", "127.0.0.1")
                .setting("ssh." + name + ".port", String.valueOf(port))
                .setting("ssh." + name + ".user", SshMachine.USER)
                .setting("ssh." + name + ".password", "file:" + folder.resolve("password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup", "127.0.0.1"})
    void aCommandTellsItsExitCodeAndBothOutputs(String host) {
        JsonNode result = run(host, "echo out; echo err >&2; exit 3");

        assertThat(result.path("exitCode").intValue()).isEqualTo(3);
        assertThat(result.path("stdout").textValue()).isEqualTo("out\n");
        assertThat(result.path("stderr").textValue()).isEqualTo("err\n");
        assertThat(result.path("truncated").booleanValue()).isFalse();
        assertThat(result.path("account").textValue()).isEqualTo("sam@127.0.0.1:" + machine.port());
    }

    @Test
    void unicodeGoesThereAndBack() {
        assertThat(run("backup", "printf %s 'grüße 😀'").path("stdout").textValue())
                .isEqualTo("grüße 😀");
    }

    @Test
    void aLongOutputIsCutInTheMiddle() {
        JsonNode result = run("backup", "seq 1 300000");

        assertThat(result.path("truncated").booleanValue()).isTrue();
        assertThat(result.path("stdout").textValue())
                .startsWith("1\n2\n")
                .endsWith("\n300000\n")
                .hasSizeLessThan(210_000);
    }

    @Test
    void thereIsNoInput() {
        assertThat(run("backup", "cat; echo end").path("stdout").textValue()).isEqualTo("end\n");
    }

    @ParameterizedTest
    @CsvSource({"ssh-ed25519, ''", "ssh-rsa, ''", "ecdsa-sha2-nistp256, ''", "ssh-rsa, open sesame"})
    void aKeyOpensTheDoor(String kind, String passphrase) throws Exception {
        Path key = machine.welcomedKey(kind, folder, passphrase);
        keyAccount(key);
        Files.writeString(folder.resolve("passphrase"), passphrase);
        if (!passphrase.isEmpty()) {
            kit.setting("ssh.keyed.passphrase", "file:" + folder.resolve("passphrase"));
        }

        assertThat(run("keyed", "echo in").path("stdout").textValue()).isEqualTo("in\n");
    }

    private void keyAccount(Path key) {
        kit.setting("ssh.keyed.host", "127.0.0.1")
                .setting("ssh.keyed.port", String.valueOf(machine.port()))
                .setting("ssh.keyed.user", SshMachine.USER)
                .setting("ssh.keyed.key", "file:" + key);
    }

    @Test
    void aKeyWithoutItsPassphraseNamesTheSetting() throws Exception {
        keyAccount(machine.welcomedKey("ssh-rsa", folder, "open sesame"));

        refused("keyed", Kind.NOT_CONFIGURED, "no private key that can be used");
        assertThatThrownBy(() -> run("keyed", "true"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, f -> assertThat(f.remedy()).contains("ssh.keyed.passphrase"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp384"})
    void hostKeysOfAllKindsAreChecked(String kind) throws Exception {
        try (SshMachine other = new SshMachine(kind.equals("ecdsa-sha2-nistp384") ? "ecdsa-sha2-nistp256" : kind)) {
            account("other", other.port());
            refused("other", Kind.NOT_CONFIGURED, "is not known yet: its key is");
            Files.writeString(folder.resolve("known_hosts"), other.knownHost() + "\n");

            assertThat(run("other", "echo hello").path("stdout").textValue()).isEqualTo("hello\n");
        }
    }

    @Test
    void anUnknownHostShowsItsFingerprintAndTheSettingForIt() throws IOException {
        Files.delete(folder.resolve("known_hosts"));

        assertThatThrownBy(() -> run("backup", "touch " + folder.resolve("made")))
                .isInstanceOfSatisfying(DeviceFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.NOT_CONFIGURED);
                    assertThat(failure).hasMessageContaining(machine.fingerprint());
                    assertThat(failure.remedy()).contains("[ssh.backup]", "fingerprint = \"SHA256:");
                });
        assertThat(machine.commands()).isEmpty();
        kit.setting("ssh.backup.fingerprint", machine.fingerprint());
        assertThat(run("backup", "echo hello").path("stdout").textValue()).isEqualTo("hello\n");
    }

    @Test
    void aHostWhoseKeyHasChangedIsRefused() throws Exception {
        try (SshMachine before = new SshMachine("ecdsa-sha2-nistp256")) {
            Files.writeString(
                    folder.resolve("known_hosts"),
                    before.knownHost().replace(":" + before.port() + " ", ":" + machine.port() + " ") + "\n");
        }
        refused("backup", Kind.CONFLICT, "It may be another machine");

        kit.setting("ssh.backup.fingerprint", "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        refused("backup", Kind.CONFLICT, "not the one in ssh.backup.fingerprint");
        assertThat(machine.commands()).isEmpty();
    }

    @Test
    void aRevokedKeyIsRefusedWhateverElseIsSaid() throws IOException {
        Files.writeString(
                folder.resolve("known_hosts"), machine.knownHost() + "\n@revoked " + machine.knownHost() + "\n");
        kit.setting("ssh.backup.fingerprint", machine.fingerprint());

        refused("backup", Kind.CONFLICT, "revoked");
    }

    @Test
    void aWrongPasswordIsSaidWithoutIt() throws IOException {
        Files.writeString(folder.resolve("password"), "another-one-entirely\n");

        refused("backup", Kind.UNREACHABLE, "did not let the user sam in");
    }

    @Test
    void aHostThatIsNotConfiguredIsNotTried() {
        refused("192.0.2.7", Kind.NOT_CONFIGURED, "No SSH account is configured for that host. Configured: backup.");
        assertThatThrownBy(() -> run("root@backup", "true"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, f -> assertThat(f.remedy()).contains("[ssh.NAME]"));
    }

    @Test
    void withoutAnyAccountTheErrorSaysWhatToWrite() {
        SkillKit bare = new SkillKit(folder.resolve("bare"), new SshSkill());

        assertThatThrownBy(() -> bare.call("ssh.run", "[{\"host\": \"backup\", \"command\": \"true\"}]"))
                .isInstanceOfSatisfying(DeviceFailure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.NOT_CONFIGURED);
                    assertThat(failure.remedy()).contains("[ssh.NAME]", "host", "user", "key");
                });
    }

    @Test
    void portAndUserChooseAmongAccountsAndReachNothingElse() {
        kit.setting("ssh.other.host", "127.0.0.1")
                .setting("ssh.other.port", String.valueOf(machine.port()))
                .setting("ssh.other.user", "root")
                .setting("ssh.other.password", "file:" + folder.resolve("password"));

        assertThatThrownBy(() -> run("127.0.0.1", "true"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, f -> assertThat(f.kind()).isEqualTo(Kind.CONFLICT))
                .hasMessageContaining("backup (sam@127.0.0.1:" + machine.port() + ")");
        assertThat(run(call("127.0.0.1", "echo in").put("user", "sam"))
                        .path("stdout")
                        .textValue())
                .isEqualTo("in\n");
        assertThat(run(call("backup", "echo in").put("port", machine.port()).put("user", "sam"))
                        .path("exitCode")
                        .intValue())
                .isZero();
        assertThatThrownBy(() -> run(call("backup", "true").put("user", "root")))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, f -> assertThat(f.kind()).isEqualTo(Kind.INVALID));
        assertThatThrownBy(() -> run(call("backup", "true").put("port", 22)))
                .hasMessageContaining("no SSH account with that port or user");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssh.odd.user|sam|neither a key nor a password",
                "ssh.odd.port|22|has no user",
                "ssh.odd.key|file:/nowhere|has no user"
            })
    void anAccountThatIsHalfWrittenSaysWhatIsMissing(String key, String value, String message) {
        kit.setting(key, value);

        refused("odd", Kind.NOT_CONFIGURED, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "ssh"})
    void aPortThatIsNoneNamesTheSetting(String port) {
        kit.setting("ssh.backup.port", port);

        refused("backup", Kind.NOT_CONFIGURED, "ssh.backup.port is no port");
    }

    @Test
    void aPasswordInTheConfigurationItselfIsRefused() {
        kit.setting("ssh.backup.password", SshMachine.PASSWORD);

        refused("backup", Kind.NOT_CONFIGURED, "no reference to a secret");
    }

    @Test
    void aHostThatIsDownSaysSo() throws IOException {
        machine.close();

        refused("backup", Kind.UNREACHABLE, "does not accept connections");
    }

    @Test
    void aNameThatNobodyKnowsSaysSo() {
        kit.setting("ssh.backup.host", "no-such-host.invalid");

        refused("backup", Kind.UNREACHABLE, "cannot be reached");
    }

    @Test
    void aHostThatNeverAnswersIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            kit.setting("ssh.backup.port", String.valueOf(silent.getLocalPort()));

            assertThatThrownBy(() -> run(call("backup", "true").put("timeout", 2)))
                    .isInstanceOfSatisfying(
                            DeviceFailure.class, f -> assertThat(f.kind()).isEqualTo(Kind.UNREACHABLE))
                    .hasMessageContaining("did not answer within 2 seconds");
        }
    }

    @Test
    void whoAnswersNonsenseIsNoHost() throws IOException {
        try (ServerSocket nonsense = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            kit.setting("ssh.backup.port", String.valueOf(nonsense.getLocalPort()));
            Thread.ofVirtual().start(() -> {
                try (var socket = nonsense.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                } catch (IOException _) {
                    // The client has left.
                }
            });

            assertThatThrownBy(() -> run(call("backup", "true").put("timeout", 5)))
                    .isInstanceOfSatisfying(
                            DeviceFailure.class, f -> assertThat(f.kind()).isEqualTo(Kind.UNREACHABLE));
        }
    }

    @Test
    void aCommandThatRunsTooLongIsGivenUpAndTheErrorSaysWhatIsKnown() {
        assertThatThrownBy(() -> run(call("backup", "echo $$ > " + folder.resolve("id") + "; exec sleep 300")
                        .put("timeout", 2)))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, f -> assertThat(f.kind()).isEqualTo(Kind.FAILED))
                .hasMessageContaining("still running on 127.0.0.1 after 2 seconds")
                .hasMessageContaining("whether it did is not known");
    }

    @Test
    void aConnectionThatBreaksLeavesItOpenWhetherTheCommandRan() {
        Thread.ofVirtual().start(() -> {
            while (!Files.exists(folder.resolve("begun"))) {
                Thread.onSpinWait();
            }
            machine.cut();
        });

        assertThatThrownBy(() -> run("backup", "touch " + folder.resolve("begun") + "; sleep 30"))
                .isInstanceOfSatisfying(
                        DeviceFailure.class, f -> assertThat(f.kind()).isEqualTo(Kind.UNREACHABLE))
                .hasMessageContaining("may have run there");
    }

    @Test
    void aPreviewConnectsToNothingAndTellsTheAccount() throws IOException {
        int port = machine.port();
        machine.close();

        JsonNode known =
                kit.preview("ssh.run", "[" + call("backup", "reboot") + "]").value();

        assertThat(known.path("account").textValue()).isEqualTo("sam@127.0.0.1:" + port);
        assertThat(known.path("exitCode").isNull()).isTrue();
    }

    @Test
    void aPreviewFailsWhereTheCallWould() {
        assertThatThrownBy(() -> kit.preview("ssh.run", "[" + call("elsewhere", "reboot") + "]"))
                .hasMessageContaining("No SSH account");
        assertThatThrownBy(() -> kit.preview("ssh.run", "[" + call("backup", "") + "]"))
                .hasMessageContaining("no command");
    }

    @Test
    void thePersonIsAskedInWordsThatTellCommandAndHost() {
        var run = kit.operation("ssh.run");

        assertThat(run.effect()).isEqualTo(EffectClass.EXECUTE);
        assertThat(run.recovery()).isEqualTo(Recovery.ONCE);
        assertThat(run.describe(call("backup", "reboot"))).isEqualTo("Run the command “reboot” on backup");
        assertThat(run.describe(call("backup", "reboot").put("port", 2222).put("user", "sam")))
                .isEqualTo("Run the command “reboot” on backup port 2222 as sam");
    }

    @Test
    void whatTheHostSaysIsFromOutsideAndClosed() {
        var result =
                kit.call("ssh.run", "[" + call("backup", "echo hello") + "]").result();

        assertThat(result.origin().provenance()).isEqualTo(Provenance.OUTSIDE);
        assertThat(result.closed().keySet())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("/exitCode", "/stdout", "/stderr", "/truncated");
    }

    private void refused(String host, Kind kind, String message) {
        assertThatThrownBy(() -> run(host, "true")).isInstanceOfSatisfying(DeviceFailure.class, failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure).hasMessageContaining(message);
            assertThat(failure.getMessage() + failure.remedy())
                    .doesNotContain(SshMachine.PASSWORD, "another-one-entirely");
        });
    }

    private JsonNode run(String host, String command) {
        return run(call(host, command));
    }

    private JsonNode run(ObjectNode call) {
        return kit.call("ssh.run", "[" + call + "]").value();
    }

    private static ObjectNode call(String host, String command) {
        return JsonNodeFactory.instance.objectNode().put("host", host).put("command", command);
    }
}
