package dev.errand.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody's browser without scripts, which names the host it likes; what a proxy adds is added here.
final class Visitor {
    private static final Pattern SEAL = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final Served served;
    private final String host;
    private final List<String> added;
    final Map<String, String> cookies = new LinkedHashMap<>();

    /// @param added headers, such as `X-Forwarded-For: 203.0.113.7`
    Visitor(Served served, String host, String... added) {
        this.served = served;
        this.host = host;
        this.added = List.of(added);
    }

    /// What was answered.
    record Answer(int status, List<String> head, String body) {
        List<String> headers(String name) {
            return head.stream()
                    .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .toList();
        }

        String header(String name) {
            return headers(name).stream().findFirst().orElse("");
        }

        String seal() {
            Matcher seal = SEAL.matcher(body);
            assertThat(seal.find()).as(body).isTrue();
            return seal.group(1);
        }
    }

    Answer get(String path, String... more) {
        return send("GET", path, "", more);
    }

    Answer post(String path, Map<String, String> fields, String... more) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send("POST", path, form, more);
    }

    /// Fills in the form that is shown to those who are not logged in.
    Answer login(String field, String value) {
        return post("/login", Map.of("csrf", get("/login").seal(), field, value));
    }

    private Answer send(String method, String path, String body, String... more) {
        List<String> lines = new ArrayList<>(
                List.of(method + " " + path + " HTTP/1.1", "Host: " + host, "Accept: text/html", "Connection: close"));
        lines.addAll(added);
        lines.addAll(List.of(more));
        if (!cookies.isEmpty()) {
            lines.add("Cookie: "
                    + cookies.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (method.equals("POST")) {
            lines.add("Content-Type: application/x-www-form-urlencoded");
            lines.add("Content-Length: " + body.length());
        }
        Answer answer = parsed(served.raw(String.join("\r\n", lines) + "\r\n\r\n" + body));
        answer.headers("Set-Cookie").forEach(this::keep);
        return answer;
    }

    private void keep(String cookie) {
        String[] nameAndValue = cookie.split(";", 2)[0].split("=", 2);
        if (nameAndValue[1].isEmpty()) {
            cookies.remove(nameAndValue[0]);
        } else {
            cookies.put(nameAndValue[0], nameAndValue[1]);
        }
    }

    private static Answer parsed(String answer) {
        String[] headAndBody = answer.split("\r\n\r\n", 2);
        List<String> head = headAndBody[0].lines().toList();
        return new Answer(
                Integer.parseInt(head.getFirst().split(" ")[1]), head, headAndBody.length > 1 ? headAndBody[1] : "");
    }
}
