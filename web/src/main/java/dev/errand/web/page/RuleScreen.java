package dev.errand.web.page;

import dev.errand.os.contacts.Contacts;
import dev.errand.os.operation.Catalogue;
import dev.errand.os.operation.Operation;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.RuleOffer;
import dev.errand.runtime.journal.CallHistory;
import dev.errand.runtime.journal.CallHistory.PastCall;
import dev.errand.runtime.policy.Rule;
import dev.errand.runtime.policy.Rule.Kind;
import dev.errand.runtime.policy.RuleFault;
import dev.errand.runtime.policy.RuleMaker;
import dev.errand.runtime.policy.Rulebook;
import dev.errand.web.http.Problem;
import dev.errand.web.page.Lines.Covered;
import dev.errand.web.page.Lines.RuleLine;
import dev.errand.web.page.Lines.Suggestion;
import dev.errand.web.work.Desk;
import io.javalin.http.Context;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The screen of the person's rules: what they say, how often they decided, what they would have covered, and new ones.
final class RuleScreen {
    private static final int LOOKED_AT = 100;

    private final Errand errand;
    private final Desk desk;
    private final Screen screen;

    RuleScreen(Errand errand, Desk desk, Screen screen) {
        this.errand = errand;
        this.desk = desk;
        this.screen = screen;
    }

    private RuleMaker maker() {
        return new RuleMaker(errand.catalogue(), () -> Contacts.of(errand.device()), new SecureRandom());
    }

    void show(Context context) {
        show(context, "");
    }

    private void show(Context context, String notice) {
        Frame frame = screen.frame(context, "rules").noticing(notice);
        Rulebook book = errand.rules().read();
        screen.show(
                context,
                "rules",
                frame,
                Map.of(
                        "rules",
                        book.rules().stream().map(rule -> line(rule, frame.t())).toList(),
                        "problems",
                        book.problems().stream()
                                .map(problem -> Visible.text(problem.words()))
                                .toList(),
                        "suggestions",
                        errand.engine().suggestions("").stream()
                                .map(RuleScreen::suggestion)
                                .toList(),
                        "operations",
                        errand.catalogue().operations().stream()
                                .filter(operation -> operation.effect().isEffect())
                                .map(Operation::qualifiedName)
                                .sorted()
                                .toList(),
                        "typed",
                        Map.of(
                                "kind", Forms.field(context, "kind"),
                                "operation", Forms.field(context, "operation"),
                                "where", Forms.field(context, "where"),
                                "until", Forms.field(context, "until"))));
    }

    private RuleLine line(Rule rule, Texts t) {
        CallHistory.Uses uses = errand.history().usesOf(rule.id());
        LocalDate until = rule.until();
        return new RuleLine(
                rule.id(),
                t.get("rules.kind." + rule.kind().name().toLowerCase(Locale.ROOT)),
                switch (rule.kind()) {
                    case ALLOW -> "good";
                    case ASK -> "wait";
                    case DENY -> "bad";
                },
                rule.operation(),
                Visible.text(rule.sentence()),
                t.get("rules.made", Visible.text(rule.source().by()), t.time(rule.created())),
                rule.source().run(),
                uses.times() == 0 ? t.get("rules.unused") : t.get("rules.used", uses.times(), t.time(uses.last())),
                until == null ? t.get("rules.forever") : until(until, t));
    }

    private static String until(LocalDate last, Texts t) {
        boolean isOver = LocalDate.now(ZoneId.systemDefault()).isAfter(last);
        return t.get(isOver ? "rules.over" : "rules.until", t.day(last));
    }

    /// Which of the last calls a rule covers.
    void covered(Context context) {
        Frame frame = screen.frame(context, "rules");
        Rule rule = errand.rules()
                .read()
                .rule(context.pathParam("id"))
                .orElseThrow(() -> Problem.notFound("There is no such rule.").thrown());
        RuleMaker maker = maker();
        List<PastCall> past = errand.history().calls(LOOKED_AT);
        List<PastCall> covered = past.stream()
                .filter(call -> call.operation().equals(rule.operation()))
                .filter(call -> maker.covers(rule, call.arguments()))
                .toList();
        screen.show(
                context,
                "covered",
                frame,
                Map.of(
                        "rule",
                        line(rule, frame.t()),
                        "looked",
                        past.size(),
                        "calls",
                        covered.stream()
                                .map(call -> covered(call, errand.catalogue(), frame.t()))
                                .toList()));
    }

    static Covered covered(PastCall call, Catalogue catalogue, Texts t) {
        String headline = catalogue
                .operation(call.operation())
                .map(operation -> operation.describe(call.arguments()))
                .orElse(call.operation());
        return new Covered(Visible.text(headline), t.time(call.at()), "/runs/" + call.run());
    }

    void add(Context context) {
        try {
            Rule rule = maker().make(
                            new RuleMaker.Typed(
                                    kind(context),
                                    Forms.field(context, "operation"),
                                    Forms.field(context, "where")
                                            .lines()
                                            .map(String::strip)
                                            .filter(line -> !line.isEmpty())
                                            .toList(),
                                    until(context),
                                    List.of(),
                                    List.of()),
                            Rule.Source.written(Forms.by(context)),
                            Instant.now());
            add(rule);
            Forms.go(context, "/rules");
        } catch (RuleFault | IllegalArgumentException e) {
            context.status(422);
            show(context, Visible.text(String.valueOf(e.getMessage())));
        }
    }

    private static Suggestion suggestion(RuleOffer offer) {
        Rule.Source source = offer.rule().source();
        return new Suggestion(
                Visible.text(offer.rule().sentence()),
                offer.covered().size(),
                source.run(),
                String.valueOf(source.effect()));
    }

    /// Makes a rule of what was approved again and again, if that is still so.
    void take(Context context) {
        Optional<Rule> rule = errand.engine().suggestions(Forms.by(context)).stream()
                .map(RuleOffer::rule)
                .filter(each -> each.source().run().equals(Forms.field(context, "run"))
                        && String.valueOf(each.source().effect()).equals(Forms.field(context, "effect")))
                .findFirst();
        if (rule.isEmpty()) {
            context.status(409);
            show(context, Screen.texts(context).get("rules.suggested.gone"));
            return;
        }
        add(rule.get());
        Forms.go(context, "/rules");
    }

    private void add(Rule rule) {
        desk.now(() -> {
            errand.rules().add(List.of(rule));
            return rule;
        });
    }

    private static Kind kind(Context context) {
        return Optional.of(Forms.field(context, "kind").toUpperCase(Locale.ROOT))
                .filter(typed -> List.of("ALLOW", "ASK", "DENY").contains(typed))
                .map(Kind::valueOf)
                .orElse(Kind.ASK);
    }

    private static @Nullable LocalDate until(Context context) {
        String typed = Forms.field(context, "until").strip();
        try {
            return typed.isEmpty() ? null : LocalDate.parse(typed);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(Screen.texts(context).get("rules.nodate", Visible.text(typed)), e);
        }
    }

    void remove(Context context) {
        String id = context.pathParam("id");
        desk.now(() -> {
            errand.rules().remove(id);
            return id;
        });
        Forms.go(context, "/rules");
    }
}
