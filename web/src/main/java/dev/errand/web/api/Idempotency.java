package dev.errand.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Hash;
import dev.errand.runtime.home.HomeFailure;
import dev.errand.web.http.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Answers that were given to requests with an `Idempotency-Key`, so that the same request gets the same answer
/// however often it is sent, also after a restart. A file each, for a day. Thread-safe.
final class Idempotency {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int STRIPES = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    Idempotency(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            forgetOld(Instant.now().minus(KEPT));
        } catch (IOException e) {
            throw HomeFailure.of("The folder %s for answers cannot be made".formatted(folder), e);
        }
    }

    private void forgetOld(Instant before) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /// The answer to a request: the one that was given before, or else this one.
    ///
    /// @param request all that makes it the same request
    Reply once(String key, String request, Supplier<Reply> answer) {
        String name = Hash.of(key);
        ReentrantLock lock = locks[Math.floorMod(name.hashCode(), STRIPES)];
        lock.lock();
        try {
            Path file = folder.resolve(name + ".json");
            String asked = Hash.of(request);
            JsonNode known = read(file);
            if (!known.isMissingNode() && !known.path("request").asText().equals(asked)) {
                throw Problem.invalid("This Idempotency-Key was used for another request. Use a new one for each.")
                        .thrown();
            }
            if (known.has("status")) {
                return reply(known);
            }
            ObjectNode record = JsonNodeFactory.instance.objectNode().put("request", asked);
            write(file, record); // before anything happens: after a crash the key is not free for another request
            Reply given = answer.get();
            if (given.status() < 500) {
                write(file, written(record, given));
            }
            return given;
        } finally {
            lock.unlock();
        }
    }

    private static ObjectNode written(ObjectNode record, Reply reply) {
        record.put("status", reply.status()).put("type", reply.type()).put("body", reply.body());
        ObjectNode headers = record.putObject("headers");
        reply.headers().forEach(headers::put);
        return record;
    }

    private static Reply reply(JsonNode known) {
        Map<String, String> headers = new HashMap<>();
        known.path("headers")
                .properties()
                .forEach(each -> headers.put(each.getKey(), each.getValue().asText()));
        return new Reply(
                known.path("status").asInt(),
                known.path("type").asText(),
                headers,
                known.path("body").asText());
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return JsonNodeFactory.instance.missingNode();
        } catch (IOException e) {
            throw HomeFailure.of("The answer %s cannot be read".formatted(file), e);
        }
    }

    private static void write(Path file, ObjectNode record) {
        try {
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(beside, record.toString());
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw HomeFailure.of("The answer %s cannot be kept".formatted(file), e);
        }
    }
}
