package dev.errand.evaluation.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.errand.evaluation.check.Fields;
import dev.errand.evaluation.check.MalformedCase;
import dev.errand.sandbox.Language;
import dev.errand.sandbox.Limit;
import dev.errand.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The cases of a folder of programs that mean harm: `{"corpus": "hostile"}` stands for one case a program.
///
/// A program begins with lines of comment (`//` or `#`): `attempt:`, what it tries, and `must:`, one or several
/// (`or`) of `throw NAME`, `reach LIMIT`, `complete JSON`, which its run must end as. The device may end it sooner:
/// the checker refuses it before it runs, or an operation does not take what it is given. `limits` of the line hold
/// for programs that must reach one. A program that must `stop` tests how a host ends one from within a call, which
/// no workflow can bring about; it is passed over. What the line says beside that, such as the device, is said of
/// each of its cases.
final class Corpus {
    /// The field that makes a line a corpus.
    static final String FIELD = "corpus";

    private static final String EXCEPT = "except";
    private static final ObjectMapper JSON = new ObjectMapper();
    /// What the checker finds keeps a program from being run at all.
    private static final JsonNode REFUSED = failed("remedy", containing("listed with the plan"));
    /// An operation of the device does not take what it is given.
    private static final JsonNode TURNED_DOWN = failed("kind", TextNode.valueOf("operation"));
    /// On a busy machine everything takes long, so that a limit of time may come before any other.
    private static final List<String> TIMES = List.of(Limit.CPU_TIME.label(), Limit.WALL_TIME.label());

    private Corpus() {}

    private static JsonNode failed(String field, JsonNode value) {
        ObjectNode ending = JsonNodeFactory.instance.objectNode().put("state", "failed");
        ending.putObject("error").set(field, value);
        return ending;
    }

    private static JsonNode containing(String text) {
        return JsonNodeFactory.instance.objectNode().put("contains", text);
    }

    private record Program(String name, String code) {
        String header(String key, String place) {
            Pattern line = Pattern.compile("^(?://|#) " + key + ": (.*)$", Pattern.MULTILINE);
            return line.matcher(code)
                    .results()
                    .findFirst()
                    .orElseThrow(() -> new MalformedCase(
                            place, "the program %s has no line of comment \"%s: …\".".formatted(name, key)))
                    .group(1);
        }
    }

    /// @param suite the folder of the suite, which the corpus is relative to; empty for a shipped suite
    /// @throws MalformedCase if it cannot be understood
    static List<ObjectNode> cases(Fields line, Optional<Path> suite) {
        String folder = line.required(FIELD);
        List<String> except = line.texts(EXCEPT);
        List<ObjectNode> cases = new ArrayList<>();
        for (Program program : programs(folder, suite, line.at(FIELD))) {
            String must = program.header("must", line.at(FIELD));
            String id = folder + "/" + program.name();
            if (!must.equals("stop") && !except.contains(program.name())) {
                cases.add(of(line, program, id, must));
            }
        }
        return cases;
    }

    private static ObjectNode of(Fields line, Program program, String id, String must) {
        ObjectNode node = line.node().deepCopy();
        node.remove(List.of(FIELD, EXCEPT));
        String extension = program.name().substring(program.name().lastIndexOf('.') + 1);
        node.put("id", id)
                .put("code", program.code())
                .put("language", extension.equals("py") ? Language.PYTHON.id() : Language.JAVASCRIPT.id())
                .put("about", program.header("attempt", line.at(FIELD)));
        if (!must.contains("reach ")) {
            node.remove("limits");
        }
        ObjectNode expect = node.withObject("/expect");
        ArrayNode endings = expect.putObject("ending").putArray("oneOf");
        for (String ending : must.split(" or ")) {
            endings.add(ending(ending, line.at(FIELD)));
        }
        endings.add(REFUSED);
        endings.add(TURNED_DOWN);
        return node;
    }

    private static ObjectNode ending(String must, String place) {
        ObjectNode ending = JsonNodeFactory.instance.objectNode();
        String[] words = must.split(" ", 2);
        String what = words.length == 2 ? words[1] : "";
        switch (words[0]) {
            case "throw" -> {
                ObjectNode error =
                        ending.put("state", "failed").putObject("error").put("kind", "guest");
                // A plain error is reported by its message alone.
                if (!what.equals("Error")) {
                    error.putObject("message").put("startsWith", what);
                }
            }
            case "reach" -> {
                ArrayNode limits = ending.putObject("error")
                        .put("kind", "limit")
                        .putObject("limit")
                        .putArray("oneOf");
                limits.add(limit(what, place));
                TIMES.forEach(limits::add);
            }
            case "complete" -> ending.put("state", "succeeded").set("result", result(what, place));
            default ->
                throw new MalformedCase(
                        place, "\"must: %s\" is none of throw NAME, reach LIMIT, complete JSON, stop.".formatted(must));
        }
        return ending;
    }

    private static String limit(String name, String place) {
        return Stream.of(Limit.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new MalformedCase(place, "there is no limit \"%s\".".formatted(name)))
                .label();
    }

    private static JsonNode result(String json, String place) {
        try {
            return JSON.readTree(json);
        } catch (IOException _) {
            throw new MalformedCase(place, "\"must: complete %s\" names no JSON.".formatted(json));
        }
    }

    private static List<Program> programs(String folder, Optional<Path> suite, String place) {
        try {
            if (suite.isPresent()) {
                return in(suite.get().resolve(folder), place);
            }
            URL url = Sandbox.class.getResource(folder);
            URI found = url == null ? Path.of(folder).toUri() : url.toURI();
            if (!found.getScheme().equals("jar")) {
                return in(Path.of(found), place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(found, Map.of())) {
                String inside = found.toString().substring(found.toString().indexOf('!') + 1);
                return in(jar.getPath(inside), place);
            }
        } catch (IOException | URISyntaxException e) {
            throw new MalformedCase(place, "the folder %s cannot be read: %s".formatted(folder, e.getMessage()));
        }
    }

    private static List<Program> in(Path folder, String place) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new MalformedCase(place, "there is no folder " + folder + ". Name one, relative to the suite.");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Program> programs = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                programs.add(new Program(file.getFileName().toString(), Files.readString(file)));
            }
            return programs;
        }
    }
}
