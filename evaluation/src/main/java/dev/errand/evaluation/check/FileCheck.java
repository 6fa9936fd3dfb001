package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.errand.os.device.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/// A file, below the files root. Without any condition it must be there.
record FileCheck(String path, Fields fields) implements WorldCheck {
    private static final List<String> KNOWN = List.of(
            "file",
            "exists",
            "absent",
            "contains",
            "lacks",
            "equals",
            "matches",
            "sha256",
            "lines",
            "unchanged",
            "sameAs");

    static FileCheck parse(Fields fields) {
        fields.only(KNOWN);
        String path = fields.required("file").replaceFirst("^(\\./)?(files/)?", "");
        fields.texts("contains");
        fields.texts("lacks");
        fields.texts("matches").forEach(each -> Match.pattern(each, fields.at("matches")));
        fields.number("lines");
        fields.text("equals");
        if (fields.flag("exists") && fields.flag("absent")) {
            throw new MalformedCase(fields.place(), "a file cannot both exist and be absent.");
        }
        return new FileCheck(path, fields);
    }

    private boolean isToBeAbsent() {
        return fields.flag("absent")
                || fields.get("exists")
                        .map(JsonNode::booleanValue)
                        .filter(is -> !is)
                        .isPresent();
    }

    @Override
    public Finding look(DeviceImage before, DeviceImage after, List<JsonNode> requests) {
        Path file = after.file(path);
        boolean there = Files.exists(file);
        Set<String> covers = Set.of("files/" + path, "files/" + path + "/");
        if (isToBeAbsent()) {
            return Finding.of(
                    there ? Optional.of("file " + path + " was to be absent, and is there") : Optional.empty(), covers);
        } else if (!there) {
            return Finding.of(Optional.of("file " + path + " was expected, and is not there"), covers);
        }
        return Finding.of(
                content(before, file).map(fault -> "file " + path + ": " + fault),
                fields.flag("unchanged") ? Set.of() : covers);
    }

    private Optional<String> content(DeviceImage before, Path file) {
        if (Files.isDirectory(file)) {
            return fields.node().size() > 2 ? Optional.of("it is a folder") : Optional.empty();
        }
        byte[] bytes = bytes(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        Optional<String> fault = all("contains", text, (found, wanted) -> found.contains(wanted));
        fault = fault.or(() -> all("lacks", text, (found, wanted) -> !found.contains(wanted)));
        fault = fault.or(() -> all(
                "matches",
                text,
                (found, wanted) -> Match.pattern(wanted, path).matcher(found).find()));
        fault = fault.or(() -> all("equals", text, FileCheck::isSameText));
        fault = fault.or(() -> all("sha256", Hash.of(bytes), String::equalsIgnoreCase));
        fault = fault.or(() -> fields.number("lines")
                .filter(wanted -> text.lines().filter(line -> !line.isBlank()).count() != wanted)
                .map(wanted -> "%d lines were expected, %d are there"
                        .formatted(wanted, text.lines().count())));
        fault = fault.or(() -> fields.text("sameAs").flatMap(other -> difference(before.file(other), bytes, other)));
        return fault.or(
                () -> fields.flag("unchanged") ? difference(before.file(path), bytes, "before") : Optional.empty());
    }

    /// A line end at the end of a file is nobody's concern.
    private static boolean isSameText(String found, String wanted) {
        return found.replace("\r\n", "\n")
                .stripTrailing()
                .equals(wanted.replace("\r\n", "\n").stripTrailing());
    }

    private Optional<String> all(String condition, String found, BiPredicate<String, String> holds) {
        return fields.texts(condition).stream()
                .filter(wanted -> !holds.test(found, wanted))
                .findFirst()
                .map(wanted -> condition + " " + Fields.shown(JsonNodeFactory.instance.textNode(wanted))
                        + " was expected, found " + Fields.shown(JsonNodeFactory.instance.textNode(found)));
    }

    private static Optional<String> difference(Path other, byte[] bytes, String name) {
        return Files.isRegularFile(other) && java.util.Arrays.equals(bytes(other), bytes)
                ? Optional.empty()
                : Optional.of("it was to hold the same bytes as " + name);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
