package dev.errand.intents.model;

import dev.errand.intents.ModelAccess;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner;
import dev.errand.intents.Planning;
import dev.errand.intents.WorkflowCheck;
import dev.errand.os.operation.Catalogue;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Asks a language model for the workflow.
///
/// The model is told the declarations of the operations, the words of the intent, time, zone and language, what the
/// person wrote down for planners, the reasons of denials, and where earlier plans failed: no data of the device. Its
/// answer is checked; findings go back to it, at most [ModelAccess#repairs] times. Requests that fail in a way that
/// may pass (429, 5xx, broken connections, time-outs) are made again, at most [ModelAccess#retries] times for each
/// answer, and every time [Progress#note] says so. Where no answer comes all the same, the [ModelAccess#fallback] is
/// asked, with all that was said before. What else goes wrong ends as [Planning.Failed] that names host and model,
/// never the key.
///
/// Before each request the [dev.errand.intents.Allowance] of the plan is asked; an answer that outgrows it is cut
/// off. Tokens are as counted by the server, or estimated as one for four characters where it does not count.
/// Thread-safe; the model client is loaded with the first request and kept.
public final class ModelPlanner implements Planner {
    private final ModelAccess access;
    private final WorkflowCheck check;
    private final Consumer<RecordedExchange> recorder;
    private final Surroundings surroundings;
    private final Ranking ranking;
    private final Map<ModelAccess, StreamingChatModel> clients = new HashMap<>();

    public ModelPlanner(ModelAccess access, WorkflowCheck check) {
        this(access, check, exchange -> {});
    }

    /// @param recorder hears every full answer, such as [Recording#appendingTo]
    public ModelPlanner(ModelAccess access, WorkflowCheck check, Consumer<RecordedExchange> recorder) {
        this(access, check, recorder, new WordRanking());
    }

    /// @param ranking chooses examples, and skills where there are many
    public ModelPlanner(ModelAccess access, WorkflowCheck check, Consumer<RecordedExchange> recorder, Ranking ranking) {
        this(access, check, recorder, ranking, Surroundings.real());
    }

    ModelPlanner(
            ModelAccess access,
            WorkflowCheck check,
            Consumer<RecordedExchange> recorder,
            Ranking ranking,
            Surroundings surroundings) {
        this.access = access;
        this.check = check;
        this.recorder = recorder;
        this.ranking = ranking;
        this.surroundings = surroundings;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Planning plan(PlanRequest request, Progress progress) {
        warmUp(request);
        Answers answers = new Conversation(
                access, this::client, Prompt.of(request, ranking), surroundings, recorder, request, progress);
        return new Repairs(name(), answers, check, access.repairs(), request, progress).run();
    }

    /// Made when it is first needed; a failure is not remembered.
    private StreamingChatModel client(ModelAccess asked) {
        synchronized (clients) {
            StreamingChatModel known = clients.get(asked);
            if (known == null) {
                known = new OpenAiStreamingModel(asked, surroundings.clock());
                clients.put(asked, known);
            }
            return known;
        }
    }

    /// Loads the checker while the model thinks: in a cold JVM its parser takes a second that nobody need wait for.
    private void warmUp(PlanRequest request) {
        Thread.ofVirtual().name("checker-warm-up").start(() -> {
            try {
                check.inspect(request.language(), "0", new Catalogue(List.of()));
            } catch (RuntimeException _) {
                // What is wrong with the checker is seen when it is used.
            }
        });
    }

    @Override
    public String toString() {
        return "ModelPlanner[%s at %s]".formatted(access.model(), access.host());
    }
}
