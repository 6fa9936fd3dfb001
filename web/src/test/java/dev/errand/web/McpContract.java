package dev.errand.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.sample.SampleDevice;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a client of the Model Context Protocol may rely on, whatever carries its messages. The client is the one that
/// the protocol's makers publish.
@Timeout(120)
abstract class McpContract {
    static final String CAR_TITLE = "Please send my car title to my insurance company";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;

    private final List<ElicitFormRequest> elicited = new CopyOnWriteArrayList<>();
    private final List<ProgressNotification> progress = new CopyOnWriteArrayList<>();

    @BeforeEach
    void device() throws IOException {
        SampleDevice.create(home);
        open();
    }

    /// Makes the home reachable.
    abstract void open() throws IOException;

    /// A new client's way to it.
    abstract McpClientTransport transport();

    private McpSyncClient client() {
        return started(McpClient.sync(transport()));
    }

    private McpSyncClient client(Function<ElicitFormRequest, ElicitResult> person) {
        return started(McpClient.sync(transport())
                .capabilities(
                        McpSchema.ClientCapabilities.builder().elicitation().build())
                .elicitation(request -> {
                    elicited.add(request);
                    return person.apply(request);
                }));
    }

    private McpSyncClient started(McpClient.SyncSpec spec) {
        McpSyncClient client = spec.requestTimeout(Duration.ofSeconds(60))
                .initializationTimeout(Duration.ofSeconds(60))
                .progressConsumer(progress::add)
                .enableCallToolSchemaCaching(true) // and so it checks what tools return
                .build();
        client.initialize();
        return client;
    }

