package dev.errand.os.mail;

import dev.errand.os.contacts.Address;
import dev.errand.os.operation.StepContext;
import java.nio.ByteBuffer;
import java.util.List;

/// Mail that other skills send in the person's name, such as invitations. It goes the way that `mail.send` goes.
public final class Dispatch {
    private Dispatch() {}

    /// The address that the person writes from.
    public static String ownAddress(StepContext context) {
        return new Correspondence(context).own().email();
    }

    /// Sends a mail with one file, and returns where it went, as [Sent#delivery] says it. One a step: done again, it is
    /// the same mail.
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
        Letter letter = new Correspondence(context).letter(to, subject, body, enclosure);
        new Maildir(context.storage()).deliver(MailFolder.SENT, letter.id(), Composer.compose(letter));
        return Sent.LOCAL;
    }
}
