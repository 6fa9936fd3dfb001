package dev.errand.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.intents.ModelAccess;
import dev.errand.intents.model.QuarantinedModel;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Model;
import dev.errand.os.device.Secret;
import dev.errand.os.device.Settings;
import dev.errand.os.spi.Connection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The person's language model.
public final class ModelConnection implements Connection {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final String KEY = "model.api_key";

    @Override
    public String name() {
        return "model";
    }

    @Override
    public Optional<String> configured(Settings settings) {
        return Planners.access(settings).map(access -> access.model() + " at " + access.host());
    }

    @Override
    public String otherwise() {
        return "only sentences that the skills know are understood";
    }

    @Override
    public String command() {
        return "errand setup model";
    }

    /// Asks the server which models it has, which costs nothing; a server that does not say is asked for one word.
    @Override
    public void check(Settings settings, Path cache) {
        ModelAccess access = Planners.access(settings).orElseThrow();
        if (settings.variable("OPENAI_API_KEY").filter(key -> !key.isBlank()).isEmpty()
                && settings.text(KEY).filter(Secret::isReference).isPresent()) {
            Secret.named(KEY, settings); // says where the key should be and is not
        }
        HttpResponse<byte[]> answer = models(access);
        switch (answer.statusCode()) {
            case 200 -> requireModel(access, answer);
            case 401, 403 ->
                throw DeviceFailure.unreachable(
                        "The model server " + access.host() + " refuses the key.",
                        "Enter the right one: errand config set " + KEY + " --secret.");
            default -> ask(access);
        }
    }

    private static HttpResponse<byte[]> models(ModelAccess access) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(access.baseUrl().strip().replaceAll("/+$", "") + "/models"))
                    .timeout(PATIENCE);
            if (!access.apiKey().isBlank()) {
                request.header("Authorization", "Bearer " + access.apiKey().strip());
            }
            return client.send(
                    request.build(),
                    HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST));
        } catch (IllegalArgumentException e) {
            throw DeviceFailure.notConfigured(
                    "The address or the key of the model server makes no sense.",
                    "Set model.base_url to an address such as https://api.openai.com/v1, and model.api_key anew.");
        } catch (IOException e) {
            throw unreachable(access);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(access);
        }
    }

    private static DeviceFailure unreachable(ModelAccess access) {
        return DeviceFailure.unreachable(
                "The model server " + access.host() + " cannot be reached.",
                "Check model.base_url, that the server runs, and the network.");
    }

    /// A list that is no list, or an empty one, says nothing about the model.
    private static void requireModel(ModelAccess access, HttpResponse<byte[]> answer) {
        List<String> names;
        try {
            JsonNode list = new ObjectMapper().readTree(answer.body()).path("data");
            names = list.findValuesAsText("id");
        } catch (JsonProcessingException e) {
            throw DeviceFailure.unreachable(
                    access.host() + " answers, but not like a model server.", "Check model.base_url.");
        } catch (IOException e) {
            throw unreachable(access);
        }
        if (!names.isEmpty() && !names.contains(access.model())) {
            throw DeviceFailure.notConfigured(
                    "The model server %s has no model \"%s\"; it has %s."
                            .formatted(
                                    access.host(),
                                    access.model(),
                                    String.join(", ", names.subList(0, Math.min(8, names.size())))),
                    "Set model.name to one of them.");
        }
    }

    private static void ask(ModelAccess access) {
        ModelAccess brief = new ModelAccess(access.baseUrl(), access.apiKey(), access.model(), PATIENCE, 0, 0);
        new QuarantinedModel(brief).complete(new Model.Prompt("Answer with the one word yes.", "Are you there?"));
    }
}
