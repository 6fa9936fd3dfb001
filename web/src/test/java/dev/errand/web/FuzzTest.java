package dev.errand.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Requests that nobody would send on purpose, the same in each build: none of them is a fault of ours. How many, and
/// from which seed on, can be told with `-Derrand.fuzz.requests` and `-Derrand.fuzz.seed`.
@Timeout(600)
class FuzzTest {
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "get", "BREW", "");
    private static final List<String> PATHS = List.of(
            "/",
            "/inbox",
            "/runs/RUN",
            "/runs/RUN/approve",
            "/login?ticket=x",
            "/assets/app.css",
            "/health",
            "/metrics",
            "/openapi.json",
            "/api/v1/runs",
            "/api/v1/runs/RUN",
            "/api/v1/runs/RUN/approve",
            "/api/v1/runs/RUN/deny",
            "/api/v1/runs/RUN/answer",
            "/api/v1/runs/RUN/cancel",
            "/api/v1/runs/RUN/undo",
            "/api/v1/runs?limit=5&before=RUN",
            "/api/v1/inbox",
            "/api/v1/rules",
            "/api/v1/transcriptions",
            "/mcp",
            "/v1/chat/completions",
            "/v1/models",
            "/v1/models/errand");
    private static final List<String> HEADERS = List.of(
            "Host: evil.example",
            "Origin: null",
            "Sec-Fetch-Site: cross-site",
            "Content-Type: text/plain",
            "Content-Type: application/json; charset=\"utf-7\"",
            "Content-Type: multipart/form-data",
            "Content-Encoding: gzip",
            "Transfer-Encoding: chunked",
            "Content-Length: 99999999999999999999",
            "Content-Length: -1",
            "Expect: 100-continue",
            "Idempotency-Key: ",
            "Idempotency-Key: \u00e4\u0001",
            "Last-Event-ID: 99999999999999999999",
            "Prefer: wait=99999999999",
            "Accept: \u0000",
            "Accept-Language: x-\u00ff, ;q=2",
            "Mcp-Session-Id: ../../etc/passwd",
            "MCP-Protocol-Version: \"\"",
            "X-Stainless-Retry-Count: -1",
            "Cookie: errand=\u00ff; =; ;;",
            "Range: bytes=0-0,1-1,-5",
            "Upgrade: websocket");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "[]",
            "null",
            "0",
            "{\"intent\": \"what time is it\", \"planner\": \"offline\"}",
            "{\"code\": \"return 1\"}",
            "{\"code\": \"throw 1\", \"after\": \"RUN\", \"locale\": \"\\u0000\"}",
            "{\"effects\": [{\"number\": 1, \"arguments\": {\"to\": null}}], \"approval\": \"RUN.1\"}",
            "{\"effects\": [1, 2], \"raise\": {\"usd\": {}}, \"remember\": 7}",
            "{\"text\": \"\\ud800\", \"reason\": []}",
            "{\"model\": \"errand\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"stream\": true}",
            "{\"model\": \"errand\", \"messages\": [{\"role\": {}, \"content\": [{}]}], \"n\": \"x\"}",
            "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"initialize\", \"params\": []}",
            "{\"jsonrpc\": \"2.0\", \"id\": {}, \"method\": \"tools/call\", \"params\": {\"name\": null}}",
            "a=b&a=b&%zz=%",
            "\u00ff\u00fe{\u0000}");

    @TempDir
    Path home;

    private Served served;
    private String run;
    private Random chance;

    @Test
    void noRequestIsAFaultOfOurs() throws IOException {
        int requests = Integer.getInteger("errand.fuzz.requests", 600);
        long seed = Long.getLong("errand.fuzz.seed", 1);
        chance = new Random(seed);
        TreeMap<String, Integer> answers = new TreeMap<>();
        try (Served open = Served.at(home)) {
            served = open;
            run = open.run("mail.send({to: 'jane@example.com', subject: 'Hi', body: 'x'});")
                    .path("id")
                    .asText();
            for (int i = 0; i < requests; i++) {
                byte[] request = request();
                String status = status(request);
                answers.merge(status, 1, Integer::sum);
                assertThat(status)
                        .as("request %d from seed %d: %s", i, seed, new String(request, StandardCharsets.ISO_8859_1))
                        .isNotEqualTo("500");
            }
            assertThat(served.get("/health").statusCode()).isEqualTo(200);
        }
        assertThat(answers.keySet()).as(answers.toString()).contains("200", "400", "404", "422");
    }

    /// Most requests get past the server itself.
    private String method() {
        return chance.nextInt(5) == 0 ? any(METHODS) : chance.nextInt(3) == 0 ? "GET" : "POST";
    }

    private byte[] request() {
        StringBuilder request = new StringBuilder(method()).append(' ').append(any(PATHS));
        if (chance.nextInt(20) == 0) {
            request.append(noise(chance.nextInt(20)));
        }
        request.append(chance.nextInt(30) == 0 ? "" : " HTTP/1.1").append("\r\n");
        if (chance.nextInt(20) != 0) {
            request.append("Host: 127.0.0.1\r\n");
        }
        if (chance.nextInt(10) != 0) {
            request.append("Authorization: Bearer ").append(served.token).append("\r\n");
        }
        if (chance.nextInt(5) != 0) {
            request.append("Content-Type: application/json\r\n");
        }
        for (int i = Math.max(0, chance.nextInt(5) - 2); i > 0; i--) {
            request.append(any(HEADERS)).append("\r\n");
        }
        String body = broken(any(BODIES));
        request.append("Content-Length: ").append(body.length()).append("\r\nConnection: close\r\n\r\n");
        return request.append(body).toString().replace("RUN", run).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String broken(String body) {
        return switch (chance.nextInt(6)) {
            case 0 -> body.substring(0, body.length() * chance.nextInt(10) / 10);
            case 1 -> body + noise(5);
            case 2 -> "[".repeat(chance.nextInt(3000)) + body;
            default -> body;
        };
    }

    private String noise(int length) {
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < length; i++) {
            noise.append((char) chance.nextInt(256));
        }
        return noise.toString();
    }

    private String any(List<String> of) {
        return of.get(chance.nextInt(of.size()));
    }

    /// What is answered; what is not answered is nobody's fault where the request has no end.
    private String status(byte[] request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", served.address("/").getPort())) {
            socket.setSoTimeout(3000);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
            return answer.length() == 12 && answer.startsWith("HTTP/1.") ? answer.substring(9) : "none";
        } catch (SocketTimeoutException | SocketException e) {
            return "none";
        }
    }
}
