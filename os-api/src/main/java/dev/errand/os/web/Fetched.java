package dev.errand.os.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.DeviceFailure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.MediaType;

/// What a server answered, at the end of all redirects.
record Fetched(int status, Headers headers, ByteBuffer body, WebAddress address) {
    /// @throws DeviceFailure where the server did not answer with what was asked for
    Fetched successful() {
        if (status < 200 || status >= 300) {
            throw DeviceFailure.unreachable(
                    "%s answered with status %d.".formatted(address.hostAndPort(), status),
                    status == 404 || status == 410 ? "Check the address." : "Try again later, or another address.");
        }
        return this;
    }

    /// Lower-case, without parameters; empty if the server does not say.
    String type() {
        return mediaType()
                .map(type -> (type.type() + "/" + type.subtype()).toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private Optional<MediaType> mediaType() {
        return Optional.ofNullable(headers.get("Content-Type")).map(MediaType::parse);
    }

    boolean isPage() {
        return type().equals("text/html") || type().equals("application/xhtml+xml");
    }

    /// The charset that the server declares.
    Optional<Charset> charset() {
        return mediaType().map(type -> type.charset(null));
    }

    byte[] bytes() {
        byte[] copy = new byte[body.remaining()];
        body.duplicate().get(copy);
        return copy;
    }

    /// @throws DeviceFailure (invalid) if the body is no text
    String text() {
        boolean isText = type().isEmpty()
                || type().startsWith("text/")
                || type().matches(
                                "application/([\\w.+-]*\\+)?(json|xml|javascript|x-www-form-urlencoded|x-ndjson|yaml)");
        if (!isText && !isPage()) {
            throw DeviceFailure.invalid(
                    "What %s gave is no text (%s).".formatted(address.hostAndPort(), type()),
                    "Save it as a file with web.download.");
        }
        return charset()
                .or(this::markedCharset)
                .map(charset -> new String(bytes(), charset).replace("\uFEFF", ""))
                .orElseGet(this::guessed);
    }

    private Optional<Charset> markedCharset() {
        byte[] bytes = bytes();
        int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        return first == 0xfeff || first == 0xfffe ? Optional.of(StandardCharsets.UTF_16) : Optional.empty();
    }

    private String guessed() {
        if (isPage()) {
            return new String(bytes(), Article.charsetOf(bytes()));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString()
                    .replace("\uFEFF", "");
        } catch (CharacterCodingException e) {
            return new String(bytes(), StandardCharsets.ISO_8859_1);
        }
    }

    ObjectNode headersAsJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String name : headers.names()) {
            json.put(name.toLowerCase(Locale.ROOT), String.join(", ", headers.values(name)));
        }
        return json;
    }
}
