package dev.errand.evaluation.suite;

import dev.errand.evaluation.check.Fields;
import dev.errand.evaluation.check.MalformedCase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How the words of a case reach the device by ear.
public sealed interface Speech {
    /// A program speaks them.
    ///
    /// @param voice a part of an installed voice's name, such as `slt`
    /// @param noise how many decibels pink noise lies below the speech; empty: there is none
    record Spoken(String voice, Optional<Integer> noise) implements Speech {}

    /// Somebody spoke them.
    ///
    /// @param file a WAV file
    record Recorded(Path file) implements Speech {}

    /// The name of a voice, `{"voice": "slt", "noise": 20}`, or `{"file": "bread.wav"}`.
    ///
    /// @param folder against which a file is resolved
    /// @throws MalformedCase if it is something else, or the file is not there
    static Optional<Speech> parse(Fields fields, String name, Optional<Path> folder) {
        return fields.get(name).map(node -> {
            if (node.isTextual()) {
                return new Spoken(node.asText(), Optional.empty());
            }
            Fields each = Fields.of(node, fields.at(name)).only(List.of("voice", "noise", "file"));
            Optional<String> file = each.text("file");
            if (file.isEmpty()) {
                return new Spoken(each.required("voice"), each.number("noise"));
            }
            Path there = folder.orElse(Path.of("")).resolve(file.get());
            if (!Files.isRegularFile(there)) {
                throw new MalformedCase(each.at("file"), "there is no file " + there + ".");
            } else if (each.get("voice").isPresent() || each.get("noise").isPresent()) {
                throw new MalformedCase(each.place(), "a recording has its own voice: leave out voice and noise.");
            }
            return new Recorded(there);
        });
    }
}
