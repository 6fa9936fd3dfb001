package dev.errand.web.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.runtime.Errand;
import dev.errand.runtime.engine.Approval;
import dev.errand.runtime.engine.ApprovalId;
import dev.errand.runtime.engine.Refusal;
import dev.errand.runtime.journal.Journal;
import dev.errand.runtime.journal.RunState;
import dev.errand.web.http.EventWriter;
import dev.errand.web.http.Streams;
import dev.errand.web.page.Lines.Batch;
import dev.errand.web.page.Lines.Kind;
import dev.errand.web.work.Desk;
import dev.errand.web.work.Hub;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The screen of all that waits for the person, and the stream that tells open screens of it.
final class Inbox {
    private static final Map<String, RunState> KINDS = kindsInOrder();

    private final Errand errand;
    private final Desk desk;
    private final Screen screen;
    private final Sessions sessions;
    private final Streams streams;

    Inbox(Errand errand, Desk desk, Hub hub, Screen screen, Sessions sessions) {
        this.errand = errand;
        this.desk = desk;
        this.screen = screen;
        this.sessions = sessions;
        this.streams = new Streams(hub);
    }

    private static Map<String, RunState> kindsInOrder() {
        Map<String, RunState> kinds = new LinkedHashMap<>();
        kinds.put("approval", RunState.AWAITING_APPROVAL);
        kinds.put("question", RunState.AWAITING_ANSWER);
        kinds.put("budget", RunState.OVER_BUDGET);
        return kinds;
    }

    void show(Context context) {
        show(context, "");
    }

    private void show(Context context, String notice) {
        Frame frame = screen.frame(context, "inbox").noticing(notice);
        String kind = Optional.ofNullable(context.queryParam("kind"))
                .filter(KINDS::containsKey)
                .orElse("");
        List<Journal.Summary> all = WaitingList.runs(errand.engine());
        List<Journal.Summary> shown = all.stream()
                .filter(run -> kind.isEmpty() || run.state() == KINDS.get(kind))
                .toList();
        screen.show(
                context,
                context.queryParam("part") == null ? "inbox" : "queue",
                frame,
                Map.of(
                        "waiting",
                        WaitingList.of(shown, errand, frame.t()),
                        "batches",
                        Set.of("", "approval").contains(kind) ? WaitingList.batches(errand, frame.t()) : List.of(),
                        "kind",
                        kind,
                        "kinds",
                        kinds(all, frame.t())));
    }

    private static List<Kind> kinds(List<Journal.Summary> all, Texts t) {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(new Kind("", t.get("inbox.kind.all"), all.size()));
        KINDS.forEach((id, state) -> kinds.add(new Kind(id, t.get("inbox.kind." + id), (int)
                all.stream().filter(run -> run.state() == state).count())));
        return kinds;
    }

    /// Approves all of one batch. What is asked must still be the same, and not much may depend on it, whatever the
    /// form says.
    void approve(Context context) {
        Texts t = Screen.texts(context);
        Set<String> wanted = Set.copyOf(context.formParams("approval"));
        List<String> approvals = WaitingList.batches(errand, t).stream()
                .map(Batch::approvals)
                .filter(all -> all.containsAll(wanted) && !wanted.isEmpty())
                .map(all -> all.stream().filter(wanted::contains).toList())
                .findFirst()
                .orElse(List.of());
        List<String> refused = approvals.stream()
                .flatMap(approval -> ApprovalId.parse(approval).stream())
                .flatMap(approval -> approve(approval, Forms.by(context)).stream())
                .toList();
        if (approvals.isEmpty() || !refused.isEmpty()) {
            context.status(409);
            show(context, approvals.isEmpty() ? t.get("inbox.batch.changed") : String.join("\n", refused));
            return;
        }
        context.status(303).header("Location", "/inbox");
    }

    private Optional<String> approve(ApprovalId approval, String by) {
        try {
            desk.hand(
                    () -> {
                        errand.engine()
                                .approve(
                                        approval.run(),
                                        new Approval(Set.of(), Map.of(), by, Optional.empty(), Optional.of(approval)));
                        return approval.run();
                    },
                    Forms.PATIENCE);
            return Optional.empty();
        } catch (Refusal | IllegalArgumentException e) {
            return Optional.of(Visible.text(String.valueOf(e.getMessage())));
        }
    }

    void stream(Context context) {
        Texts t = Screen.texts(context);
        String session = sessions.of(context).orElseThrow();
        streams.serve(context, (writer, watcher) -> tell(writer, watcher, t, session));
    }

    private void tell(EventWriter writer, Hub.Watcher watcher, Texts t, String session)
            throws IOException, InterruptedException {
        Set<String> known = Set.of();
        boolean isFirst = true;
        Instant beat = Instant.now().plus(Streams.BEAT);
        while (!streams.isClosed() && sessions.isOpen(session)) {
            List<Journal.Summary> waiting = WaitingList.runs(errand.engine());
            Set<String> now =
                    waiting.stream().map(run -> run.id() + " " + run.state()).collect(Collectors.toSet());
            if (isFirst || !now.equals(known)) {
                writer.event("waiting", event(waiting, t));
                known = now;
                isFirst = false;
            } else if (Instant.now().isAfter(beat)) {
                writer.event("heartbeat", JsonNodeFactory.instance.objectNode());
                beat = Instant.now().plus(Streams.BEAT);
            }
            writer.flush();
            watcher.next(Streams.BETWEEN_LOOKS);
        }
    }

    /// A notice stands on a locked screen, too: it names what it is about only if the person wants that.
    private ObjectNode event(List<Journal.Summary> waiting, Texts t) {
        boolean withContent = errand.device()
                .settings()
                .text("notify.content")
                .filter("true"::equals)
                .isPresent();
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("count", screen.waiting());
        ArrayNode runs = event.putArray("runs");
        for (Journal.Summary run : waiting) {
            runs.addObject()
                    .put("key", run.id() + " " + run.state().id())
                    .put("address", "/runs/" + run.id())
                    .put("title", t.get(title(run.state())))
                    .put("text", withContent ? Visible.text(run.intent()) : "");
        }
        return event;
    }

    private static String title(RunState state) {
        return switch (state) {
            case AWAITING_ANSWER -> "notice.question";
            case OVER_BUDGET -> "notice.budget";
            case PLANNING,
                    PREVIEWING,
                    PREVIEWED,
                    AWAITING_APPROVAL,
                    AWAITING_TIMER,
                    RUNNING,
                    SUCCEEDED,
                    FAILED,
                    DECLINED,
                    DENIED,
                    CANCELLED,
                    UNDONE -> "notice.approval";
        };
    }
}
