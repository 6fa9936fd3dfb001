package dev.errand.runtime.engine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// A real OTLP/HTTP receiver on the loopback, which keeps what arrives.
public final class OtlpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<Metric> metrics = new CopyOnWriteArrayList<>();
    private final List<String> raw = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();

    public OtlpReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> answer(exchange, this::takeSpans));
        server.createContext("/v1/metrics", exchange -> answer(exchange, this::takeMetrics));
        server.start();
    }

    private interface Taker {
        void take(byte[] body) throws IOException;
    }

    /// Answers once all is kept, so that whoever was told that it arrived finds it.
    private void answer(HttpExchange exchange, Taker taker) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        raw.add(new String(body, StandardCharsets.ISO_8859_1));
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Key")));
        taker.take(body);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private void takeSpans(byte[] body) throws IOException {
        for (ResourceSpans resource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
            resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
        }
    }

    private void takeMetrics(byte[] body) throws IOException {
        for (ResourceMetrics resource :
                ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
            resource.getScopeMetricsList().forEach(scope -> metrics.addAll(scope.getMetricsList()));
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Span> spans() {
        return List.copyOf(spans);
    }

    List<Span> named(String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    public List<String> metricNames() {
        return metrics.stream().map(Metric::getName).distinct().toList();
    }

    /// Everything that arrived, byte by byte.
    public String everything() {
        return String.join("", raw);
    }

    List<String> keys() {
        return List.copyOf(keys);
    }

    static Map<String, String> attributes(Span span) {
        return span.getAttributesList().stream()
                .collect(Collectors.toMap(each -> each.getKey(), each -> text(each.getValue())));
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> String.valueOf(value.getIntValue());
            case BOOL_VALUE -> String.valueOf(value.getBoolValue());
            default -> value.toString();
        };
    }

    static String hex(com.google.protobuf.ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
