package dev.errand.runtime.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    private static final String WRITTEN_BY_HAND = """
            # mine; do not touch
            name = "Jane"   # who I am

            [mail]  # the account
            address = "jane@example.org" # work
            folders = [
              "a]b", # a "quoted" remark
              'c#d',
            ]

            # the server
            [mail.smtp]
            host = 'smtp.example.org'
            note = \"""
            [not.a.header]
            address = "no setting"
            \"""

            [web]
            allow = ["127.0.0.1:80"]
            media.output = "none"
            inline = { a = 1, "b c" = [1, 2] }
            """;

    @TempDir
    Path folder;

    private ConfigurationFile file;

    @BeforeEach
    void emptyFile() {
        file = ConfigurationFile.at(folder.resolve("below/config.toml"));
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file.path().getParent());
        Files.writeString(file.path(), text);
    }

    private String text() throws IOException {
        return Files.readString(file.path());
    }

    private Optional<String> value(String key) {
        return file.get(ConfigurationKey.parse(key)).map(JsonNode::asText);
    }

    @Test
    void makesAFileForItsOwnerOnly() throws IOException {
        file.set("mail.address", "jane@example.org");
        assertEquals("[mail]\naddress = \"jane@example.org\"\n", text());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
    }

    @Test
    void keepsThePermissionsAndTheLink() throws IOException {
        Path real = folder.resolve("real.toml");
        Files.writeString(real, "a = 1\n");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Files.createDirectories(file.path().getParent());
        Files.createSymbolicLink(file.path(), real);
        file.set("b", "2");
        assertTrue(Files.isSymbolicLink(file.path()));
        assertEquals("a = 1\nb = \"2\"\n", Files.readString(real));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
    }

    @Test
    void changesOneValueAndNoOtherCharacter() throws IOException {
        write(WRITTEN_BY_HAND);
        file.set("mail.address", "joe@example.org");
        assertEquals(WRITTEN_BY_HAND.replace("jane@example.org", "joe@example.org"), text());
    }

    @Test
    void replacesAListOfManyLines() throws IOException {
        write(WRITTEN_BY_HAND);
        file.set("mail.folders", List.of("x"));
        assertTrue(text().contains("folders = [\"x\"]\n\n# the server\n[mail.smtp]"), text());
    }

    @Test
    void addsToATableThatIsThere() throws IOException {
        write(WRITTEN_BY_HAND);
        file.set("mail.smtp.port", "1");
        assertTrue(text().contains("\"\"\"\nport = \"1\"\n\n[web]"), text());
    }

    @Test
    void putsANewTableBehindItsRelatives() throws IOException {
        write(WRITTEN_BY_HAND);
        file.set("mail.imap.host", "imap.example.org");
        assertTrue(text().contains("\"\"\"\n\n[mail.imap]\nhost = \"imap.example.org\"\n\n[web]"), text());
    }

    @Test
    void addsToATableThatIsOnlyMadeOfDottedKeys() throws IOException {
        write(WRITTEN_BY_HAND);
        file.set("web.media.volume", "9");
        assertTrue(text().contains("media.output = \"none\"\nmedia.volume = \"9\"\n"), text());
    }

    @Test
    void changesAnInlineTable() throws IOException {
        write(WRITTEN_BY_HAND);
        file.set("web.inline.\"b c\"", "z");
        assertTrue(text().endsWith("inline = { a = 1, \"b c\" = \"z\" }\n"), text());
        file.unset(ConfigurationKey.parse("web.inline.a"));
        assertTrue(text().endsWith("inline = { \"b c\" = \"z\" }\n"), text());
    }

    @Test
    void addsAnOutermostSetting() throws IOException {
        write("[mail]\naddress = \"a\"\n");
        file.set("name", "Jane");
        assertEquals("name = \"Jane\"\n\n[mail]\naddress = \"a\"\n", text());
    }

    @Test
    void goesOnAfterALastLineWithoutAnEnd() throws IOException {
        write("[mail]\naddress = \"a\" # x");
        file.set("mail.user", "b");
        assertEquals("[mail]\naddress = \"a\" # x\nuser = \"b\"\n", text());
    }

    @Test
    void keepsLineEndsOfOtherSystems() throws IOException {
        write("[mail]\r\naddress = \"a\"\r\n[web]\r\n");
        file.set("mail.user", "b");
        assertEquals("[mail]\r\naddress = \"a\"\r\nuser = \"b\"\r\n[web]\r\n", text());
    }

    @Test
    void takesOutASettingAndATable() throws IOException {
        write(WRITTEN_BY_HAND);
        file.unset(ConfigurationKey.parse("mail.folders"));
        assertFalse(text().contains("c#d"));
        file.unset(ConfigurationKey.parse("mail"));
        assertEquals(Optional.empty(), value("mail.smtp.host"));
        assertTrue(text().contains("# the server\n"), "remarks stay");
        assertEquals(Optional.of("none"), value("web.media.output"));
    }

    @Test
    void setsAllOrNone() throws IOException {
        write("a = 1\n");
        Map<ConfigurationKey, JsonNode> values = new LinkedHashMap<>();
        values.put(ConfigurationKey.parse("b"), JsonNodeFactory.instance.numberNode(2));
        values.put(ConfigurationKey.parse("a.c"), JsonNodeFactory.instance.numberNode(3));
        ConfigurationError refused = assertThrows(ConfigurationError.class, () -> file.set(values));
        assertTrue(refused.getMessage().contains("a is no table"), refused.getMessage());
        assertEquals("a = 1\n", text());
    }

    @Test
    void refusesToReplaceATableByAText() throws IOException {
        write(WRITTEN_BY_HAND);
        assertThrows(ConfigurationError.class, () -> file.set("mail", "x"));
        assertEquals(WRITTEN_BY_HAND, text());
    }

    @Test
    void leavesAFileAloneThatIsNoToml() throws IOException {
        write("this is not TOML");
        ConfigurationError refused = assertThrows(ConfigurationError.class, () -> file.set("a", "x"));
        assertTrue(refused.getMessage().contains("line 1"), refused.getMessage());
        assertEquals("this is not TOML", text());
    }

    @Test
    void leavesListsOfTablesAlone() throws IOException {
        write("[[rule]]\nname = \"a\"\n[[rule]]\nname = \"b\"\n");
        assertThrows(ConfigurationError.class, () -> file.set("rule.name", "x"));
        file.set("mail.user", "u");
        assertEquals("[[rule]]\nname = \"a\"\n[[rule]]\nname = \"b\"\n\n[mail]\nuser = \"u\"\n", text());
    }

    @Test
    void escapesWhatTomlWantsEscaped() {
        String odd = "q\" b\\ n\n t\t \u0007 \u202e ü 🙂 ''' \"\"\" # [x]";
        file.set("a.\"b.c \\\" d\".e", odd);
        assertEquals(Optional.of(odd), value("a.\"b.c \\\" d\".e"));
    }

    @Test
    void knowsWhatIsNoKey() {
        for (String key : List.of("", " ", "a..b", ".a", "a.", "a b", "a=1", "a\nb", "[a]", "\"a")) {
            assertThrows(IllegalArgumentException.class, () -> ConfigurationKey.parse(key), key);
        }
    }

    /// Against the simplest thing that could be true: a map.
    @Test
    void holdsWhatAnyOrderOfChangesLeaves() throws IOException {
        Random random = new Random(7);
        write(WRITTEN_BY_HAND);
        ObjectNode before = file.content();
        List<String> keys = List.of("a", "b.c", "b.d.e", "b.d.f", "g.\"h i\".j", "mail.x", "web.y.z", "\"ö\".k");
        Map<String, String> model = new LinkedHashMap<>();
        for (int i = 0; i < 300; i++) {
            String key = keys.get(random.nextInt(keys.size()));
            if (random.nextInt(3) == 0) {
                file.unset(ConfigurationKey.parse(key));
                model.remove(key);
            } else {
                String value = "v" + random.nextInt(1000);
                file.set(key, value);
                model.put(key, value);
            }
            for (String each : keys) {
                assertEquals(Optional.ofNullable(model.get(each)), value(each), each + " after " + i + ":\n" + text());
            }
        }
        for (String each : keys) {
            file.unset(ConfigurationKey.parse(each));
        }
        assertEquals(before.path("mail"), file.content().path("mail"));
        assertEquals(
                before.path("web").path("inline"), file.content().path("web").path("inline"));
    }

    @Test
    void losesNoChangeOfManyWriters() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String key = "table" + i % 3 + ".key" + i;
            writers.add(Thread.ofPlatform().start(() -> file.set(key, key)));
        }
        for (Thread each : writers) {
            each.join();
        }
        for (int i = 0; i < 8; i++) {
            String key = "table" + i % 3 + ".key" + i;
            assertEquals(Optional.of(key), value(key));
        }
    }
}
