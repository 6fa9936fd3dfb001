package dev.errand.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The Model Context Protocol over streamable HTTP.
class McpHttpTest extends McpContract {
    private static final String START = """
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25",
            "capabilities": {}, "clientInfo": {"name": "raw", "version": "1"}}}""";

    private Served served;

    @Override
    void open() {
        served = Served.at(home);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Override
    McpClientTransport transport() {
        return HttpClientStreamableHttpTransport.builder(served.address("/").toString())
                .jsonMapper(new JacksonMcpJsonMapper(new ObjectMapper()))
                .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + served.token))
                .endpoint("/mcp")
                .build();
    }

    private String session() {
        HttpResponse<String> begun = served.post("/mcp", START);
        assertThat(Served.json(begun).at("/result/protocolVersion").asText()).isEqualTo("2025-11-25");
        return begun.headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    private static String call(String tool, String arguments) {
        return """
                {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "%s", "arguments": %s,
                "_meta": {"progressToken": 7}}}""".formatted(tool, arguments);
    }

    @Test
    void nobodyGetsInWithoutTheTokenOrFromElsewhere() {
        HttpRequest.Builder plain = served.request("/mcp")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(START));
        assertThat(served.send(plain.copy().build()).statusCode()).isEqualTo(401);
        assertThat(served.post("/mcp", START, "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(served.raw("POST /mcp HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer " + served.token
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void aSessionLastsUntilItIsDeleted() {
        String id = session();
        String ping = "{\"jsonrpc\": \"2.0\", \"id\": 2, \"method\": \"ping\"}";
        assertThat(Served.json(served.post("/mcp", ping, "Mcp-Session-Id", id))
                        .path("id")
                        .asInt())
                .isEqualTo(2);
        assertThat(served.post("/mcp", ping).statusCode()).isEqualTo(400);
        assertThat(served.post("/mcp", ping, "Mcp-Session-Id", "nonsense").statusCode())
                .isEqualTo(404);
        assertThat(served.post("/mcp", ping, "Mcp-Session-Id", id, "MCP-Protocol-Version", "1999-01-01")
                        .statusCode())
                .isEqualTo(400);
        assertThat(served.get("/mcp").statusCode()).isEqualTo(405);
        HttpRequest.Builder delete = served.request("/mcp")
                .header("Authorization", "Bearer " + served.token)
                .header("Mcp-Session-Id", id)
                .DELETE();
        assertThat(served.send(delete.build()).statusCode()).isEqualTo(204);
        assertThat(served.post("/mcp", ping, "Mcp-Session-Id", id).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsNoMessageIsRefused() {
        String id = session();
        for (String body : new String[] {
            "{",
            "[]",
            "7",
            "{}",
            "{\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"ping\"}",
            "{\"jsonrpc\": \"2.0\", \"id\": null, \"method\": \"ping\"}",
            "[" + START + "]"
        }) {
            HttpResponse<String> answer = served.post("/mcp", body, "Mcp-Session-Id", id);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(Served.parsed(answer.body()).at("/error/code").asInt()).isIn(-32700, -32600);
        }
        HttpResponse<String> unknown = served.post(
                "/mcp", "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"resources/list\"}", "Mcp-Session-Id", id);
        assertThat(Served.json(unknown).at("/error/code").asInt()).isEqualTo(-32601);
        assertThat(served.post("/mcp", "{\"x\": \"" + "y".repeat(3_000_000) + "\"}", "Mcp-Session-Id", id)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void whoTakesNoStreamGetsTheAnswerAlone() {
        HttpResponse<String> answer = served.post(
                "/mcp", call("run_intent", "{\"intent\": \"what time is it\"}"), "Mcp-Session-Id", session());
        assertThat(Served.json(answer).at("/result/structuredContent/state").asText())
                .isEqualTo("succeeded");
    }

    @Test
    void aClientThatGoesAwayLosesNothing() throws IOException {
        String id = session();
        String body = call("run_intent", "{\"intent\": \"" + CAR_TITLE + "\"}");
        try (Socket socket = new Socket("127.0.0.1", served.address("/").getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + served.token
                                    + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream"
                                    + "\r\nMcp-Session-Id: " + id + "\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(in.readLine()).startsWith("HTTP/1.1 200");
            in.lines().filter(line -> line.contains("notifications/progress")).findFirst();
        } // and away
        JsonNode waiting = Served.json(served.get("/api/v1/inbox"));
        for (int i = 0; i < 400 && waiting.path("inbox").isEmpty(); i++) {
            LockSupport.parkNanos(50_000_000);
            waiting = Served.json(served.get("/api/v1/inbox"));
        }
        assertThat(waiting.at("/inbox/0/state").asText()).isEqualTo("awaiting_answer");
    }

    @Test
    void aCallThatIsCancelledEndsItsRun() throws Exception {
        String id = session();
        String body = call("run_intent", "{\"intent\": \"" + CAR_TITLE + "\"}").replace("\"id\": 7", "\"id\": \"c\"");
        String eliciting = START.replace("\"capabilities\": {}", "\"capabilities\": {\"elicitation\": {}}");
        String asking = served.post("/mcp", eliciting)
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
        HttpRequest request = served.request("/mcp")
                .header("Authorization", "Bearer " + served.token)
                .headers("Content-Type", "application/json", "Accept", "application/json, text/event-stream")
                .header("Mcp-Session-Id", asking)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient()) {
            HttpResponse<java.util.stream.Stream<String>> stream =
                    client.send(request, HttpResponse.BodyHandlers.ofLines());
            java.util.Iterator<String> lines = stream.body().iterator();
            String run = "";
            while (lines.hasNext()) {
                String line = lines.next();
                if (line.contains("began")) {
                    run = line.replaceAll(".*Run (r-[a-z0-9]+) began.*", "$1");
                } else if (line.contains("elicitation/create")) {
                    String cancel = "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/cancelled\", \"params\":"
                            + " {\"requestId\": \"c\"}}";
                    assertThat(served.post("/mcp", cancel, "Mcp-Session-Id", id).statusCode())
                            .as("of another session: nothing happens")
                            .isEqualTo(202);
                    assertThat(served.post("/mcp", cancel, "Mcp-Session-Id", asking)
                                    .statusCode())
                            .isEqualTo(202);
                } else {
                    assertThat(line).doesNotContain("\"id\":\"c\"");
                }
            }
            assertThat(Served.json(served.get("/api/v1/runs/" + run))
                            .path("state")
                            .asText())
                    .isEqualTo("cancelled");
        }
    }
}
