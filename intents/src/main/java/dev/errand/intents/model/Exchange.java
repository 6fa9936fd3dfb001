package dev.errand.intents.model;

import com.openai.core.http.HttpResponse;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One of the two protocols in which a model can be asked. Thread-safe.
interface Exchange {
    /// Sends one request and hands on what comes back, as it comes.
    ///
    /// @throws ModelTrouble     if something answered that is no answer
    /// @throws RuntimeException of the SDK, for [Troubles#of]
    void make(ChatRequest request, Dialect spoken, Received received) throws IOException;

    /// The media type of a response; empty if it says none.
    static String contentType(HttpResponse response) {
        return String.join(" ", response.headers().values("content-type")).toLowerCase(Locale.ROOT);
    }

    /// The beginning of a response that is not what was asked for.
    static String start(HttpResponse response) throws IOException {
        try (InputStream body = response.body()) {
            return new String(body.readNBytes(400), StandardCharsets.UTF_8);
        }
    }

    /// Whether a page came in place of an answer, such as a proxy's.
    static boolean isPage(String contentType) {
        return contentType.contains("html") || contentType.contains("xml");
    }
}
