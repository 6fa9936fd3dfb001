package dev.errand.runtime.telemetry;

import dev.errand.os.device.Settings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where traces and metrics are sent: `OTEL_EXPORTER_OTLP_ENDPOINT`, else `telemetry.otlp` in the configuration.
///
/// @param endpoint of an OTLP/HTTP receiver; `/v1/traces` and `/v1/metrics` are added
/// @param headers  of requests, as in `OTEL_EXPORTER_OTLP_HEADERS`; may be secret
/// @param content  `telemetry.content`: whether words, arguments and results are sent too
public record TelemetrySettings(URI endpoint, Map<String, String> headers, String service, boolean content) {
    private static final String VARIABLE = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\w.:\\[\\]-]+[\\w./~-]*");

    public TelemetrySettings {
        headers = Map.copyOf(headers);
    }

    /// Empty where nothing is to be sent.
    ///
    /// @throws IllegalArgumentException with a message for the person if the address is none
    public static Optional<TelemetrySettings> of(Settings settings, Map<String, String> environment) {
        if (Boolean.parseBoolean(environment.get("OTEL_SDK_DISABLED"))) {
            return Optional.empty();
        }
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(value -> !value.isBlank())
                .or(() -> settings.text("telemetry.otlp").filter(value -> !value.isBlank()))
                .map(address -> new TelemetrySettings(
                        endpoint(address.strip()),
                        headers(environment.getOrDefault("OTEL_EXPORTER_OTLP_HEADERS", "")),
                        environment.getOrDefault("OTEL_SERVICE_NAME", "errand"),
                        settings.text("telemetry.content")
                                .filter("true"::equals)
                                .isPresent()));
    }

    private static URI endpoint(String address) {
        if (ADDRESS.matcher(address).matches()) {
            return URI.create(address.replaceAll("/+$", ""));
        }
        throw new IllegalArgumentException(
                ("What %s or telemetry.otlp says is no address of an OTLP/HTTP receiver. Write one like"
                                + " \"http://localhost:4318\", or remove it.")
                        .formatted(VARIABLE));
    }

    private static Map<String, String> headers(String list) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String each : list.split(",")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                headers.put(
                        each.substring(0, equals).strip(),
                        each.substring(equals + 1).strip());
            }
        }
        return headers;
    }

    /// Headers may hold a key: they are not shown.
    @Override
    public String toString() {
        return endpoint + (content ? ", with content" : ", without content");
    }
}
