package dev.errand.os.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.StepContext;
import dev.errand.os.program.Program;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Text messages of the phone, by the commands of Termux:API.
final class Termux implements Gateway {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]", Locale.ROOT);
    private static final int TELLING_DIGITS = 7;

    private final StepContext context;
    private final Program sending;

    private Termux(StepContext context, Program sending) {
        this.context = context;
        this.sending = sending;
    }

    static Optional<Gateway> of(StepContext context) {
        return program("termux-sms-send", context).map(sending -> new Termux(context, sending));
    }

    private static Optional<Program> program(String name, StepContext context) {
        return Program.named(name, "termux.bin", context.settings());
    }

    @Override
    public SentMessage preview(NewMessage message) {
        Gateway.check(message.text());
        return new SentMessage(null, message.to().dialled(), "sms", "existing");
    }

    /// The text goes in by a pipe: arguments are for every program on the phone to read.
    @Override
    public SentMessage send(NewMessage message) {
        SentMessage sent = preview(message);
        sending.run(List.of("-n", sent.to()), message.text(), PATIENCE);
        return sent;
    }

    @Override
    public List<Message> search(MessageQuery query) {
        JsonNode all = program("termux-sms-list", context)
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "The command termux-sms-list was not found.", "Install Termux:API, or check termux.bin."))
                .json(List.of("-l", "1000", "-t", "all"), PATIENCE);
        List<Message> found = new ArrayList<>();
        for (JsonNode each : all) {
            if (fits(each, query)) {
                found.add(message(each));
            }
        }
        found.sort(Comparator.comparing(Message::at).reversed());
        return found.subList(0, Math.min(MOST, found.size()));
    }

    private static boolean fits(JsonNode message, MessageQuery query) {
        String text = query.text() == null ? "" : query.text().strip().toLowerCase(Locale.ROOT);
        String body = message.path("body").asText().toLowerCase(Locale.ROOT);
        return body.contains(text)
                && (query.with() == null || isWith(message, query.with().number()));
    }

    /// Numbers are the same if one ends with the other, but for the 0 that stands for the own country.
    private static boolean isWith(JsonNode message, String with) {
        String wanted = with.replaceAll("\\D", "").replaceFirst("^0+", "");
        String known = message.path("number").asText().replaceAll("\\D", "").replaceFirst("^0+", "");
        boolean telling = Math.min(wanted.length(), known.length()) >= TELLING_DIGITS;
        boolean sameNumber = !wanted.isEmpty()
                && (wanted.equals(known) || (telling && (wanted.endsWith(known) || known.endsWith(wanted))));
        return sameNumber || message.path("sender").asText().equalsIgnoreCase(with.strip());
    }

    private Message message(JsonNode json) {
        String number = json.path("number").asText();
        String received = json.path("received").asText();
        return new Message(
                json.path("_id").asText(received + " " + number),
                json.path("sender").asText("").isBlank()
                        ? number
                        : json.path("sender").asText(),
                json.path("type").asText().equals("sent"),
                time(received),
                json.path("body").asText());
    }

    private Instant time(String text) {
        try {
            return LocalDateTime.parse(text, TIME).atZone(context.zone()).toInstant();
        } catch (DateTimeException _) {
            return Instant.EPOCH;
        }
    }
}
