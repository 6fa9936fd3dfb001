package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.runtime.cli.ErrandProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `errand config`, as the real program does it.
class ConfigTest {
    private static final String SECRET = "correct-horse-9";

    @TempDir
    Path temporary;

    private DemoHome home;

    @BeforeEach
    void device() {
        home = DemoHome.in(temporary);
    }

    private Ended config(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "config";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return home.errand().with("DBUS_SESSION_BUS_ADDRESS", "").run(all);
    }

    @Test
    void aSettingIsSetReadAndTakenOut() {
        config("set", "mail.address", "jane@example.org").exits(0);
        assertThat(config("get", "mail.address").exits(0).out()).isEqualTo("jane@example.org\n");
        config("set", "web.allow", "127.0.0.1:80", "10.0.0.1:443").exits(0);
        assertThat(config("get", "web.allow", "--json").exits(0).document()).hasSize(2);
        assertThat(config("ls").exits(0).out()).contains("mail.address = jane@example.org");
        config("unset", "mail").exits(0);
        assertThat(config("get", "mail.address").exits(1).err()).contains("mail.address is not set");
    }

    @Test
    void whatDoesNotFitIsRefusedAndTheFileIsAsItWas() {
        String before = home.text("config.toml");
        assertThat(config("set", "mail.adress", "x").exits(2).err()).contains("Did you mean mail.address?");
        assertThat(config("set", "media.output", "loud").exits(2).err()).contains("speakers, none, auto");
        assertThat(config("set", "model.retries", "many").exits(2).err()).contains("a whole number");
        assertThat(config("set", "mail..x", "y").exits(2).err()).contains("no name of a setting");
        assertThat(home.text("config.toml")).isEqualTo(before);
        config("set", "parcel.depot", "Mill Lane", "--new").exits(0);
        assertThat(config("ls").out()).contains("parcel.depot = Mill Lane   (nothing is known to read this)");
    }

    @Test
    void aSecretIsNeverTakenFromTheCommandLineNorShown() throws IOException {
        Ended refused = config("set", "mail.password", SECRET).exits(2);
        assertThat(refused.err()).contains("--secret").doesNotContain(SECRET);

        Ended kept = home.errand()
                .with("DBUS_SESSION_BUS_ADDRESS", "")
                .typing(SECRET + "\n")
                .run("config", "set", "mail.password", "--secret")
                .exits(0);
        assertThat(kept.out() + kept.err()).doesNotContain(SECRET);
        Path file = home.path("secrets/mail.password");
        assertThat(Files.readString(file)).isEqualTo(SECRET + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(config("get", "mail.password").exits(0).out()).isEqualTo("file:" + file + "\n");
        assertThat(config("ls", "--json").exits(0).out()).doesNotContain(SECRET);
    }

    @Test
    void aSecretThatStandsInTheFileIsNotShownEither() throws IOException {
        Files.writeString(home.path("config.toml"), "[mail]\npassword = \"" + SECRET + "\"\n");
        assertThat(config("get", "mail.password").exits(0).out())
                .contains("--secret")
                .doesNotContain(SECRET);
        assertThat(config("get", "mail", "--json").exits(0).out()).doesNotContain(SECRET);
        assertThat(home.run("doctor", "--offline").out())
                .contains("mail.password holds a secret")
                .doesNotContain(SECRET);
    }

    @Test
    void theSchemaDescribesTheFile() {
        JsonNode schema = config("schema").exits(0).document();
        assertThat(schema.at("/properties/media/properties/output/enum")).hasSize(3);
        assertThat(schema.at("/properties/mail/properties/imap/properties/port/type")
                        .asText())
                .isEqualTo("integer");
        assertThat(schema.at("/properties/price/additionalProperties/properties/input/type")
                        .asText())
                .isEqualTo("number");
    }

    @Test
    void hiddenFoldersAndSkillsThatAreOffStayClosedToWorkflows() throws IOException {
        Files.createDirectories(home.path("files/Private"));
        Files.writeString(home.path("files/Private/diary.txt"), "dear diary");
        config("set", "permissions.files.hidden", "Private").exits(0);
        config("set", "permissions.skills.off", "notes").exits(0);

        Ended read = home.code("user.say(files.read('Private/diary.txt'))").exits(1);
        assertThat(read.out() + read.err()).contains("permissions.files.hidden").doesNotContain("dear diary");
        Ended written = home.code("files.write('Private/new.txt', 'x')", "--dry-run");
        assertThat(written.out() + written.err()).contains("permissions.files.hidden");
        assertThat(home.path("files/Private/new.txt")).doesNotExist();
        Ended noted = home.code("notes.create('a', 'b')");
        assertThat(noted.exit()).isNotZero();
        assertThat(noted.out() + noted.err()).contains("switched the skill notes off");
        assertThat(home.run("doctor", "--offline").out()).contains("permissions.files.hidden = Private");
    }
}
