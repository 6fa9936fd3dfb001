package dev.errand.web.page;

import dev.errand.os.spi.SkillSource;
import dev.errand.runtime.Errand;
import dev.errand.runtime.cli.Health;
import dev.errand.runtime.cli.Health.Finding;
import dev.errand.runtime.home.ConfigurationError;
import dev.errand.runtime.home.ConfigurationFile;
import dev.errand.runtime.home.ConfigurationKey;
import dev.errand.runtime.home.HomeFailure;
import dev.errand.web.http.Problem;
import dev.errand.web.page.Lines.Fact;
import dev.errand.web.page.Lines.Found;
import dev.errand.web.page.Lines.SwitchedOff;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Screens about the device itself.
final class DeviceScreens {
    private final Errand errand;
    private final Health health;
    private final Screen screen;

    DeviceScreens(Errand errand, Screen screen) {
        this.errand = errand;
        this.health = new Health(errand);
        this.screen = screen;
    }

    void skills(Context context) {
        skills(context, "");
    }

    private void skills(Context context, String notice) {
        Frame frame = screen.frame(context, "skills").noticing(notice);
        Set<String> off = Set.copyOf(switchedOff());
        List<SkillView> skills = errand.catalogue().skills().stream()
                .map(skill -> SkillView.of(
                        skill, errand.origin(skill.name()), off.contains(skill.name()), errand.catalogue(), frame.t()))
                .toList();
        screen.show(
                context,
                "skills",
                frame,
                Map.of(
                        "skills",
                        skills,
                        "troubles",
                        errand.skillTroubles().stream().map(Visible::text).toList(),
                        "off",
                        errand.catalogue().switchedOff().stream()
                                .sorted()
                                .map(name -> new SwitchedOff(name, off.contains(name)))
                                .toList()));
    }

    /// As the settings file says now; what runs knows what it said at the start.
    private List<String> switchedOff() {
        List<String> names = new ArrayList<>();
        ConfigurationFile.of(errand.home())
                .get(ConfigurationKey.parse(SkillSource.OFF))
                .ifPresent(value -> value.forEach(name -> names.add(name.asText())));
        return names;
    }

    /// Switches a skill off or on again. It holds from the next start.
    void switchSkill(Context context) {
        String name = context.pathParam("name");
        boolean isKnown = errand.catalogue().switchedOff().contains(name)
                || errand.catalogue().skills().stream()
                        .anyMatch(skill -> skill.name().equals(name));
        if (!isKnown) {
            throw Problem.notFound("There is no such skill.").thrown();
        }
        try {
            List<String> names = new ArrayList<>(switchedOff());
            names.removeIf(name::equals);
            if (Forms.field(context, "to").equals("off")) {
                names.add(name);
            }
            ConfigurationFile.of(errand.home()).set(SkillSource.OFF, names);
            Forms.go(context, "/skills#skill-" + name);
        } catch (ConfigurationError | HomeFailure e) {
            context.status(409);
            skills(context, Visible.text(String.valueOf(e.getMessage())));
        }
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

    static List<Found> found(List<Finding> findings, Texts t) {
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