    private static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(CallToolRequest.builder(tool)
                .arguments(arguments)
                .progressToken("p-1")
                .build());
    }

    private static CallToolResult run(McpSyncClient client, String intent) {
        return call(client, "run_intent", Map.of("intent", intent));
    }

    private static JsonNode document(CallToolResult result) {
        return JSON.valueToTree(result.structuredContent());
    }

    private static String text(CallToolResult result) {
        return ((McpSchema.TextContent) result.content().getFirst()).text();
    }

    private static ElicitResult accept(Object answer) {
        return new ElicitResult(ElicitResult.Action.ACCEPT, Map.of("answer", answer));
    }

    @Test
    void thereAreFiveToolsAndNoneApproves() {
        try (McpSyncClient client = client()) {
            List<McpSchema.Tool> tools = client.listTools().tools();
            assertThat(tools)
                    .extracting(McpSchema.Tool::name)
                    .containsExactly("run_intent", "plan_intent", "get_run", "list_pending", "cancel_run");
            assertThat(tools).allSatisfy(tool -> {
                assertThat(tool.description()).isNotBlank();
                assertThat(tool.inputSchema().toString()).doesNotContain("#/components", "approve");
                assertThat(tool.outputSchema()).containsEntry("type", "object");
                assertThat(tool.outputSchema().toString()).doesNotContain("#/components");
                boolean looks =
                        List.of("plan_intent", "get_run", "list_pending").contains(tool.name());
                assertThat(tool.annotations().readOnlyHint()).isEqualTo(looks);
            });
            assertThat(client.getServerInfo().name()).isEqualTo("errand");
            assertThat(client.getServerInstructions()).contains("nothing you say or do approves it");
        }
    }

    @Test
    void anIntentIsCarriedOutAndTellsHowFarItIs() {
        try (McpSyncClient client = client()) {
            CallToolResult result = run(client, "what time is it");
            assertThat(result.isError()).isFalse();
            assertThat(text(result)).matches("It is \\d\\d:\\d\\d\\.");
            assertThat(document(result).path("state").asText()).isEqualTo("succeeded");
            client.ping(); // what was sent before the answer has been heard by now
            assertThat(progress)
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(each.progressToken()).isEqualTo("p-1"));
            // This client hands them on from several threads, so their order says nothing here.
            assertThat(progress).extracting(ProgressNotification::progress).doesNotHaveDuplicates();
            assertThat(progress).extracting(ProgressNotification::message).contains("The plan is ready");
        }
    }

    @Test
    void aQuestionIsAnsweredByThePersonBehindTheClientAndTheApprovalIsNot() {
        try (McpSyncClient client = client(_ -> accept("2"))) {
            CallToolResult result = run(client, CAR_TITLE);
            JsonNode run = document(result);
            assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("awaiting_approval");
            assertThat(elicited).hasSize(1);
            assertThat(elicited.getFirst().message()).contains("insurance company");
            assertThat(elicited.getFirst().requestedSchema().toString()).contains("Harbor Mutual Insurance");
            assertThat(run.at("/effects/0/arguments/to").toString()).contains("harbormutual");
            assertThat(text(result))
                    .contains(
                            "Only the person can approve it, and not here",
                            "errand approve " + run.path("id").asText())
                    .contains("Send");
            assertThat(result.isError()).isFalse();

            JsonNode pending = document(call(client, "list_pending", Map.of()));
            assertThat(pending.at("/inbox/0/id")).isEqualTo(run.path("id"));
            JsonNode cancelled = document(
                    call(client, "cancel_run", Map.of("run", run.path("id").asText())));
            assertThat(cancelled.path("state").asText()).isEqualTo("cancelled");
            assertThat(text(call(client, "list_pending", Map.of()))).isEqualTo("Nothing waits for the person.");
        }
    }

    @Test
    void aQuestionThatIsNotAnsweredWaits() {
        try (McpSyncClient declining = client(_ -> new ElicitResult(ElicitResult.Action.DECLINE, null))) {
            CallToolResult declined = run(declining, CAR_TITLE);
            assertThat(document(declined).path("state").asText()).isEqualTo("awaiting_answer");
            assertThat(elicited).hasSize(1);
            assertThat(text(declined)).contains("1. Beacon Home Insurance", "errand answer");
        }
        try (McpSyncClient unable = client()) {
            assertThat(document(run(unable, CAR_TITLE)).path("state").asText()).isEqualTo("awaiting_answer");
            assertThat(elicited).hasSize(1);
        }
    }

    @Test
    void anAnswerThatDoesNotFitIsAskedForAgain() {
        try (McpSyncClient client = client(_ -> accept(elicited.size() == 1 ? "Nobody Ltd" : "Harbor Mutual"))) {
            assertThat(document(run(client, CAR_TITLE)).path("state").asText()).isEqualTo("awaiting_approval");
            assertThat(elicited).hasSize(2);
        }
    }

    @Test
    void aPlanIsShownAndNothingIsDone() {
        try (McpSyncClient client = client()) {
            CallToolResult planned = call(client, "plan_intent", Map.of("intent", "add oat milk to my shopping list"));
            assertThat(document(planned).path("state").asText()).isEqualTo("previewed");
            assertThat(text(planned)).contains("nothing has been", "oat milk", "errand approve");
            CallToolResult seen = call(
                    client,
                    "get_run",
                    Map.of("run", document(planned).path("id").asText()));
            assertThat(document(seen)).isEqualTo(document(planned));
        }
    }

    @Test
    void whatFollowsIsUnderstoodByWhatWasSaidBefore() {
        try (McpSyncClient client = client()) {
            JsonNode first = document(run(client, "what is the weather in Berlin"));
            CallToolResult next = call(
                    client,
                    "run_intent",
                    Map.of("intent", "and tomorrow?", "after", first.path("id").asText()));
            assertThat(document(next).path("state").asText()).isNotEqualTo("declined");
            assertThat(text(call(client, "run_intent", Map.of("intent", "hi", "after", "r-00000000"))))
                    .contains("names no run");
        }
    }

    @Test
    void whatIsWrongIsSaid() {
        try (McpSyncClient client = client()) {
            assertThatThrownBy(() -> call(client, "approve_run", Map.of()))
                    .isInstanceOf(McpError.class)
                    .hasMessageContaining("run_intent");
            for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                    Map.of(),
                    Map.of("intent", 7),
                    Map.of("intent", " "),
                    Map.of("intent", "x".repeat(100_000)),
                    Map.of("intent", "hi", "planner", "replay:/etc/passwd"),
                    Map.of("intent", "hi", "yes", true),
                    Map.of("intent", "hi", "code", "1"))) {
                CallToolResult result = call(client, "run_intent", wrong);
                assertThat(result.isError()).as(wrong.keySet().toString()).isTrue();
                assertThat(text(result)).isNotBlank().doesNotContain("Exception");
            }
            assertThat(call(client, "get_run", Map.of("run", "r-00000000")).isError())
                    .isTrue();
            assertThat(call(client, "get_run", Map.of("run", List.of(1))).isError())
                    .isTrue();
            assertThat(call(client, "list_pending", Map.of("limit", -1)).isError())
                    .isTrue();
        }
    }

    @Test
    void wordsFromAClientAreNotThePersons() {
        try (McpSyncClient client = client(_ -> accept("2"))) {
            JsonNode run = document(run(client, CAR_TITLE));
            JsonNode shown = document(
                    call(client, "get_run", Map.of("run", run.path("id").asText())));
            assertThat(shown.at("/effects/0/decision").asText()).isEqualTo("asked");
            JsonNode answered = shown.path("steps")
                    .valueStream()
                    .filter(step -> step.path("operation").asText().equals("user.ask"))
                    .findFirst()
                    .orElseThrow();
            assertThat(answered.path("result").asText()).contains("Harbor");
        }
    }

    @Test
    void twoClientsWorkAtOnce() throws InterruptedException {
        try (McpSyncClient one = client();
                McpSyncClient other = client()) {
            List<String> states = new CopyOnWriteArrayList<>();
            List<Thread> threads = List.of(one, other, one, other).stream()
                    .map(client -> Thread.ofVirtual()
                            .start(() -> states.add(document(run(client, "what time is it"))
                                    .path("state")
                                    .asText())))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(states).containsExactly("succeeded", "succeeded", "succeeded", "succeeded");
        }
    }
}
