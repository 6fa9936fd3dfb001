package dev.errand.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody who never saw this source tree makes a skill, tries it, installs it, uses it by words, and removes it.
class SkillsCommandTest {
    private record Ended(int code, String out, String err) {}

    @TempDir
    Path folder;

    private Path home;
    private Path parcel;

    @BeforeEach
    void places() {
        home = folder.resolve("home");
        parcel = folder.resolve("parcel");
    }

    private Ended errand(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int code = Main.commandLine().execute(arguments);
            return new Ended(code, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Ended atHome(String... arguments) {
        return errand(Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString()))
                .toArray(String[]::new));
    }

    private void made() {
        assertThat(errand("skills", "new", "parcel", "--in", folder.toString()).code())
                .isZero();
    }

    private void change(String file, String before, String after) throws IOException {
        Path source = parcel.resolve(file);
        String text = Files.readString(source);
        assertThat(text).contains(before);
        Files.writeString(source, text.replace(before, after));
    }

    private static final String SKILL = "src/main/java/skills/parcel/ParcelSkill.java";

    @Test
    void aSkillIsMadeTestedInstalledUsedUndoneAndRemoved() {
        made();
        assertThat(parcel.resolve(SKILL)).exists();
        Ended tested = atHome("skills", "test", parcel.toString());
        assertThat(tested.out())
                .as(tested.err())
                .contains("Its own tests: 5 passed, 0 failed.", "parcel: the contract holds (0 errors, 0 warnings).");
        assertThat(tested.code()).isZero();

        assertThat(atHome("skills", "install", parcel.toString()).out())
                .contains("Installed parcel (3 operations): " + home.resolve("skills/parcel.jar"));
        assertThat(atHome("skills", "ls").out()).contains("parcel", "jar " + home.resolve("skills/parcel.jar"));
        assertThat(atHome("skills", "show", "parcel").out())
                .contains("parcel.expect  WRITE, can be undone, previewed", "parcel.collect  SEND, can be undone")
                .contains("de “welches parcel erwarte ich”");
        assertThat(atHome("api").out()).contains("declare const parcel: {");

        Ended expected = atHome("expect the parcel from Anna");
        assertThat(expected.code()).as(expected.err()).isZero();
        assertThat(home.resolve("parcel/expected.txt")).hasContent("from Anna");
        assertThat(atHome("welches parcel erwarte ich").out()).contains("from Anna");
        String run = expected.err().replaceAll("(?s).*errand undo (r-\\w+).*", "$1");
        assertThat(atHome("undo", run).code()).isZero();
        assertThat(home.resolve("parcel/expected.txt")).doesNotExist();

        assertThat(atHome("skills", "test", "parcel").out()).contains("parcel: the contract holds");
        assertThat(atHome("skills", "remove", "parcel").code()).isZero();
        assertThat(atHome("skills", "show", "parcel").code()).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void anotherDeviceTakesTheJar() throws IOException {
        made();
        atHome("skills", "install", parcel.toString());
        Path jar = home.resolve("skills/parcel.jar");
        byte[] first = Files.readAllBytes(jar);

        assertThat(atHome("skills", "install", parcel.toString()).out()).contains("Replaced parcel");
        assertThat(Files.readAllBytes(jar)).isEqualTo(first);
        Path other = folder.resolve("other");
        assertThat(errand("skills", "install", jar.toString(), "--home", other.toString())
                        .code())
                .isZero();
        assertThat(errand("skills", "ls", "--home", other.toString()).out()).contains("parcel.jar");
        assertThat(errand("skills", "test", jar.toString(), "--home", other.toString())
                        .code())
                .isZero();
    }

    @Test
    void theCompilersMessagesHaveFileAndLine() throws IOException {
        made();
        change(SKILL, "return expected(context);", "return expectd(context);");

        Ended tested = atHome("skills", "test", parcel.toString());
        assertThat(tested.code()).isEqualTo(ExitCode.FAILED);
        assertThat(tested.err()).containsPattern("ParcelSkill.java:\\d+: cannot find symbol");
        assertThat(atHome("skills", "install", parcel.toString()).code()).isEqualTo(ExitCode.FAILED);
        assertThat(home.resolve("skills")).doesNotExist();
    }

    @Test
    void aBrokenContractAFailingTestAndACollisionAreTold() throws IOException {
        made();
        change(SKILL, "if (what.isBlank()) {", "if (what.isEmpty()) {");
        change(SKILL, "\"expect (a|the|my) parcel {what}\"", "\"(find|search) [me] [my] notes about {what}\"");
        change(SKILL, "return any ?", "if (!any) throw new IllegalStateException(\"none\");\n        return any ?");

        Ended tested = atHome("skills", "test", parcel.toString());
        assertThat(tested.code()).isEqualTo(ExitCode.FAILED);
        assertThat(tested.out())
                .contains("failed   nothingCannotBeExpected()")
                .contains("error    parcel.expected", "IllegalStateException escapes from it")
                .contains("parcel.expect", "may also mean notes.search");
    }

    @Test
    void whatCannotBeUsedIsRefusedWithAReason() throws IOException {
        made();
        assertThat(errand("skills", "new", "parcel", "--in", folder.toString()).err())
                .contains("is there already");
        assertThat(errand("skills", "new", "My Skill", "--in", folder.toString())
                        .err())
                .contains("one lower-case word");
        change(SKILL, "name = \"parcel\"", "name = \"notes\"");
        assertThat(atHome("skills", "install", parcel.toString()).err())
                .contains("This device has a skill notes already (built in)");
    }

    @Test
    void sentencesThatCannotBeReadAreRefused() throws IOException {
        made();
        change(SKILL, "welches parcel erwarte ich", "welches (parcel erwarte ich");
        Ended installed = atHome("skills", "install", parcel.toString());

        assertThat(installed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(installed.err()).contains("welches (parcel erwarte ich").contains("lacks a \")\"");
    }

    @Test
    void aJarWhoseSentencesCannotBeReadIsLeftOutAndAllElseWorks() throws IOException {
        made();
        assertThat(atHome("skills", "install", parcel.toString()).code()).isZero();
        spoil(home.resolve("skills/parcel.jar"), "welches parcel erwarte ich", "welches (arcel erwarte ich");

        String finding = "The skill parcel (jar " + home.resolve("skills/parcel.jar")
                + ") is left out: The sentence \"welches (arcel erwarte ich\" lacks a \")\".";
        assertThat(atHome("skills", "ls").err()).contains(finding);
        assertThat(atHome("skills", "ls").out()).contains("notes").doesNotContain("parcel");
        assertThat(atHome("doctor", "--offline").out()).contains(finding);
        assertThat(atHome("what time is it").code()).isZero();
        assertThat(atHome("skills", "remove", "parcel.jar").code()).isZero();
    }

    /// As another compiler might have left it: install would have refused it.
    private static void spoil(Path jar, String before, String after) throws IOException {
        assertThat(after).hasSameSizeAs(before);
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Path type = inside.getPath("skills/parcel/ParcelSkill.class");
            String bytes = Files.readString(type, StandardCharsets.ISO_8859_1);
            assertThat(bytes).contains(before);
            Files.writeString(type, bytes.replace(before, after), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void builtInSkillsStayAndAFileThatIsNoSkillIsTold() throws IOException {
        assertThat(atHome("skills", "remove", "notes").err()).contains("notes is built in and cannot be removed.");
        Files.createDirectories(home.resolve("skills"));
        Files.writeString(home.resolve("skills/odd.jar"), "no jar");

        assertThat(atHome("skills", "ls").err()).contains("odd.jar");
        assertThat(atHome("skills", "install", home.resolve("skills/odd.jar").toString())
                        .code())
                .isEqualTo(ExitCode.FAILED);
        assertThat(atHome("skills", "remove", "odd.jar").code()).isZero();
        assertThat(atHome("skills", "test", "nothing").code()).isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void oneDescriptionHasManyFaces() throws IOException {
        String json = atHome("skills", "show", "notes", "--json").out();
        assertThat(new ObjectMapper().readTree(json).at("/operations/0/arguments/required"))
                .hasToString("[\"id\",\"text\"]");
        assertThat(atHome("api", "--format", "markdown").out())
                .contains("## notes", "| `create(title, text?)` | WRITE, undo |");
        assertThat(atHome("api", "--language", "python").out()).contains("class notes:");
        assertThat(atHome("api", "--format", "pdf").code()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(home).doesNotExist();
    }
}
