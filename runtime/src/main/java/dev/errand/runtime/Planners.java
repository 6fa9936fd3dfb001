package dev.errand.runtime;

import dev.errand.intents.ModelAccess;
import dev.errand.intents.Planner;
import dev.errand.intents.Planning;
import dev.errand.intents.Usage;
import dev.errand.intents.WorkflowCheck;
import dev.errand.intents.model.ModelPlanner;
import dev.errand.intents.model.Recording;
import dev.errand.intents.model.ReplayPlanner;
import dev.errand.intents.offline.AutoPlanner;
import dev.errand.intents.offline.OfflinePlanner;
import dev.errand.os.device.Settings;
import dev.errand.os.meaning.Embedding;
import dev.errand.os.meaning.Embeddings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The planners there are, by the names of the command line: `auto`, `openai`, `offline`, `replay:FILE`.
public final class Planners {
    private static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";
    private static final String DEFAULT_MODEL = "gpt-4o-mini";
    private static final String REPLAY = "replay:";

    private final Map<String, String> environment;
    private final Settings settings;
    private final WorkflowCheck check;
    private final OfflinePlanner offline = new OfflinePlanner(this::meaning);
    private volatile boolean staying;

    Planners(Map<String, String> environment, Settings settings, WorkflowCheck check) {
        this.environment = environment;
        this.settings = settings;
        this.check = check;
    }

    /// The planners of somebody who opens no home and plans more than once.
    ///
    /// @param environment variables that say how a model is reached, over the settings
    public static Planners of(Map<String, String> environment, Settings settings, WorkflowCheck check) {
        Planners planners = new Planners(environment, settings, check);
        planners.stay();
        return planners;
    }

    /// This process will plan more than once: what takes a second to load is worth it from now on.
    void stay() {
        staying = true;
    }

    private Optional<Embedding> meaning() {
        boolean wanted = switch (settings.text("planner.meaning").orElse("")) {
            case "always" -> true;
            case "never" -> false;
            default -> staying;
        };
        return wanted ? Embeddings.installed() : Optional.empty();
    }

    /// Whether there is a planner of this name.
    public static boolean isName(String name) {
        return List.of("auto", "openai", "offline").contains(name)
                || (name.startsWith(REPLAY) && name.length() > REPLAY.length());
    }

    /// @throws IllegalArgumentException if there is no such planner
    public Planner named(String name) {
        return switch (name) {
            case "auto" -> new AutoPlanner(offline, model().orElse(null));
            case "offline" -> offline;
            case "openai" -> model().orElseGet(NotConfigured::new);
            default -> {
                if (!isName(name)) {
                    throw new IllegalArgumentException("There is no planner \"%s\".".formatted(name));
                }
                yield new ReplayPlanner(Path.of(name.substring(REPLAY.length())), check);
            }
        };
    }

    private Optional<Planner> model() {
        return access().map(access -> settings.text("model.record")
                .filter(file -> !file.isBlank())
                .map(file -> new ModelPlanner(access, check, Recording.appendingTo(Path.of(file))))
                .orElseGet(() -> new ModelPlanner(access, check)));
    }

    /// How the person's model is reached; empty if nothing was said about one.
    public Optional<ModelAccess> access() {
        return access(settings, environment::get);
    }

    /// The same for somebody who has nothing but settings.
    static Optional<ModelAccess> access(Settings settings) {
        return access(settings, name -> settings.variable(name).orElse(null));
    }

    private static Optional<ModelAccess> access(Settings settings, Function<String, @Nullable String> environment) {
        Optional<String> key = value("OPENAI_API_KEY", "model.api_key", settings, environment);
        Optional<String> url = value("OPENAI_BASE_URL", "model.base_url", settings, environment);
        if (key.isEmpty() && url.isEmpty()) {
            return Optional.empty();
        }
        ModelAccess access = new ModelAccess(
                        url.orElse(DEFAULT_BASE_URL),
                        key.orElse(""),
                        value("OPENAI_MODEL", "model.name", settings, environment)
                                .orElse(DEFAULT_MODEL),
                        Duration.ofSeconds(number(settings, "model.timeout_seconds", 120)),
                        number(settings, "model.retries", 3),
                        number(settings, "model.repairs", 3))
                .speaking(protocol(settings.text("model.protocol")));
        return Optional.of(fallback(settings, access).map(access::orElse).orElse(access));
    }

    /// Whom a planner asks where the model gives no answer: another model of the same server, or of another one.
    private static Optional<ModelAccess> fallback(Settings settings, ModelAccess first) {
        return settings.text("model.fallback").filter(name -> !name.isBlank()).map(name -> {
            Optional<String> url = settings.text("model.fallback_url");
            // A key is for the server that it was given for.
            String key = settings.dereferenced("model.fallback_key").orElse(url.isPresent() ? "" : first.apiKey());
            return new ModelAccess(
                            url.orElse(first.baseUrl()), key, name, first.timeout(), first.retries(), first.repairs())
                    .speaking(url.isPresent() ? protocol(settings.text("model.fallback_protocol")) : first.protocol());
        });
    }

    private static ModelAccess.Protocol protocol(Optional<String> word) {
        return word.filter("responses"::equals).isPresent()
                ? ModelAccess.Protocol.RESPONSES
                : ModelAccess.Protocol.CHAT;
    }

    private static Optional<String> value(
            String variable, String key, Settings settings, Function<String, @Nullable String> environment) {
        return Optional.ofNullable(environment.apply(variable))
                .filter(v -> !v.isBlank())
                .or(() -> settings.dereferenced(key));
    }

    private static int number(Settings settings, String key, int fallback) {
        return settings.text(key)
                .filter(v -> v.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(fallback);
    }

    /// Stands where a model was asked for by name and none is configured.
    private static final class NotConfigured implements Planner {
        @Override
        public String name() {
            return "openai";
        }

        @Override
        public Planning plan(dev.errand.intents.PlanRequest request, Progress progress) {
            return new Planning.Failed(
                    true,
                    "No language model is configured.",
                    "Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, and OPENAI_MODEL; or use"
                            + " --planner offline.",
                    List.of(),
                    new Usage(0, 0, 0, Duration.ZERO, Duration.ZERO));
        }
    }
}
