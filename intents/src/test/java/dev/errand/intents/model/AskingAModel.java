package dev.errand.intents.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.intents.ModelAccess;
import dev.errand.intents.Plan;
import dev.errand.intents.PlanRequest;
import dev.errand.intents.Planner;
import dev.errand.intents.Planning;
import dev.errand.intents.WorkflowCheck;
import dev.errand.intents.model.OpenAiServer.Response;
import dev.errand.sandbox.check.JavaScriptChecker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/// A planner, a server for it to ask, and what it said on the way. No test here waits for a retry.
abstract class AskingAModel {
    static final String KEY = "sk-test-4711-secret-0815";
    static final String GOOD = "user.say(\"Hello\");";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T09:00:00Z"));

    final List<Duration> slept = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<RecordedExchange> recorded = new ArrayList<>();
    final StringBuilder tokens = new StringBuilder();
    OpenAiServer server = new OpenAiServer();

    private final Planner.Progress progress = new Planner.Progress() {
        @Override
        public void token(String text) {
            tokens.append(text);
        }

        @Override
        public void note(String text) {
            notes.add(text);
        }
    };

    @AfterEach
    void nothingSpokeOfTheKey() {
        server.close();
        assertThat(notes).noneMatch(each -> each.contains(KEY) || each.contains("-0815"));
        assertThat(recorded).noneMatch(each -> each.toString().contains(KEY));
    }

    void serve(Response... responses) {
        server.close();
        server = new OpenAiServer(responses);
    }

    ModelAccess access() {
        return new ModelAccess(server.baseUrl(), KEY, "scripted", Duration.ofSeconds(20), 2, 2);
    }

    Planning plan(ModelAccess access, PlanRequest request) {
        Planner planner = new ModelPlanner(
                access,
                new WorkflowCheck(new JavaScriptChecker()),
                recorded::add,
                new WordRanking(),
                new Surroundings(slept::add, CLOCK, () -> 0.5));
        Planning planning = planner.plan(request, progress);
        assertThat(planning.toString() + planner).doesNotContain(KEY).doesNotContain("-0815");
        return planning;
    }

    Planning plan() {
        return plan(access(), SmallDevice.request("say hello"));
    }

    Plan planned() {
        Planning planning = plan();
        assertThat(planning).isInstanceOf(Planning.Planned.class);
        return ((Planning.Planned) planning).plan();
    }

    static Planning.Failed failed(Planning planning) {
        assertThat(planning).isInstanceOf(Planning.Failed.class);
        return (Planning.Failed) planning;
    }

    static Response events(String... lines) {
        return new Response.Raw(200, Map.of("Content-Type", "text/event-stream"), String.join("\n\n", lines) + "\n\n");
    }
}
