package dev.errand.os.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.errand.os.calendar.CalendarSkill;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.mail.MailSkill;
import dev.errand.os.web.WebService;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What counts as this machine, asked at the doors that let secrets through unencrypted there and nowhere else.
class ThisMachineTest {
    /// By what a door says to somebody whose words others could read.
    private static final Map<String, BiConsumer<SkillKit, String>> DOORS = Map.of(
            "calendar.url is not encrypted",
            (kit, host) -> kit.setting("calendar.url", "http://" + host + ":9/")
                    .setting("calendar.timeout", "1")
                    .call("calendar.events", "[]"),
            "mail.smtp.security is \"none\"",
            (kit, host) -> kit.setting("mail.address", "me@home.example")
                    .setting("mail.smtp.host", host)
                    .setting("mail.smtp.port", "9")
                    .setting("mail.smtp.security", "none")
                    .call("mail.send", "[{\"to\": \"ada@home.example\", \"subject\": \"x\", \"body\": \"y\"}]"));

    @TempDir
    Path home;

    private SkillKit device() {
        return new SkillKit(home, new CalendarSkill(), new MailSkill());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost",
                "127.0.0.1",
                "127.1.2.3",
                "127.255.255.254",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]"
            })
    void addressesOfThisMachine(String host) {
        assertThat(ThisMachine.isNamed(host)).isTrue();
        assertThat(WebService.Place.of("http://" + host + ":9/", true).isPrivate())
                .isTrue();
        DOORS.forEach((refusal, door) -> assertThat(catchThrowable(() -> door.accept(device(), host)))
                .isNotNull()
                .hasMessageNotContaining(refusal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "128.0.0.1",
                "0.0.0.0",
                "[::2]",
                "[::ffff:10.0.0.1]"
            })
    void addressesOfOthers(String host) {
        assertThat(ThisMachine.isNamed(host)).isFalse();
        assertThat(WebService.Place.of("http://" + host + ":9/", true).isPrivate())
                .isFalse();
        DOORS.forEach((refusal, door) ->
                assertThat(catchThrowable(() -> door.accept(device(), host))).hasMessageContaining(refusal));
    }

    @Test
    void anAddressOfIpv4WithinIpv6CountsAsWhatItCarries() throws UnknownHostException {
        byte[] mapped = InetAddress.ofLiteral("::1").getAddress();
        mapped[10] = mapped[11] = -1;
        mapped[12] = 127;
        assertThat(ThisMachine.isAt(Inet6Address.getByAddress("", mapped, -1))).isTrue();
        mapped[12] = 10;
        assertThat(ThisMachine.isAt(Inet6Address.getByAddress("", mapped, -1))).isFalse();
    }
}
