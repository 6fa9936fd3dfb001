package dev.errand.web.page;

import dev.errand.runtime.Errand;
import dev.errand.runtime.cli.Health;
import dev.errand.runtime.cli.Health.Finding;
import dev.errand.web.http.Source;
import dev.errand.web.page.Lines.Fact;
import dev.errand.web.page.Lines.Found;
import dev.errand.web.page.Lines.SessionLine;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Screens about the device itself.
final class DeviceScreens {
    private final Errand errand;
    private final Health health;
    private final Screen screen;
    private final Sessions sessions;

    DeviceScreens(Errand errand, Screen screen, Sessions sessions) {
        this.errand = errand;
        this.health = new Health(errand);
        this.screen = screen;
        this.sessions = sessions;
    }

    void skills(Context context) {
        Frame frame = screen.frame(context, "skills");
        screen.show(
                context,
                "skills",
                frame,
                Map.of("skills", errand.catalogue().skills(), "troubles", errand.skillTroubles()));
    }

    void settings(Context context) {
        Frame frame = screen.frame(context, "settings");
        List<String> ways = errand.device().settings().texts("notify.ways");
        boolean asks = context.queryParam("model") != null;
        screen.show(
                context,
                "settings",
                frame,
                Map.of(
                        "file",
                        errand.home().configuration().toString(),
                        "ways",
                        ways.isEmpty() ? frame.t().get("settings.notices.none") : String.join(", ", ways),
                        "sessions",
                        sessions(context, frame.t()),
                        "model",
                        asks ? found(health.tried("model"), frame.t()) : List.of()));
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

    void status(Context context) {
        Frame frame = screen.frame(context, "status");
        Texts t = frame.t();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(t.get("status.home"), errand.home().data().toString()));
        facts.add(new Fact(
                t.get("status.skills"),
                String.valueOf(errand.catalogue().skills().size())));
        facts.add(new Fact("Java", System.getProperty("java.version")));
        List<Fact> census = errand.engine().census().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new Fact(t.get("state." + each.getKey().id()), String.valueOf(each.getValue())))
                .toList();
        boolean asks = context.queryParam("ask") != null;
        screen.show(
                context,
                "status",
                frame,
                Map.of("facts", facts, "census", census, "findings", found(asks ? health.tried() : health.known(), t)));
    }

    private static List<Found> found(List<Finding> findings, Texts t) {
        return findings.stream()
                .map(each -> new Found(
                        each.name(),
                        t.get("found." + each.state()),
                        tone(each.state()),
                        Visible.text(each.words()),
                        Visible.text(each.remedy())))
                .toList();
    }

    private static String tone(String state) {
        return switch (state) {
            case "healthy" -> "good";
            case "unhealthy" -> "bad";
            case "warning" -> "wait";
            default -> "quiet";
        };
    }
}
