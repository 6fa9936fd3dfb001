package dev.errand.web.http;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/// What a request brings along.
public final class Body {
    /// Of JSON and of forms.
    public static final long MOST_BYTES = 2_000_000;
    /// How much of what is too large is read and thrown away, in multiples of what may be.
    private static final int READ_ON = 4;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(100).build());
    }

    private Body() {}

    /// The bytes, as long as there are not too many.
    public static byte[] bytes(Context context, long most) {
        long told = context.req().getContentLengthLong();
        try (InputStream in = context.req().getInputStream()) {
            byte[] bytes = told > most ? new byte[0] : in.readNBytes(Math.toIntExact(most + 1));
            if (told > most || bytes.length > most) {
                passOver(in, READ_ON * most);
                throw Problem.tooLarge(most).thrown();
            }
            return bytes;
        } catch (IOException e) {
            throw Problem.notUnderstood("The request ended before all of it was there.")
                    .thrown();
        }
    }

    /// A client that is still sending when it is answered hears nothing of the answer.
    private static void passOver(InputStream in, long most) throws IOException {
        byte[] buffer = new byte[8192];
        long left = most;
        for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
            left -= read;
        }
    }

    /// The JSON object in these bytes; an empty one if there are none.
    public static ObjectNode object(Context context, byte[] bytes) {
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        String type = Optional.ofNullable(context.req().getContentType()).orElse("");
        if (!type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
            throw Problem.wrongType("application/json", type).thrown();
        }
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw Problem.notUnderstood("The body is no JSON document (%s).".formatted(firstLine(e)))
                    .thrown();
        }
        throw Problem.notUnderstood("The body must be a JSON object.").thrown();
    }

    private static String firstLine(IOException e) {
        return e instanceof com.fasterxml.jackson.core.JsonProcessingException json
                ? json.getOriginalMessage()
                : "it cannot be read";
    }

    /// A member that is text, or absent.
    public static Optional<String> text(ObjectNode body, String name) {
        JsonNode value = body.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw Problem.invalid("\"%s\" must be text.".formatted(name)).thrown();
        }
        return Optional.of(value.textValue());
    }

    /// A member that is true or false; false if it is absent.
    public static boolean flag(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw Problem.invalid("\"%s\" must be true or false.".formatted(name))
                    .thrown();
        }
        return value.booleanValue();
    }

    /// Refuses members that nobody would look at: a misspelt one may be the one that mattered.
    public static void only(ObjectNode body, java.util.Set<String> names) {
        body.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw Problem.invalid("There is no member \"%s\" here; there are %s."
                                .formatted(name, String.join(", ", new java.util.TreeSet<>(names))))
                        .thrown();
            }
        });
    }
}
