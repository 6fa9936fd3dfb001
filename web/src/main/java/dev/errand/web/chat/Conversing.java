package dev.errand.web.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.intents.Channel;
import dev.errand.intents.Intent;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Engine;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.journal.Entry.RunOptions;
import dev.errand.runtime.journal.Entry.RunStarted;
import dev.errand.runtime.journal.Entry.Unattended;
import dev.errand.runtime.journal.RunId;
import dev.errand.runtime.journal.RunState;
import dev.errand.web.work.Desk;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a message of a conversation means: an answer to the question that is open in it, or an intent. A yes to what
/// waits for approval is neither: it is told where to approve. Thread-safe.
final class Conversing {
    private static final Set<String> CONSENT = Set.of(
            "yes",
            "y",
            "ok",
            "okay",
            "sure",
            "approve",
            "approved",
            "do it",
            "go ahead",
            "confirm",
            "ja",
            "j",
            "genehmigt",
            "mach das",
            "los");

    private final Errand errand;
    private final Desk desk;
    private final Conversations conversations;

    Conversing(Errand errand, Desk desk, Conversations conversations) {
        this.errand = errand;
        this.desk = desk;
        this.conversations = conversations;
    }

    /// What becomes of a message.
    sealed interface Heard {
        /// A run goes on.
        record Going(Desk.Handed handed) implements Heard {}

        /// Nothing goes on; how the run stands is told again.
        ///
        /// @param why told first
        record Nothing(RunId run, String why) implements Heard {}
    }

    private Engine engine() {
        return errand.engine();
    }

    /// @param isRetry whether the client sends what it has sent before, since it heard nothing
    Heard hear(Talk talk, Locale locale, boolean isRetry) {
        Optional<RunId> same = isRetry ? conversations.run(talk.name()).filter(engine()::knows) : Optional.empty();
        Heard heard =
                same.<Heard>map(run -> new Heard.Going(desk.hand(() -> run))).orElseGet(() -> hear(talk, locale));
        if (heard instanceof Heard.Going(Desk.Handed handed)) {
            conversations.remember(talk.name(), handed.run());
        }
        return heard;
    }

    private Heard hear(Talk talk, Locale locale) {
        Optional<RunId> last = conversations.run(talk.sofar()).filter(engine()::knows);
        if (last.isEmpty()) {
            return begin(start(talk, locale).after(talk.before()));
        }
        RunId run = last.get();
        RunState state = engine().run(run).state();
        if (state == RunState.AWAITING_ANSWER) {
            return answer(run, talk.said());
        }
        boolean isConsent =
                CONSENT.contains(talk.said().toLowerCase(Locale.ROOT).replaceAll("[.!\\s]+$", ""));
        if (state.waitsForPerson() && isConsent) {
            return new Heard.Nothing(run, "That cannot be approved in a chat.");
        }
        return begin(start(talk, locale).following(engine().run(run).start()));
    }

    private Heard begin(RunStarted start) {
        return new Heard.Going(desk.hand(() -> engine().start(start)));
    }

    private Heard answer(RunId run, String text) {
        try {
            return new Heard.Going(desk.hand(() -> {
                engine().answer(run, text, Channel.CHAT.id());
                return run;
            }));
        } catch (Refusal e) {
            return new Heard.Nothing(run, e.getMessage());
        }
    }

    private static RunStarted start(Talk talk, Locale locale) {
        return new RunStarted(
                new Intent(talk.said(), Channel.CHAT, locale, Instant.now()).text(),
                Channel.CHAT.id(),
                locale.toLanguageTag(),
                ZoneId.systemDefault().getId(),
                new SecureRandom().nextLong(),
                new RunOptions("auto", "js", false, false, Unattended.PARK, null));
    }

    ObjectNode document(RunId run) {
        return desk.document(run);
    }
}
