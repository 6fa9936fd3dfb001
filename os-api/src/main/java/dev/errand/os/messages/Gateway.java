package dev.errand.os.messages;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.StepContext;
import java.util.List;

/// What brings messages to others.
sealed interface Gateway permits Matrix, Termux {
    int LONGEST = 10_000;
    int MOST = 50;

    /// Matrix if it is configured, else the phone.
    ///
    /// @throws DeviceFailure (not configured) if there is neither
    static Gateway of(StepContext context) {
        if (context.settings().text(Matrix.URL).isPresent()) {
            return new Matrix(context);
        }
        return Termux.of(context)
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "Messages are not available: nothing is configured that could send them.",
                        "Write [messages.matrix] url, user and token = \"env:NAME\" into the configuration, or on an"
                                + " Android phone install Termux:API (termux.bin names the folder of its commands)."));
    }

    /// What sending would do, without doing it.
    SentMessage preview(NewMessage message);

    SentMessage send(NewMessage message);

    /// The newest that fit, newest first.
    List<Message> search(MessageQuery query);

    /// @throws DeviceFailure (invalid) if a message cannot have this text
    static void check(String text) {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw DeviceFailure.invalid(
                    "A message cannot have this text.", "Give 1 to " + LONGEST + " characters, not all of them blank.");
        }
    }
}
