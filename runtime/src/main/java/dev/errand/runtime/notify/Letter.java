package dev.errand.runtime.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.os.device.Device;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Draft;
import dev.errand.os.operation.Operation;
import dev.errand.os.operation.StepContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.SplittableRandom;

/// A mail to the person's own address, through the device's own `mail.send`.
///
/// @param to as configured by the person
record Letter(String to, Operation send, Device device) implements Way {
    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void send(Notice notice, String text) throws NotSent {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.put("to", to);
        arguments.put("subject", notice.title());
        arguments.put("body", text);
        Instant now = Instant.now();
        Draft draft = new Draft(device.storage(), () -> now);
        StepContext context = new StepContext(
                "notice-" + notice.about() + "-" + now.toEpochMilli(),
                now,
                ZoneId.systemDefault(),
                Locale.getDefault(),
                new SplittableRandom(now.toEpochMilli()),
                draft,
                device.settings(),
                device.cache(),
                device.model(),
                false,
                JsonNodeFactory.instance.objectNode());
        try {
            send.body().perform(send.bind(JsonNodeFactory.instance.arrayNode(), arguments), context);
            draft.changes(device.objects()).commit(device.storage(), device.objects());
        } catch (DeviceFailure e) {
            throw new NotSent("The mail to " + to + " could not be sent: " + e.getMessage());
        }
    }
}
