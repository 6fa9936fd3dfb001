package dev.errand.intents.voice;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// A form with a file, as HTTP sends it (RFC 7578).
final class Multipart {
    private final String boundary = "errand-" + UUID.randomUUID();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Multipart field(String name, String value) {
        head("form-data; name=\"" + name + "\"", "text/plain; charset=utf-8");
        body.writeBytes(value.getBytes(StandardCharsets.UTF_8));
        return line("");
    }

    Multipart file(String name, String file, String type, byte[] content) {
        head("form-data; name=\"%s\"; filename=\"%s\"".formatted(name, file), type);
        body.writeBytes(content);
        return line("");
    }

    private void head(String disposition, String type) {
        line("--" + boundary)
                .line("Content-Disposition: " + disposition)
                .line("Content-Type: " + type)
                .line("");
    }

    private Multipart line(String text) {
        body.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /// Call it last.
    byte[] bytes() {
        line("--" + boundary + "--");
        return body.toByteArray();
    }
}
