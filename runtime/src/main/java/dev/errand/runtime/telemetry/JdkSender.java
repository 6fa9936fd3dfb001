package dev.errand.runtime.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Sends what an exporter wrote with the JDK's HTTP client, so that no second HTTP library comes along. Once, without
/// trying again: what is not delivered is lost, and never holds up a run.
final class JdkSender implements HttpSender {
    private record Answer(java.net.http.HttpResponse<byte[]> answer) implements HttpResponse {
        @Override
        public int getStatusCode() {
            return answer.statusCode();
        }

        @Override
        public String getStatusMessage() {
            return "HTTP " + answer.statusCode();
        }

        @Override
        public byte[] getResponseBody() {
            return answer.body();
        }
    }

    private final HttpSenderConfig config;
    private final HttpClient client;

    JdkSender(HttpSenderConfig config) {
        this.config = config;
        this.client = HttpClient.newBuilder()
                .connectTimeout(config.getConnectTimeout())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream(Math.max(message.getContentLength(), 32));
            message.writeMessage(body);
            HttpRequest.Builder request = HttpRequest.newBuilder(config.getEndpoint())
                    .timeout(config.getTimeout())
                    .header("Content-Type", config.getContentType())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
            Map<String, List<String>> headers = config.getHeadersSupplier().get();
            headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
            CompletableFuture<?> _ = client.sendAsync(request.build(), BodyHandlers.ofByteArray())
                    .whenComplete((response, failure) -> {
                        if (failure == null) {
                            onResponse.accept(new Answer(response));
                        } else {
                            onError.accept(failure);
                        }
                    });
        } catch (IOException | IllegalArgumentException e) {
            onError.accept(e);
        }
    }

    @Override
    public CompletableResultCode shutdown() {
        client.shutdownNow();
        return CompletableResultCode.ofSuccess();
    }
}
