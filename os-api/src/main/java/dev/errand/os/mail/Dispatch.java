package dev.errand.os.mail;

import dev.errand.os.contacts.Address;
import dev.errand.os.operation.StepContext;
import java.nio.ByteBuffer;
import java.util.List;

/// Mail that other skills send in the person's name, such as invitations. It goes the way that `mail.send` goes.
public final class Dispatch {
    private Dispatch() {}

    /// The setting that lets mail leave the device.
    public static final String SERVER = Account.SMTP;

    /// The address that the person writes from.
    public static String ownAddress(StepContext context) {
        return Correspondence.ownAddress(context.settings()).orElse(MailSkill.NO_ADDRESS);
    }

    /// Whether mail can be sent, as far as that is known without asking a server.
    ///
    /// @throws dev.errand.os.device.DeviceFailure (not configured) if it cannot
    public static void check(StepContext context) {
        new Outbox(context).check();
    }

    /// Sends a mail with one file, and returns where it went, as [Sent#delivery] says it. One a step; from a
    /// preview nothing leaves.
    ///
    /// @param type a media type
    public static String send(
            List<Address> to,
            String subject,
            String body,
            String name,
            String type,
            byte[] content,
            StepContext context) {
        Enclosure enclosure = new Enclosure(name, type, ByteBuffer.wrap(content));
        if (context.preview() && Account.sends(context.settings())) {
            check(context);
            return "not sent yet";
        }
        return new Outbox(context)
                .deliver(new Correspondence(context).letter(to, subject, body, enclosure))
                .how();
    }
}
