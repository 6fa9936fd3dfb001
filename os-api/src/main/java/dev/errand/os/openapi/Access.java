package dev.errand.os.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import dev.errand.os.web.WebService.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/// How a service is reached and how one says who one is: the document says in which form, `[openapi.NAME]` the rest.
record Access(String name, Document document) {
    /// One request's address and secrets.
    record Prepared(Place place, Map<String, String> headers, Optional<Secret> secret) {}

    /// The address below which everything lies.
    ///
    /// @throws DeviceFailure (not configured) if nobody says it
    Place base(Settings settings) {
        Optional<String> configured = settings.text("openapi." + name + ".url");
        String address = configured
                .or(document::server)
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "The document of " + name + " does not say where the service is.",
                        "Write [openapi." + name + "] url = \"https://…\" into the configuration."));
        return Place.of(address, configured.isPresent());
    }

    /// @param address  with everything but secrets
    /// @param required whether the operation is for those only who say who they are
    Prepared prepare(HttpUrl.Builder address, boolean named, boolean required, Settings settings) {
        Optional<Secret> secret = Secret.named("openapi." + name + ".token", settings);
        if (secret.isEmpty()) {
            if (required) {
                throw DeviceFailure.notConfigured(
                        "The service " + name + " wants to know who asks.",
                        "Write [openapi." + name + "] token = \"env:NAME\" into the configuration.");
            }
            return new Prepared(new Place(address.build(), named), Map.of(), secret);
        }
        Map<String, String> headers = new HashMap<>();
        identify(address, headers, secret.get(), settings);
        Place place = new Place(address.build(), named);
        if (!place.isPrivate()) {
            throw DeviceFailure.notConfigured(
                    "The token of " + name + " would go where anybody on the way can read it.",
                    "Use https in openapi." + name + ".url.");
        }
        return new Prepared(place, headers, secret);
    }

    private void identify(HttpUrl.Builder address, Map<String, String> headers, Secret secret, Settings settings) {
        JsonNode scheme = scheme();
        String form = scheme.path("type").asText() + " "
                + scheme.path("scheme").asText().toLowerCase(Locale.ROOT)
                + scheme.path("in").asText();
        switch (form.strip()) {
            case "apiKey query" -> address.addQueryParameter(scheme.path("name").asText(), secret.reveal());
            case "apiKey header" -> {
                String header = scheme.path("name").asText();
                headers.put(isHeader(header) ? header : "Authorization", secret.reveal());
            }
            case "http basic" -> {
                String user = settings.text("openapi." + name + ".user").orElse("");
                byte[] both = (user + ":" + secret.reveal()).getBytes(StandardCharsets.UTF_8);
                headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
            }
            default -> headers.put("Authorization", "Bearer " + secret.reveal());
        }
    }

    static boolean isHeader(String name) {
        return name.matches("[A-Za-z0-9_-]{1,64}");
    }

    /// The first that can be used: a service that wants several at once does not answer, and says so.
    private JsonNode scheme() {
        for (JsonNode each : document.json().path("components").path("securitySchemes")) {
            JsonNode scheme = document.resolved(each);
            if (!scheme.path("in").asText().equals("cookie")) {
                return scheme;
            }
        }
        return document.json().path("nowhere");
    }
}
