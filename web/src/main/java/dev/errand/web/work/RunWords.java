package dev.errand.web.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// How a run stands, in words for somebody who uses the device through a program: what was said and done, what is
/// asked, and where the person approves, since a program cannot. Computed from the run's document.
public final class RunWords {
    private final String reach;
    private final Supplier<String> address;

    /// @param reach   what is added to a command so that it means this home
    /// @param address where the page is, ending in a slash; empty if none is served
    public RunWords(String reach, Supplier<String> address) {
        this.reach = reach;
        this.address = address;
    }

    /// Whether what was wanted did not come about, and will not by itself.
    public static boolean isFailure(ObjectNode document) {
        return List.of("failed", "declined").contains(document.path("state").asText());
    }

    public String of(ObjectNode document) {
        List<String> lines = new ArrayList<>();
        document.path("said").forEach(said -> lines.add(said.asText()));
        String id = document.path("id").asText();
        switch (document.path("state").asText()) {
            case "succeeded", "undone" -> ended(document, lines);
            case "previewed" -> previewed(document, id, lines);
            case "failed", "declined", "denied", "cancelled" -> {
                String state = document.path("state").asText();
                JsonNode error = document.path("error");
                lines.add(("The run was " + state + ": ").replace("was failed", "failed")
                        + error.path("message").asText("what was done stays done."));
                addIfSaid(lines, error.path("remedy").asText());
                done(document, lines);
            }
            default -> waiting(document, id, lines);
        }
        return visible(String.join("\n", lines));
    }

    private void ended(ObjectNode document, List<String> lines) {
        JsonNode result = document.path("result");
        if (lines.isEmpty() && !result.isNull() && !result.isMissingNode()) {
            lines.add(result.isTextual() ? result.textValue() : result.toPrettyString());
        }
        done(document, lines);
        if (lines.isEmpty()) {
            lines.add("Done; there was nothing to change and nothing to say.");
        }
    }

    private void done(ObjectNode document, List<String> lines) {
        List<String> done = summaries(document, "executed");
        if (!done.isEmpty()) {
            lines.add("Done:");
            lines.addAll(done);
            if (document.path("undoable").asBoolean()) {
                lines.add("To take it back: errand undo %s%s"
                        .formatted(document.path("id").asText(), reach));
            }
        }
    }

    private void previewed(ObjectNode document, String id, List<String> lines) {
        List<String> proposed = summaries(document, "proposed");
        lines.add(proposed.isEmpty() ? "This would change nothing." : "This would be done; nothing has been:");
        lines.addAll(proposed);
        document.path("withheld").forEach(said -> lines.add("It would say: " + said.asText()));
        lines.add("To go on, the person approves it: " + where("approve", id));
    }

    private void waiting(ObjectNode document, String id, List<String> lines) {
        JsonNode waiting = document.path("waitingFor");
        switch (waiting.path("kind").asText()) {
            case "approval" -> {
                lines.add("This waits for the person's approval; nothing of it has been done:");
                lines.addAll(summaries(document, "proposed"));
                lines.add("Only the person can approve it, and not here: " + where("approve", id));
            }
            case "answer" -> question(waiting, id, lines);
            case "timer" ->
                lines.add("Run %s goes on at %s."
                        .formatted(id, waiting.path("until").asText()));
            case "budget" -> {
                lines.add(waiting.path("message").asText());
                lines.add("The person can raise the limit: errand approve %s%s --raise %s"
                        .formatted(id, reach, waiting.path("raise").asText()));
            }
            default ->
                lines.add("Run %s has not ended (%s). It goes on, at the latest with: errand resume%s"
                        .formatted(id, document.path("state").asText(), reach));
        }
    }

    private void question(JsonNode waiting, String id, List<String> lines) {
        waiting.path("notDoneYet").forEach(said -> lines.add("(not done yet) " + said.asText()));
        lines.add(waiting.path("question").asText());
        int number = 1;
        for (JsonNode choice : waiting.path("choices")) {
            lines.add("  %d. %s".formatted(number++, choice.asText()));
        }
        lines.add("The run waits for the answer: " + where("answer", id));
    }

    /// What waits for the person.
    public String ofInbox(JsonNode inbox) {
        List<String> lines = new ArrayList<>();
        inbox.forEach(each -> {
            String id = each.path("id").asText();
            boolean isAsked = each.path("state").asText().equals("awaiting_answer");
            lines.add("%s (%s): %s"
                    .formatted(
                            id,
                            each.path("state").asText().replace('_', ' '),
                            each.path("intent").asText()));
            addIfSaid(lines, each.path("question").asText());
            lines.add("  " + where(isAsked ? "answer" : "approve", id));
        });
        return visible(lines.isEmpty() ? "Nothing waits for the person." : String.join("\n", lines));
    }

    private String where(String command, String id) {
        String typed = "errand %s %s%s%s".formatted(command, id, reach, command.equals("answer") ? " TEXT" : "");
        return address.get().isEmpty() ? typed : "%sruns/%s (or: %s)".formatted(address.get(), id, typed);
    }

    private static List<String> summaries(ObjectNode document, String status) {
        List<String> summaries = new ArrayList<>();
        document.path("effects").forEach(effect -> {
            if (effect.path("status").asText().equals(status)) {
                summaries.add("  %d. %s"
                        .formatted(
                                effect.path("number").asInt(),
                                effect.path("summary").asText()));
            }
        });
        return summaries;
    }

    private static void addIfSaid(List<String> lines, String line) {
        if (!line.isEmpty()) {
            lines.add(line);
        }
    }

    /// Without characters that steer a terminal or turn the direction of writing.
    private static String visible(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]", "\uFFFD");
    }
}
