package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.StepContext;

/// Where letters leave: by the mail server if one is configured, else not at all, and the folder Sent keeps them.
record Outbox(StepContext context) {
    /// What became of a letter.
    ///
    /// @param id under which its copy is found
    record Delivered(String id, String how) {}

    /// The id that the copy of a letter will have.
    String idOf(Letter letter) {
        return Account.receives(context.settings()) ? letter.messageId() : letter.id();
    }

    /// Whether letters can leave, as far as that is known without asking the server.
    void check() {
        if (Account.sends(context.settings())) {
            Server.named("smtp", context.settings());
            Account.of(context);
            requireAddress();
        } else if (Account.receives(context.settings())) {
            throw DeviceFailure.notConfigured(
                    "A mail account is configured for receiving only.",
                    "Write a table [mail.smtp] with the host of the server that sends into the configuration.");
        }
    }

    private void requireAddress() {
        if (Correspondence.ownAddress(context.settings()).isEmpty()) {
            throw DeviceFailure.notConfigured(
                    "A mail server is configured, and no address that mail comes from.",
                    "Set mail.address to your own, such as you@example.org.");
        }
    }

    Delivered deliver(Letter letter) {
        check();
        byte[] message = Composer.compose(letter);
        Maildir local = new Maildir(context.storage());
        if (!Account.sends(context.settings())) {
            local.keep(MailFolder.SENT, letter, message);
            return new Delivered(letter.id(), Sent.LOCAL);
        }
        Server server = Server.named("smtp", context.settings());
        new SmtpPost(server, Account.of(context)).send(letter, message);
        return kept(letter, message, local, "handed to " + server.host());
    }

    /// The letter is on its way: whatever happens to its copy, it was sent.
    private Delivered kept(Letter letter, byte[] message, Maildir local, String how) {
        if (Account.receives(context.settings())) {
            try (Mailbox mailbox = Mailbox.of(context)) {
                mailbox.keep(MailFolder.SENT, letter, message);
                return new Delivered(mailbox.idOf(letter), how);
            } catch (DeviceFailure e) {
                local.keep(MailFolder.SENT, letter, message);
                return new Delivered(
                        letter.messageId(), how + "; its copy lies on this device (" + e.getMessage() + ")");
            }
        }
        local.keep(MailFolder.SENT, letter, message);
        return new Delivered(letter.id(), how);
    }
}
