package dev.errand.runtime.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.operation.Catalogue;
import dev.errand.runtime.policy.Rulebook.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The file `rules.json` beside the configuration, which a person may read and change. A missing file holds no rules.
///
/// Written whole beside itself and then moved into place. Whoever writes owns the home.
public final class RuleFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Path file;
    private final RuleCheck check;

    public RuleFile(Path file, Catalogue catalogue) {
        this.file = file;
        this.check = new RuleCheck(catalogue);
    }

    public Path path() {
        return file;
    }

    /// The rules as they are now. Never fails: what cannot be read is a problem, and problems make decisions stricter.
    public Rulebook read() {
        if (!Files.exists(file)) {
            return Rulebook.EMPTY;
        }
        JsonNode list;
        try {
            list = tree().path("rules");
        } catch (RuleFault e) {
            return new Rulebook(List.of(), List.of(new Problem("", e.getMessage(), "", true)));
        }
        List<Rule> rules = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode node : list) {
            try {
                Rule rule = RuleCodec.read(node);
                check.require(rule);
                if (!ids.add(rule.id())) {
                    throw new RuleFault("there are two rules of this id; give one another");
                }
                rules.add(rule);
            } catch (RuleFault e) {
                problems.add(problem(node, e.getMessage()));
            }
        }
        return new Rulebook(rules, problems);
    }

    private Problem problem(JsonNode node, String message) {
        String operation = node.path("operation").asText();
        boolean isKnown = check.knows(operation);
        return new Problem(
                node.path("id").asText(),
                message,
                isKnown ? operation : "",
                !node.path("verdict").asText().equals("allow"));
    }

    private ObjectNode tree() {
        try {
            JsonNode tree = JSON.readTree(Files.readString(file));
            if (tree instanceof ObjectNode object && object.path("rules").isArray() && object.size() == 1) {
                return object;
            }
            throw new RuleFault(
                    "%s must hold an object with one list \"rules\". Correct it, or move it away.".formatted(file));
        } catch (JsonProcessingException e) {
            throw new RuleFault("%s cannot be understood: line %d: %s. Correct it, or move it away."
                    .formatted(
                            file, e.getLocation() == null ? 0 : e.getLocation().getLineNr(), e.getOriginalMessage()));
        } catch (IOException e) {
            throw new RuleFault("%s cannot be read (%s). Check that it is a text file you may read."
                    .formatted(file, e.getMessage()));
        }
    }

    /// Adds rules, all or none; what is in the file already stays as it is.
    ///
    /// @throws RuleFault if one is not valid, or the file cannot be read or written
    public void add(List<Rule> rules) {
        rules.forEach(this::require);
        ObjectNode tree = Files.exists(file) ? tree() : JSON.createObjectNode().set("rules", JSON.createArrayNode());
        ArrayNode list = (ArrayNode) tree.get("rules");
        rules.forEach(rule -> list.add(RuleCodec.write(rule)));
        write(tree);
    }

    /// Whether a rule could be added.
    ///
    /// @throws RuleFault if it could not
    void require(Rule rule) {
        try {
            check.require(rule);
        } catch (RuleFault e) {
            throw new RuleFault("Rule %s cannot be: %s.".formatted(rule.id(), e.getMessage()));
        }
    }

    /// Removes a rule, valid or not.
    ///
    /// @throws RuleFault if there is none of this id, or the file cannot be read or written
    public void remove(String id) {
        ObjectNode tree = Files.exists(file) ? tree() : JSON.createObjectNode();
        ArrayNode left = JSON.createArrayNode();
        tree.path("rules").forEach(node -> {
            if (!node.path("id").asText().equals(id)) {
                left.add(node);
            }
        });
        if (left.size() == tree.path("rules").size()) {
            throw new RuleFault("There is no rule \"%s\"; `errand rules` lists them.".formatted(id));
        }
        write(JSON.createObjectNode().set("rules", left));
    }

    private void write(ObjectNode tree) {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(beside);
            try {
                Files.createFile(
                        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } catch (UnsupportedOperationException e) {
                Files.createFile(beside); // a file system without such permissions
            }
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                ByteBuffer text = StandardCharsets.UTF_8.encode(tree.toPrettyString() + "\n");
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RuleFault(
                    "The rules cannot be written to %s (%s). Nothing was changed; free space or mend its permissions."
                            .formatted(file, e.getMessage()));
        }
    }
}
