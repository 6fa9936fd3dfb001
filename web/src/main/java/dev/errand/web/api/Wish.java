package dev.errand.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.runtime.Errand;
import dev.errand.runtime.Planners;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Resource;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.journal.Entry.RunOptions;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.Entry.Unattended;
import dev.errand.runtime.journal.RunId;
import dev.errand.sandbox.Language;
import dev.errand.web.http.Body;
import dev.errand.web.http.Locales;
import dev.errand.web.http.Problem;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A run that somebody asks for.
///
/// @param intent words; empty if only code is given
/// @param code   the workflow; empty to have it planned
/// @param after  the run whose intent was said before; empty for words that stand alone
public record Wish(
        String intent,
        String code,
        Language language,
        String planner,
        boolean dryRun,
        Budget budget,
        Locale locale,
        Optional<RunId> after) {
    private static final Set<String> MEMBERS =
            Set.of("intent", "code", "language", "planner", "budget", "dryRun", "locale", "after");
    private static final int MOST_CODE = 1_000_000;

    /// What a request asks for.
    ///
    /// @throws Problem.Thrown if it cannot be
    public static Wish of(ObjectNode body, @Nullable String acceptLanguage, Errand errand) {
        Body.only(body, MEMBERS);
        String intent = Body.text(body, "intent").orElse("");
        String code = Body.text(body, "code").orElse("");
        if (intent.isBlank() && code.isBlank()) {
            throw Problem.invalid("Give \"intent\", in words, or \"code\".").thrown();
        }
        if (code.length() > MOST_CODE) {
            throw Problem.tooLarge(MOST_CODE).thrown();
        }
        Locale locale =
                Body.text(body, "locale").map(Locale::forLanguageTag).orElseGet(() -> Locales.of(acceptLanguage));
        String words = intent.isBlank() ? "" : new Intent(intent, Channel.WEB, locale, Instant.now()).text();
        return new Wish(
                words,
                code.isBlank() ? "" : code,
                language(Body.text(body, "language").orElse("js"), errand),
                planner(Body.text(body, "planner").orElse("auto")),
                Body.flag(body, "dryRun"),
                budget(body.get("budget")),
                locale,
                Body.text(body, "after").map(name -> earlier(name, errand.engine())));
    }

    private static RunId earlier(String name, Engine engine) {
        RunId run = new RunId(name);
        if (!engine.knows(run)) {
            throw Problem.invalid("\"after\" names no run of this device.").thrown();
        }
        return run;
    }

    private static Language language(String name, Errand errand) {
        return Language.of(name)
                .filter(errand::speaks)
                .orElseThrow(() -> Problem.invalid("This device runs no workflows in \"%s\".".formatted(name))
                        .thrown());
    }

    private static String planner(String name) {
        // A recording is a file of this machine, and files are not named from outside.
        if (!Planners.isName(name) || name.startsWith("replay:")) {
            throw Problem.invalid("There is no planner \"%s\". Use auto, openai or offline.".formatted(name))
                    .thrown();
        }
        return name;
    }

    private static Budget budget(@Nullable JsonNode given) {
        Budget budget = Budget.NONE;
        if (given == null || given.isNull()) {
            return budget;
        }
        if (!given.isObject()) {
            throw Problem.invalid("\"budget\" is an object of limits: %s.".formatted(String.join(", ", Resource.ids())))
                    .thrown();
        }
        for (Map.Entry<String, JsonNode> limit : given.properties()) {
            Resource resource = Resource.of(limit.getKey())
                    .orElseThrow(() -> Problem.invalid("There is no limit \"%s\"; there are %s."
                                    .formatted(limit.getKey(), String.join(", ", Resource.ids())))
                            .thrown());
            budget = budget.with(resource, amount(resource, limit.getValue()));
        }
        return budget;
    }

    private static BigDecimal amount(Resource resource, JsonNode value) {
        String written = value.isNumber() ? value.decimalValue().toPlainString() : value.toString();
        return Budget.parse(resource, written, "budget." + resource.id());
    }

    /// The first entry of its run.
    ///
    /// @param channel by which it came
    public RunStarted start(Engine engine, Channel channel) {
        RunStarted alone = alone(channel);
        return after.map(run -> alone.following(engine.run(run).start())).orElse(alone);
    }

    private RunStarted alone(Channel channel) {
        Optional<Budget> limits = Optional.of(budget).filter(each -> !each.isEmpty());
        return new RunStarted(
                intent.isEmpty() ? "(code)" : intent,
                channel.id(),
                locale.toLanguageTag(),
                ZoneId.systemDefault().getId(),
                new SecureRandom().nextLong(),
                new RunOptions(
                        code.isEmpty() ? planner : "code",
                        language.id(),
                        false,
                        dryRun,
                        Unattended.PARK,
                        limits.orElse(null)));
    }
}
