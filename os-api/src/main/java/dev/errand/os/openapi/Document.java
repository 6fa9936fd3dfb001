package dev.errand.os.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.errand.os.device.DeviceFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;

/// An OpenAPI document of version 3, without what no call needs.
record Document(JsonNode json) {
    static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final int LARGEST = 10 * 1024 * 1024;
    private static final List<String> OF_OPERATION =
            List.of("operationId", "summary", "description", "parameters", "requestBody", "security");
    private static final List<String> OF_COMPONENTS =
            List.of("schemas", "parameters", "requestBodies", "securitySchemes");
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Reads a document in YAML or JSON as somebody else wrote it.
    ///
    /// @throws DeviceFailure if it is none that can be used
    static Document read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw DeviceFailure.invalid(
                        file + " is larger than 10 MB.", "Import a document of the part of the service that you need.");
            }
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(LARGEST);
            ObjectMapper yaml = new ObjectMapper(
                    YAMLFactory.builder().loaderOptions(options).build());
            boolean isJson = file.toString().endsWith(".json");
            return of(file, (isJson ? JSON : yaml).readTree(file.toFile()));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw DeviceFailure.invalid(
                    file + " is no JSON or YAML: line " + line + " cannot be understood.", "Check the file.");
        } catch (IOException e) {
            throw DeviceFailure.notFound(file + " cannot be read.", "Check the path and that you may read the file.");
        }
    }

    private static Document of(Path file, JsonNode json) {
        String version = json == null ? "" : json.path("openapi").asText();
        if (!version.startsWith("3.") || !json.path("paths").isObject()) {
            throw DeviceFailure.invalid(
                    file + " is no OpenAPI document of version 3.",
                    "Documents of version 2 (swagger) can be converted; ask the service's makers for one of version 3.");
        }
        return new Document(withoutWhatNoCallNeeds(json));
    }

    private static ObjectNode withoutWhatNoCallNeeds(JsonNode json) {
        ObjectNode kept = JSON.createObjectNode();
        for (String each : List.of("openapi", "info", "servers", "security")) {
            keep(json, each, kept);
        }
        OF_COMPONENTS.forEach(each -> keep(json.path("components"), each, kept.withObjectProperty("components")));
        ObjectNode paths = kept.putObject("paths");
        json.path("paths").properties().forEach(path -> {
            ObjectNode item = paths.putObject(path.getKey());
            keep(path.getValue(), "parameters", item);
            METHODS.stream().sorted().forEach(method -> {
                if (path.getValue().path(method).isObject()) {
                    OF_OPERATION.forEach(
                            each -> keep(path.getValue().path(method), each, item.withObjectProperty(method)));
                }
            });
        });
        return kept;
    }

    private static void keep(JsonNode from, String member, ObjectNode to) {
        if (from.has(member)) {
            to.set(member, from.get(member));
        }
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, JSON.writeValueAsString(json));
    }

    static Document stored(Path file) throws IOException {
        return new Document(JSON.readTree(file.toFile()));
    }

    /// Follows a reference within the document.
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.startsWith("#/") ? json.at(reference.substring(1)) : node;
    }

    /// The address of the service as the document gives it, if it is a whole one.
    Optional<String> server() {
        JsonNode server = json.path("servers").path(0);
        String url = server.path("url").asText("");
        for (var each : server.path("variables").properties()) {
            url = url.replace(
                    "{" + each.getKey() + "}", each.getValue().path("default").asText(""));
        }
        return Optional.of(url).filter(whole -> whole.startsWith("https://") || whole.startsWith("http://"));
    }
}
