package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.spi.SettingSpecs;
import dev.errand.runtime.Errand;
import dev.errand.runtime.budget.Budget;
import dev.errand.runtime.budget.Resource;
import dev.errand.runtime.cli.Health;
import dev.errand.runtime.home.ConfigurationError;
import dev.errand.runtime.home.ConfigurationFile;
import dev.errand.runtime.home.ConfigurationKey;
import dev.errand.runtime.home.HomeFailure;
import dev.errand.runtime.home.SettingValue;
import dev.errand.runtime.notify.Notifications;
import dev.errand.web.http.Source;
import dev.errand.web.page.Lines.Allowance;
import dev.errand.web.page.Lines.SessionLine;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The screen of settings. What it changes is in the settings file, and holds from the next start.
final class SettingsScreen {
    private static final Map<String, Resource> BUDGETS = budgets();

    private final Errand errand;
    private final Health health;
    private final Screen screen;
    private final Sessions sessions;

    SettingsScreen(Errand errand, Screen screen, Sessions sessions) {
        this.errand = errand;
        this.health = new Health(errand);
        this.screen = screen;
        this.sessions = sessions;
    }

    private static Map<String, Resource> budgets() {
        Map<String, Resource> keys = new LinkedHashMap<>();
        keys.put("budget.usd", Resource.USD);
        keys.put("budget.tokens", Resource.TOKENS);
        keys.put("budget.day.usd", Resource.USD);
        keys.put("budget.day.tokens", Resource.TOKENS);
        return keys;
    }

    void show(Context context) {
        show(context, "", List.of());
    }

    /// @param told what came of trying the ways by which the person is told
    private void show(Context context, String notice, List<String> told) {
        Frame frame = screen.frame(context, "settings").noticing(notice);
        Texts t = frame.t();
        List<String> ways = errand.device().settings().texts("notify.ways");
        boolean asks = context.queryParam("model") != null;
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("file", errand.home().configuration().toString());
        shown.put("ways", ways.isEmpty() ? t.get("settings.notices.none") : String.join(", ", ways));
        shown.put("sessions", sessions(context, t));
        shown.put("model", DeviceScreens.found(asks ? health.tried("model") : health.known("model"), t));
        shown.put("voice", DeviceScreens.found(health.known("voice"), t));
        shown.put("budgets", allowances(t));
        shown.put("told", told);
        shown.put("reaches", !ways.isEmpty());
        screen.show(context, "settings", frame, shown);
    }

    private List<SessionLine> sessions(Context context, Texts t) {
        String own = sessions.of(context).map(SessionBook::key).orElse("");
        return sessions.all().stream()
                .map(each -> new SessionLine(
                        each.browser().isEmpty() ? t.get("settings.sessions.unnamed") : each.browser(),
                        switch (each.entrance()) {
                            case LOOPBACK -> t.get("settings.sessions.here", t.time(each.began()));
                            case PUBLIC ->
                                each.source().equals(Source.UNTOLD)
                                        ? t.get("settings.sessions.untold", t.time(each.began()))
                                        : t.get("settings.sessions.elsewhere", t.time(each.began()), each.source());
                        },
                        each.key().equals(own)))
                .toList();
    }

    private List<Allowance> allowances(Texts t) {
        ConfigurationFile file = ConfigurationFile.of(errand.home());
        return BUDGETS.keySet().stream()
                .map(key -> new Allowance(
                        key,
                        t.get("settings." + key),
                        file.get(ConfigurationKey.parse(key))
                                .map(JsonNode::asText)
                                .orElse("")))
                .toList();
    }

    /// Sets limits of what intents may take; an empty field takes one out.
    void limit(Context context) {
        ConfigurationFile file = ConfigurationFile.of(errand.home());
        try {
            Map<ConfigurationKey, JsonNode> limits = new LinkedHashMap<>();
            BUDGETS.forEach((key, resource) -> {
                String typed = Forms.field(context, key).strip();
                if (!typed.isEmpty()) {
                    Budget.parse(resource, typed, key);
                    limits.put(
                            ConfigurationKey.parse(key),
                            SettingValue.of(ConfigurationKey.parse(key), List.of(typed), SettingSpecs.installed()));
                }
            });
            BUDGETS.keySet().stream()
                    .map(ConfigurationKey::parse)
                    .filter(key -> !limits.containsKey(key))
                    .forEach(file::unset);
            file.set(limits);
            Forms.go(context, "/settings");
        } catch (IllegalArgumentException | ConfigurationError | HomeFailure e) {
            context.status(422);
            show(context, Visible.text(String.valueOf(e.getMessage())), List.of());
        }
    }

    /// Tells the person something, by every way that is configured.
    void tryNotices(Context context) {
        Texts t = Screen.texts(context);
        try {
            Notifications notifications = Notifications.configured(errand.device(), errand.catalogue());
            List<String> problems =
                    notifications.tryOut(t.get("settings.notices.tried"), t.get("settings.notices.hint"));
            show(
                    context,
                    Visible.text(String.join("\n", problems)),
                    problems.isEmpty() ? notifications.ways() : List.of());
        } catch (IllegalArgumentException e) {
            context.status(422);
            show(context, Visible.text(String.valueOf(e.getMessage())), List.of());
        }
    }

    /// Sets the language of the page, for this browser.
    static void choose(Context context) {
        String language = Optional.ofNullable(context.formParam("language")).orElse("");
        boolean isSpoken =
                Texts.LANGUAGES.stream().anyMatch(each -> each.getLanguage().equals(language));
        Cookies.set(
                context,
                Screen.LANGUAGE_COOKIE,
                isSpoken ? language : "",
                isSpoken ? Duration.ofDays(365) : Duration.ZERO);
        Forms.go(context, "/settings");
    }

    /// Asks whether it is meant.
    void forget(Context context) {
        screen.show(context, "forgetall", screen.frame(context, "forget"), Map.of());
    }

    /// Forgets every run that has ended.
    void forgotten(Context context) {
        boolean done = errand.owningAlone(() -> errand.keeping().forgetEndedBefore(Instant.now()))
                .isPresent();
        if (done) {
            Forms.go(context, "/runs");
            return;
        }
        context.status(409);
        screen.show(
                context,
                "forgetall",
                screen.frame(context, "forget").noticing(Screen.texts(context).get("forget.busy")),
                Map.of());
    }
}
