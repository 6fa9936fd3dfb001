package dev.errand.os.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.imported.ForeignNames;
import dev.errand.os.imported.ForeignWords;
import dev.errand.os.operation.Catalogue.SkillEntry;
import dev.errand.os.operation.Catalogue.Told;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Parameter;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.os.operation.Recovery;
import dev.errand.os.spi.SkillOrigin;
import dev.errand.os.spi.SkillSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The services whose OpenAPI documents lie in a folder as `NAME.openapi.json`, each a skill of that name.
public final class OpenApiDocuments implements SkillSource {
    private static final String SUFFIX = ".openapi.json";
    private static final int MOST_OPERATIONS = 300;
    private static final int LONGEST_SUMMARY = 120;

    /// What became of a document.
    ///
    /// @param leftOut operations that cannot be used, and why
    public record Imported(SkillEntry skill, List<String> leftOut) {
        public Imported {
            leftOut = List.copyOf(leftOut);
        }
    }

    private final Path folder;

    /// @param folder need not exist
    public OpenApiDocuments(Path folder) {
        this.folder = folder;
    }

    @Override
    public Found find() {
        List<SkillEntry> skills = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().forEach(file -> {
                    try {
                        skills.add(skill(name(file), Document.stored(file)).skill());
                    } catch (IOException | RuntimeException e) {
                        troubles.add("The description in %s cannot be used. Import it again, or take it away."
                                .formatted(file));
                    }
                });
            } catch (IOException e) {
                troubles.add("The folder of skills %s cannot be read. Check that you may.".formatted(folder));
            }
        }
        return new Found(skills, troubles);
    }

    @Override
    public SkillOrigin origin(SkillEntry skill) {
        return new SkillOrigin.Document(folder.resolve(skill.name() + SUFFIX));
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return checked(name.substring(0, name.length() - SUFFIX.length()));
    }

    private static String checked(String name) {
        if (!ForeignNames.isSkillName(name)) {
            throw DeviceFailure.invalid(
                    "A service cannot be called \"" + ForeignWords.line(name, 40) + "\".",
                    "Choose a word of small letters that means nothing else in code, with --name.");
        }
        return name;
    }

    /// Keeps somebody's document as a skill, in the place of one that had the name before.
    ///
    /// @throws DeviceFailure if the document cannot be used
    public Imported add(Path file, String name) {
        Document document = Document.read(file);
        Imported imported = skill(checked(name), document);
        if (imported.skill().operations().isEmpty()) {
            throw DeviceFailure.invalid(
                    file + " describes no operation that can be used. " + String.join(" ", imported.leftOut()),
                    "Import another document.");
        }
        try {
            document.write(folder.resolve(name + SUFFIX));
        } catch (IOException e) {
            throw DeviceFailure.failed("The folder of skills " + folder + " cannot be written.", "Check that you may.");
        }
        return imported;
    }

    private static Imported skill(String name, Document document) {
        Access access = new Access(name, document);
        Set<String> used = new HashSet<>();
        List<Operation> operations = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        document.json()
                .path("paths")
                .properties()
                .forEach(path -> Document.METHODS.stream().sorted().forEach(method -> {
                    JsonNode described = path.getValue().path(method);
                    String original = described.path("operationId").asText(method + " " + path.getKey());
                    if (described.isObject() && operations.size() < MOST_OPERATIONS) {
                        try {
                            Endpoint endpoint = Endpoint.of(document, path.getKey(), method);
                            operations.add(
                                    operation(access, ForeignNames.identifier(original, used), described, endpoint));
                        } catch (Endpoint.Unsupported e) {
                            leftOut.add(
                                    "%s is left out: %s.".formatted(ForeignWords.line(original, 64), e.getMessage()));
                        }
                    } else if (described.isObject()) {
                        leftOut.add(ForeignWords.line(original, 64) + " is left out: there are too many.");
                    }
                }));
        return new Imported(
                new SkillEntry(name, "What the service " + name + " offers", operations, List.of(), Told.ON_REQUEST),
                leftOut);
    }

    /// The service is who gets to know what it is called with, under the name of its skill.
    private static Operation operation(Access access, String name, JsonNode described, Endpoint endpoint) {
        EffectClass effect = endpoint.effect();
        List<Parameter> parameters = endpoint.parameters().stream()
                .map(each -> each.foreign().parameter())
                .toList();
        String words = ForeignWords.line(
                described.path("summary").asText(described.path("description").asText("")), LONGEST_SUMMARY);
        StringBuilder headline = new StringBuilder("Have the service " + access.name() + " do “" + name + "”");
        parameters.forEach(each -> headline.append("[, %1$s: {%1$s}]".formatted(each.name())));
        Origin origin = new Origin(Provenance.OUTSIDE, access.name() + "." + name, Readers.of(List.of(access.name())));
        String meaning = endpoint.method() + " " + endpoint.path() + " " + described;
        return new Operation(
                access.name(),
                name,
                HexFormat.fromHexDigits(Hash.of(meaning), 0, 7),
                words.isEmpty() ? "It says nothing of itself" : "Says of itself: “" + words + "”",
                headline.toString(),
                effect,
                effect.isEffect() ? Recovery.ONCE : Recovery.REPEATABLE,
                Provenance.OUTSIDE,
                parameters,
                EndpointBody.SHAPE,
                List.of(),
                new EndpointBody(access, endpoint, origin));
    }
}
