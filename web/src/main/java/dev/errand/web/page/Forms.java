package dev.errand.web.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.runtime.Errand;
import dev.errand.runtime.budget.Raise;
import dev.errand.runtime.engine.Approval;
import dev.errand.runtime.engine.ApprovalCard;
import dev.errand.runtime.engine.ApprovalId;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.journal.Entry.RunOptions;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.Entry.Unattended;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.policy.Widening.Width;
import dev.errand.web.http.Entrance;
import dev.errand.web.page.EffectView.Tier;
import dev.errand.web.page.Lines.Confirmed;
import dev.errand.web.page.Lines.Field;
import dev.errand.web.work.Desk;
import io.javalin.http.Context;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What the person decides on the screens: plain forms, each answered by going to a screen.
final class Forms {
    /// A decision is often carried out at once; then the next screen shows what came of it without being asked again.
    static final Duration PATIENCE = Duration.ofMillis(1500);

    static final String MODE_COOKIE = "errand_mode";

    private final Errand errand;
    private final Desk desk;
    private final Pages pages;

    Forms(Errand errand, Desk desk, Pages pages) {
        this.errand = errand;
        this.desk = desk;
        this.pages = pages;
    }

    private Engine engine() {
        return errand.engine();
    }

    /// Who decides, as the journal has it.
    static String by(Context context) {
        return Entrance.of(context).filter(Entrance.PUBLIC::equals).isPresent() ? "web, from elsewhere" : "web";
    }

    static String field(Context context, String name) {
        return Optional.ofNullable(context.formParam(name)).orElse("");
    }

    static void go(Context context, String to) {
        context.status(303).header("Location", to);
    }

    void start(Context context) {
        String text = field(context, "intent");
        Texts t = Screen.texts(context);
        Optional<RunId> follows = pages.named(field(context, "after"));
        try {
            Intent intent = new Intent(text, Channel.WEB, t.locale(), Instant.now());
            RunStarted start = new RunStarted(
                    intent.text(),
                    Channel.WEB.id(),
                    t.locale().toLanguageTag(),
                    ZoneId.systemDefault().getId(),
                    new SecureRandom().nextLong(),
                    new RunOptions("auto", "js", false, looksOnly(context), Unattended.PARK, null));
            RunStarted said =
                    follows.map(id -> start.following(engine().run(id).start())).orElse(start);
            go(context, "/runs/" + desk.hand(() -> engine().start(said), PATIENCE));
        } catch (IllegalArgumentException e) {
            context.status(422);
            String notice = text.isBlank() ? t.get("home.empty") : Visible.text(String.valueOf(e.getMessage()));
            follows.ifPresentOrElse(id -> pages.run(context, id, notice), () -> pages.home(context, text, notice));
        }
    }

    /// Whether the run is to stop before its first effect. The choice is kept for the next one.
    private static boolean looksOnly(Context context) {
        boolean looks = field(context, "mode").equals("look");
        if (!field(context, "mode").isEmpty()) {
            Cookies.set(context, MODE_COOKIE, looks ? "look" : "", looks ? Duration.ofDays(365) : Duration.ZERO);
        }
        return looks;
    }

    /// Does something about a run and shows it; what is refused is said there.
    private void decide(Context context, Consumer<RunId> deed, Duration patience) {
        RunId id = pages.id(context);
        try {
            desk.hand(
                    () -> {
                        deed.accept(id);
                        return id;
                    },
                    patience);
            go(context, "/runs/" + id);
        } catch (Refusal | IllegalArgumentException e) {
            context.status(409);
            pages.run(context, id, Visible.text(String.valueOf(e.getMessage())));
        }
    }

    void approve(Context context) {
        RunId id = pages.id(context);
        List<ApprovalCard.Asked> unseen = unseen(context, id);
        if (!unseen.isEmpty()) {
            confirm(context, id, unseen);
            return;
        }
        decide(context, run -> engine().approve(run, approval(context, run)), PATIENCE);
    }

    /// Where much depends on a yes, all of it is to have been displayed. A script on the page says so; where there is
    /// none it is displayed once more.
    private List<ApprovalCard.Asked> unseen(Context context, RunId id) {
        if (!field(context, "seen").isEmpty()) {
            return List.of();
        }
        List<String> chosen = context.formParams("effect");
        List<ApprovalCard.Asked> asked = asked(context, id).stream()
                .filter(effect -> chosen.contains(String.valueOf(effect.number())))
                .toList();
        boolean isHigh = asked.stream().anyMatch(effect -> Tier.of(effect.document()) == Tier.HIGH);
        return isHigh ? asked : List.of();
    }

