package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A folder, below the files root: whether it is there, and which names are in it.
record FolderCheck(String path, Fields fields) implements WorldCheck {
    static FolderCheck parse(Fields fields) {
        fields.only(List.of("folder", "exists", "absent", "files", "count"));
        fields.texts("files");
        fields.number("count");
        fields.flag("absent");
        return new FolderCheck(fields.required("folder").replaceFirst("^(\\./)?(files/)?", ""), fields);
    }

    @Override
    public Finding look(DeviceImage before, DeviceImage after, List<JsonNode> requests) {
        Path folder = after.file(path.equals(".") ? "" : path);
        boolean absent = fields.flag("absent")
                || fields.get("exists")
                        .map(JsonNode::booleanValue)
                        .filter(is -> !is)
                        .isPresent();
        if (absent) {
            return Finding.of(
                    Files.exists(folder)
                            ? Optional.of("folder " + path + " was to be absent, and is there")
                            : Optional.empty(),
                    Set.of("files/" + path + "/"));
        } else if (!Files.isDirectory(folder)) {
            return Finding.of(Optional.of("folder " + path + " was expected, and is not there"), Set.of());
        }
        Set<String> names = names(folder);
        Set<String> covers = new HashSet<>(Set.of("files/" + path + "/"));
        List<String> wanted = fields.texts("files");
        wanted.forEach(name -> covers.add("files/" + path + "/" + name));
        Optional<String> fault = fields.get("files").isPresent() && !names.equals(new TreeSet<>(wanted))
                ? Optional.of("folder %s was to hold %s, and holds %s".formatted(path, new TreeSet<>(wanted), names))
                : fields.number("count")
                        .filter(count -> count != names.size())
                        .map(count -> "folder %s was to hold %d, and holds %s".formatted(path, count, names));
        return Finding.of(fault, covers);
    }

    private static Set<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> names = new TreeSet<>();
            files.forEach(each -> names.add(each.getFileName().toString()));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
