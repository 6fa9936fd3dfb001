package dev.errand.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.kit.SkillKit;
import dev.errand.os.operation.InvalidArguments;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Shape;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation of every installed skill gets every hostile name in each of its parameters that names something.
/// It may refuse, or do what it does at home; it must not touch what lies beside the home, read from there, or hang.
class HostileNamesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SECRET = "the neighbour's diary";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String ATTACHMENT = "../../beside/new.txt";
    private static final String HOSTILE_MAIL = """
            From: eve@example.org
            To: sam@example.org
            Subject: Look
            Message-ID: <1@example.org>
            Date: Mon, 2 Mar 2026 08:00:00 +0000
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="x"

            --x
            Content-Type: text/plain

            See there.
            --x
            Content-Type: text/plain
            Content-Disposition: attachment; filename="../../beside/new.txt"

            mine
            --x--
            """.replace("\n", "\r\n");

    /// Who is asked by them is not on this machine, or what they do is not told by the files: theirs is another test.
    private static final List<String> NOT_HERE = List.of("user", "llm");

    @TempDir
    Path folder;

    private Path home;
    private Path beside;
    private Map<String, String> before;

    @BeforeEach
    void device() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        beside = Files.createDirectories(folder.resolve("beside"));
        Files.writeString(beside.resolve("diary.txt"), SECRET);
        Files.createDirectories(beside.resolve("drawer"));
        Files.writeString(beside.resolve("drawer/letter.wav"), SECRET);
        for (String area : List.of("files", "notes", "lists", "calendar", "contacts", "reminders", "mail", "music")) {
            Path root = Files.createDirectories(home.resolve(area));
            Files.createSymbolicLink(root.resolve("link.txt"), beside.resolve("diary.txt"));
            Files.createSymbolicLink(root.resolve("link"), beside.resolve("drawer"));
            Files.createSymbolicLink(root.resolve("dangling"), beside.resolve("new.txt"));
            Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
            Files.createSymbolicLink(root.resolve("zero.txt"), Path.of("/dev/zero"));
            fifo(root.resolve("pipe.txt"));
        }
        Files.writeString(home.resolve("files/letter.txt"), "Dear Anna");
        before = snapshot();
    }

    private static void fifo(Path place) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", place.toString()).start().waitFor())
                .isZero();
    }

    static Map<String, String> hostile() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("up", "../../beside/diary.txt");
        names.put("up to a folder", "../../beside");
        names.put("up to a new file", "../../beside/new.txt");
        names.put("up by backslashes", "..\\..\\beside\\diary.txt");
        names.put("up from below", "a/b/../../../../beside/diary.txt");
        names.put("absolute", "/etc/passwd");
        names.put("home of the user", "~/.ssh/id_rsa");
        names.put("file address", "file:///etc/passwd");
        names.put("link to a file", "link.txt");
        names.put("link to a folder", "link");
        names.put("through a link", "link/letter.wav");
        names.put("new through a link", "link/new.txt");
        names.put("link to nothing", "dangling");
        names.put("link to itself", "loop");
        names.put("link to a device", "zero.txt");
        names.put("device", "/dev/zero");
        names.put("pipe", "pipe.txt");
        names.put("zero character", "letter\0.txt");
        names.put("long", "n".repeat(4_000));
        names.put("long and deep", "n/".repeat(2_000) + "n.txt");
        names.put("right to left", "letter\u202Etxt.exe");
        names.put("isolates", "\u2066letter\u2069.txt\u200F");
        names.put("half a character", "letter\uD800.txt");
        names.put("empty", "");
        names.put("blank", "   ");
        names.put("dot", ".");
        names.put("dots", "..");
        names.put("many dots", "....//....//beside");
        names.put("trailing dots", "letter.txt...");
        names.put("con", "con");
        names.put("line break", "letter\n.txt");
        names.put("escape", "letter\u001B[2J.txt");
        names.put("option", "--help");
        names.put("command", "$(touch ../../beside/new.txt)");
        names.put("braces", "*{[(\\");
        names.put("percent", "%2e%2e%2f%2e%2e%2fbeside");
        return names;
    }

    static Stream<Named<Operation>> operations() {
        return hostedOperations().map(operation -> Named.of(operation.qualifiedName(), operation));
    }

    private static Stream<Operation> hostedOperations() {
        return SkillReader.installed().skills().stream()
                .filter(skill -> !NOT_HERE.contains(skill.name()))
                .flatMap(skill -> skill.operations().stream())
                .filter(operation -> !naming(operation).isEmpty());
    }

    /// Parameters that name something: references, and texts that say where or what. What a command says is its own
    /// matter: it is asked about, whatever it names.
    private static List<Parameter> naming(Operation operation) {
        return operation.parameters().stream()
                .filter(parameter -> switch (element(parameter.shape())) {
                    case Shape.Reference _ -> true;
                    case Shape.Text _ -> parameter.mark() != Mark.CONTENT && parameter.mark() != Mark.COMMAND;
                    case Shape.Whole _, Shape.Decimal _, Shape.Truth _, Shape.Time _, Shape.Choice _ -> false;
                    case Shape.Structure _, Shape.Any _, Shape.Nothing _, Shape.ListOf _ -> false;
                })
                .toList();
    }

    private static Shape element(Shape shape) {
        return shape instanceof Shape.ListOf(Shape element) ? element(element) : shape;
    }

    @Test
    void thereIsSomethingToTry() {
        assertThat(operations().map(Named::getName))
                .contains("files.read", "lists.add", "notes.read", "shell.run", "web.download", "mail.saveAttachment");
    }

    @Test
    void anAttachmentLiesWhereThePersonWantsItWhateverItIsCalled() throws IOException {
        String mail = mailWithAttachment(home);
        ObjectNode arguments =
                JSON.objectNode().put("id", mail).put("name", ATTACHMENT).put("folder", "Saved");

        new SkillKit(home, skill("mail")).call("mail.saveAttachment", "[" + arguments + "]");

        assertThat(home.resolve("files/Saved")).isDirectoryContaining(file -> Files.isRegularFile(file));
        assertThat(snapshot()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void noNameLeadsOutOfTheHome(Operation operation) throws IOException {
        SkillKit kit = new SkillKit(home, skill(operation.skill())).setting("media.output", "none");
        String mail = mailWithAttachment(home);
        for (Parameter parameter : naming(operation)) {
            for (Map.Entry<String, String> name : hostile().entrySet()) {
                ObjectNode arguments = arguments(operation, parameter, name.getValue(), mail);
                String what = operation.qualifiedName() + " with " + parameter.name() + " = " + name.getKey();
                assertTimeoutPreemptively(PATIENCE, () -> call(kit, operation, arguments, what), what);
                assertThat(snapshot()).as(what).isEqualTo(before);
            }
        }
    }

    private static Skill skill(String name) {
        return ServiceLoader.load(Skill.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(skill -> SkillReader.read(skill).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// A mail whose attachment somebody has given a name that leads elsewhere; its id.
    private static String mailWithAttachment(Path home) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve("mail/new")).resolve("1.hostile.example"), HOSTILE_MAIL);
        return new SkillKit(home, skill("mail"))
                .call("mail.search", "[]")
                .value()
                .path(0)
                .path("id")
                .asText();
    }

    private static void call(SkillKit kit, Operation operation, ObjectNode arguments, String what) {
        try {
            JsonNode value =
                    kit.call(operation.qualifiedName(), "[" + arguments + "]").value();
            assertThat(value.toString()).as(what).doesNotContain(SECRET).doesNotContain("root:x:0");
        } catch (DeviceFailure | InvalidArguments e) {
            assertThat(e.getMessage()).as(what).isNotBlank().doesNotContain(SECRET);
            assertThat(e.getMessage().length()).as(what).isLessThan(6_000);
        } catch (RuntimeException e) {
            throw new AssertionError(what + " ended with " + e, e);
        }
    }

    private static ObjectNode arguments(Operation operation, Parameter hostile, String name, String mail) {
        ObjectNode arguments = JSON.objectNode();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.equals(hostile)) {
                arguments.put(parameter.name(), name);
            } else if (parameter.required()) {
                arguments.set(parameter.name(), harmless(parameter, mail));
            }
        }
        return arguments;
    }

    private static JsonNode harmless(Parameter parameter, String mail) {
        return switch (element(parameter.shape())) {
            case Shape.Reference(String kind, List<String> _) ->
                JSON.textNode(
                        switch (kind) {
                            case "path", "track" -> "letter.txt";
                            case "mail" -> mail;
                            default -> "anna";
                        });
            case Shape.Text _ ->
                JSON.textNode(
                        parameter.mark() == Mark.COMMAND
                                ? "true"
                                : parameter.name().equals("name") ? ATTACHMENT : "anna");
            case Shape.Whole _, Shape.Decimal _ -> JSON.numberNode(3);
            case Shape.Truth _ -> JSON.booleanNode(true);
            case Shape.Time _ -> JSON.textNode("2026-03-04T10:00");
            case Shape.Choice(List<String> values) -> JSON.textNode(values.getFirst());
            case Shape.Structure _ -> JSON.objectNode();
            case Shape.ListOf _, Shape.Any _, Shape.Nothing _ -> JSON.nullNode();
        };
    }

    /// All that lies beside the home, with content and time.
    private Map<String, String> snapshot() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each :
                    new ArrayList<>(all.filter(path -> !path.startsWith(home)).toList())) {
                boolean file = Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS);
                String time = each.equals(folder)
                        ? ""
                        : Files.getLastModifiedTime(each).toString();
                found.put(each.toString(), time + (file ? Files.readString(each) : ""));
            }
        }
        return found;
    }
}
