package dev.errand.evaluation.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.evaluation.check.Fields;
import dev.errand.evaluation.check.MalformedCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the device of a case comes from: the home's, the sample device, a folder, or nothing; and what is put on it
/// or taken off it then.
///
/// @param contents what is put on the device, in the fields that [Contents] describes
/// @param remove   patterns of paths in the home that are taken off before that, such as `contacts/sofia*.vcf`
/// @param settings dotted key → value, over those of the device
public record DeviceSource(Base base, Optional<Path> folder, Fields contents, List<String> remove, Fields settings) {
    /// What a device is made of first.
    public enum Base {
        /// The device of the home that the evaluation was given; the sample device where there is none.
        HOME,
        SAMPLE,
        FOLDER,
        EMPTY
    }

    private static final List<String> OWN = List.of("base", "sample", "remove", "config");

    /// @param suite the folder of the suite, which paths of folders are relative to; empty for a shipped suite
    /// @throws MalformedCase if it cannot be understood
    static DeviceSource parse(Fields parent, String name, Optional<Path> suite) {
        Fields nothing = new Fields(JsonNodeFactory.instance.objectNode(), parent.at(name));
        Optional<JsonNode> node = parent.get(name);
        if (node.isEmpty()) {
            return new DeviceSource(Base.HOME, Optional.empty(), nothing, List.of(), nothing);
        } else if (node.get().isTextual()) {
            return of(node.get().asText(), nothing, suite);
        }
        Fields fields = Fields.of(node.get(), parent.at(name));
        List<String> known = new java.util.ArrayList<>(OWN);
        known.addAll(Contents.FIELDS);
        fields.only(known);
        ObjectNode contents = fields.node().deepCopy();
        contents.remove(OWN);
        Fields settings = fields.get("config")
                .map(each -> Fields.of(each, fields.at("config")))
                .orElse(nothing);
        Contents.require(new Fields(contents, fields.place()));
        String base = fields.text("base", fields.flag("sample") ? "sample" : "empty");
        DeviceSource from = of(base, nothing, suite);
        return new DeviceSource(
                from.base(), from.folder(), new Fields(contents, fields.place()), fields.texts("remove"), settings);
    }

    private static DeviceSource of(String word, Fields nothing, Optional<Path> suite) {
        Base base = switch (word) {
            case "sample" -> Base.SAMPLE;
            case "empty" -> Base.EMPTY;
            case "home" -> Base.HOME;
            default -> Base.FOLDER;
        };
        if (base != Base.FOLDER) {
            return new DeviceSource(base, Optional.empty(), nothing, List.of(), nothing);
        }
        Path folder =
                suite.map(root -> root.resolve(word)).orElse(Path.of(word)).normalize();
        if (!Files.isDirectory(folder)) {
            throw new MalformedCase(
                    nothing.place(),
                    "there is no folder %s. Name one, relative to the suite, or write \"sample\" or \"empty\"."
                            .formatted(folder));
        }
        return new DeviceSource(base, Optional.of(folder), nothing, List.of(), nothing);
    }

    /// Devices with the same key are the same.
    public String key() {
        return base + " " + folder.map(Path::toString).orElse("") + " " + contents.node() + " " + remove;
    }
}