    /// What the card in the form asked about: an approval, or what was only looked ahead at.
    private List<ApprovalCard.Asked> asked(Context context, RunId id) {
        Optional<ApprovalId> answered = ApprovalId.parse(field(context, "approval"));
        return engine().approval(id)
                .filter(card -> answered.map(card.id()::equals).orElse(true))
                .map(ApprovalCard::effects)
                .orElseGet(() -> engine().foreseen(id));
    }

    private void confirm(Context context, RunId id, List<ApprovalCard.Asked> effects) {
        List<Confirmed> shown = effects.stream()
                .map(effect -> new Confirmed(
                        Visible.text(effect.headline()),
                        effect.arguments().properties().stream()
                                .map(each -> new Field(
                                        each.getKey(),
                                        Visible.text(typed(context, effect, each.getKey(), each.getValue()))))
                                .toList()))
                .toList();
        List<Field> fields = new ArrayList<>();
        context.formParamMap().forEach((name, values) -> {
            if (!name.equals("csrf") && !name.equals("seen")) {
                values.forEach(value -> fields.add(new Field(name, value)));
            }
        });
        pages.confirm(context, id, shown, fields);
    }

    private static String typed(Context context, ApprovalCard.Asked effect, String name, JsonNode before) {
        return Optional.ofNullable(context.formParam("arg." + effect.number() + "." + name))
                .orElseGet(() -> before.isTextual() ? before.textValue() : before.toPrettyString());
    }

    private Approval approval(Context context, RunId id) {
        Texts t = Screen.texts(context);
        Set<Integer> numbers = new HashSet<>();
        context.formParams("effect").forEach(number -> numbers.add(Integer.parseInt(number)));
        List<ApprovalCard.Asked> asked = asked(context, id);
        if (numbers.isEmpty() && !asked.isEmpty()) {
            throw new IllegalArgumentException(t.get("card.none"));
        }
        Map<Integer, Map<String, JsonNode>> edits = new HashMap<>();
        asked.stream()
                .filter(effect -> numbers.contains(effect.number()))
                .forEach(effect -> edited(context, effect).ifPresent(edit -> edits.put(effect.number(), edit)));
        return new Approval(
                numbers,
                edits,
                by(context),
                Optional.of(field(context, "remember"))
                        .filter(width -> !width.isEmpty())
                        .map(width -> Width.valueOf(width.toUpperCase(java.util.Locale.ROOT))),
                ApprovalId.parse(field(context, "approval")));
    }

    private static Optional<Map<String, JsonNode>> edited(Context context, ApprovalCard.Asked effect) {
        Map<String, JsonNode> changes = new HashMap<>();
        effect.arguments()
                .properties()
                .forEach(each -> Optional.ofNullable(context.formParam("arg." + effect.number() + "." + each.getKey()))
                        .flatMap(typed -> Argument.edited(each.getValue(), typed))
                        .ifPresent(value -> changes.put(each.getKey(), value)));
        return changes.isEmpty() ? Optional.empty() : Optional.of(changes);
    }

    void deny(Context context) {
        String reason = field(context, "reason").strip();
        decide(
                context,
                id -> ApprovalId.parse(field(context, "approval"))
                        .ifPresentOrElse(
                                approval -> engine().deny(approval, reason, by(context)),
                                () -> engine().deny(id, reason, by(context))),
                PATIENCE);
    }

    void answer(Context context) {
        decide(context, id -> engine().answer(id, field(context, "text"), by(context)), PATIENCE);
    }

    void raise(Context context) {
        decide(
                context,
                id -> {
                    String typed = field(context, "raise").strip();
                    engine().raise(id, typed.isEmpty() ? List.of() : List.of(Raise.parse(typed)), by(context));
                },
                PATIENCE);
    }

    void cancel(Context context) {
        now(context, id -> engine().cancel(id));
    }

    void undo(Context context) {
        now(context, id -> engine().undo(id, Set.of(), by(context)));
    }

    private void now(Context context, Consumer<RunId> deed) {
        RunId id = pages.id(context);
        try {
            desk.now(() -> {
                deed.accept(id);
                return id;
            });
            go(context, "/runs/" + id);
        } catch (Refusal e) {
            context.status(409);
            pages.run(context, id, Visible.text(e.getMessage()));
        }
    }
}
