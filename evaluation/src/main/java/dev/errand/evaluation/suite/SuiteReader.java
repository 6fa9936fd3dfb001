package dev.errand.evaluation.suite;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.errand.evaluation.check.Expectation;
import dev.errand.evaluation.check.Fields;
import dev.errand.evaluation.check.MalformedCase;
import dev.errand.sandbox.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads suites: JSON Lines, one case a line; empty lines and lines that begin with `#` are passed over.
///
/// A line that cannot be understood does not keep the others from being read.
public final class SuiteReader {
    /// The suites that come with Errand.
    public static final List<String> SHIPPED = List.of("paper", "device", "security", "hostile", "voice");

    private static final List<String> KNOWN = List.of(
            "id",
            "intent",
            "speech",
            "before",
            "code",
            "language",
            "locale",
            "device",
            "services",
            "answers",
            "approve",
            "dryRun",
            "now",
            "zone",
            "timeoutSeconds",
            "substitute",
            "expect",
            "reference",
            "wrong",
            "limits",
            "afterwards",
            "category",
            "tags",
            "about");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonParser.Feature.ALLOW_COMMENTS)
            .build();

    private final String source;
    private final Optional<Path> folder;
    private final Set<String> ids = new HashSet<>();
    private final Goals goals = new Goals();

    private SuiteReader(String source, Optional<Path> folder) {
        this.source = source;
        this.folder = folder;
    }

    /// @param nameOrFile of a shipped suite, or a file
    /// @throws IllegalArgumentException if there is no such suite, or it cannot be read as text
    public static Suite read(String nameOrFile) {
        Path file = Path.of(nameOrFile);
        if (Files.isRegularFile(file)) {
            return read(file);
        }
        try (InputStream in =
                SHIPPED.contains(nameOrFile) ? SuiteReader.class.getResourceAsStream(nameOrFile + ".jsonl") : null) {
            if (in == null) {
                throw new IllegalArgumentException("There is no suite \"%s\": neither a file, nor one of %s."
                        .formatted(nameOrFile, String.join(", ", SHIPPED)));
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Suite(nameOrFile, new SuiteReader(nameOrFile, Optional.empty()).lines(text));
        } catch (IOException e) {
            throw new IllegalArgumentException("The suite " + nameOrFile + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Suite read(Path file) {
        try {
            String name = file.getFileName().toString();
            Path folder = file.toAbsolutePath().getParent();
            List<Suite.Line> lines = new SuiteReader(name, Optional.ofNullable(folder)).lines(Files.readString(file));
            return new Suite(name.replaceFirst("[.]\\w+$", ""), lines);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The suite " + file + " cannot be read as UTF-8 text: " + e.getMessage(), e);
        }
    }

    private List<Suite.Line> lines(String text) {
        List<Suite.Line> lines = new ArrayList<>();
        List<String> all = text.lines().toList();
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("//")) {
                lines.addAll(line(line, source + ", line " + (i + 1), i + 1));
            }
        }
        if (lines.isEmpty()) {
            lines.add(new Suite.Malformed("suite", source + ": there is no case in it. Write one a line, as JSON."));
        }
        return lines;
    }

    /// What a line stands for: one case, several, or none if it is a goal of attackers.
    private List<Suite.Line> line(String line, String place, int number) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return List.of(new Suite.Malformed(
                    "line-" + number, place + ": this is not JSON: " + e.getOriginalMessage() + "."));
        }
        try {
            if (node.has(Goals.GOAL)) {
                goals.add(Fields.of(node, place));
                return List.of();
            }
            return composed(Fields.of(node, place)).stream()
                    .map(each -> ready(each, place))
                    .toList();
        } catch (MalformedCase e) {
            return List.of(new Suite.Malformed(node.path("id").asText("line-" + number), e.getMessage()));
        }
    }

    /// The cases that a line stands for.
    private List<Goals.Composed> composed(Fields fields) {
        if (fields.get(Goals.SLOTS).isPresent()) {
            return goals.cases(fields);
        } else if (fields.get(Corpus.FIELD).isPresent()) {
            return Corpus.cases(fields, folder).stream()
                    .map(each -> new Goals.Composed(each, Optional.empty()))
                    .toList();
        }
        return List.of(new Goals.Composed(fields.node(), Optional.empty()));
    }

    private Suite.Line ready(Goals.Composed composed, String place) {
        Case read = read(Fields.of(composed.node(), place), composed.attack());
        if (!ids.add(read.id())) {
            throw new MalformedCase(place + ", id", "there is an earlier case \"" + read.id() + "\".");
        }
        return new Suite.Ready(read, composed.node().toString());
    }

    private Case read(Fields fields, Optional<Attack> attack) {
        fields.only(KNOWN);
        String id = fields.required("id");
        Language language = fields.text("language").flatMap(SuiteReader::guest).orElse(Language.JAVASCRIPT);
        Optional<Case.Workflow> code =
                workflows(fields, "code", language).stream().findFirst();
        String words = fields.text("intent", "").strip();
        if (words.isEmpty() && code.isEmpty()) {
            throw new MalformedCase(fields.place(), "\"intent\" is missing; \"code\" may stand in its place.");
        }
        if (fields.get("expect").isEmpty()) {
            throw new MalformedCase(fields.place(), "\"expect\" is missing: nothing could fail.");
        }
        return new Case(
                id,
                words,
                Speech.parse(fields, "speech", folder),
                turns(fields),
                code,
                locale(fields),
                language,
                DeviceSource.parse(fields, "device", folder),
                Services.parse(fields, "services"),
                fields.texts("answers"),
                Consent.parse(fields, "approve"),
                fields.flag("dryRun"),
                fields.text("now").map(text -> time(text, zone(fields), fields.at("now"))),
                zone(fields),
                fields.number("timeoutSeconds").map(Duration::ofSeconds),
                substitute(fields),
                Expectation.parse(fields.get("expect").orElseThrow(), fields.at("expect")),
                workflows(fields, "reference", Language.JAVASCRIPT).stream().findFirst(),
                workflows(fields, "wrong", Language.JAVASCRIPT),
                fields.text("category", ""),
                fields.texts("tags"),
                LimitFields.parse(fields, "limits"),
                workflows(fields, "afterwards", Language.JAVASCRIPT).stream().findFirst(),
                attack);
    }

    private static List<Case.Turn> turns(Fields fields) {
        return fields.list("before").stream()
                .map(node -> {
                    if (node.isTextual()) {
                        return new Case.Turn(node.asText(), List.of(), Optional.empty());
                    }
                    Fields each = Fields.of(node, fields.at("before")).only(List.of("intent", "answers", "reference"));
                    return new Case.Turn(
                            each.required("intent"),
                            each.texts("answers"),
                            workflows(each, "reference", Language.JAVASCRIPT).stream()
                                    .findFirst());
                })
                .toList();
    }

    private static Optional<Language> guest(String word) {
        return Language.of(word.toLowerCase(Locale.ROOT).equals("javascript") ? "js" : word.toLowerCase(Locale.ROOT));
    }

    /// `language` names the one of the code or, as `de`, the one of the words; so does `locale`.
    private static String locale(Fields fields) {
        String language = fields.text("language", "");
        boolean ofWords = guest(language).isEmpty() && !language.isEmpty();
        if (ofWords && !language.matches("[a-zA-Z]{2}(-\\w+)?")) {
            throw new MalformedCase(
                    fields.at("language"),
                    "write the language of the code (%s) or of the words (such as en)."
                            .formatted(java.util.Arrays.stream(Language.values())
                                    .map(Language::id)
                                    .collect(Collectors.joining(", "))));
        }
        return fields.text("locale", ofWords ? language : "en");
    }

    private static ZoneId zone(Fields fields) {
        try {
            return ZoneId.of(fields.text("zone", "UTC"));
        } catch (DateTimeException _) {
            throw new MalformedCase(fields.at("zone"), "this is no time zone. Write one such as Europe/Berlin.");
        }
    }

    private static Instant time(String text, ZoneId zone, String place) {
        try {
            return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException _) {
            throw new MalformedCase(place, "\"" + text + "\" is no time. Write 2026-03-02T09:00 or 2026-03-02T09:00Z.");
        }
    }

    private static Map<String, String> substitute(Fields fields) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.members("substitute").forEach((from, to) -> texts.put(from, to.asText()));
        return texts;
    }

    /// A text, an object with `code`, `language` and `name`, or several of these. Of a list for `code` or
    /// `reference`, texts are the lines of one workflow.
    private static List<Case.Workflow> workflows(Fields fields, String name, Language language) {
        List<JsonNode> nodes = fields.list(name);
        boolean lines =
                !name.equals("wrong") && nodes.size() > 1 && nodes.stream().allMatch(JsonNode::isTextual);
        if (lines) {
            String code = nodes.stream().map(JsonNode::asText).collect(Collectors.joining("\n"));
            return List.of(new Case.Workflow(language, code, ""));
        }
        return nodes.stream()
                .map(node -> {
                    if (node.isTextual()) {
                        return new Case.Workflow(language, node.asText(), "");
                    }
                    Fields each = Fields.of(node, fields.at(name)).only(List.of("code", "language", "name"));
                    Language own =
                            each.text("language").flatMap(SuiteReader::guest).orElse(language);
                    return new Case.Workflow(own, each.required("code"), each.text("name", ""));
                })
                .toList();
    }
}
