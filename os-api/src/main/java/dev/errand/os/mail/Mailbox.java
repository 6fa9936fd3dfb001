package dev.errand.os.mail;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.StepContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where the person's mail lies: on the device, or at a mail server. Belongs to one call and one thread.
interface Mailbox extends AutoCloseable {
    /// A message there.
    ///
    /// @param delivered when it came
    /// @param place     where the mailbox finds it
    record Stored(String id, String folder, boolean unread, Instant delivered, String place) {}

    /// A message whose header is known and whose body is not.
    record Found(Stored stored, MessageHead head) {
        /// When the sender says it was written, else when it came.
        Instant date() {
            return head.date().orElseGet(stored::delivered);
        }

        Found asRead() {
            return new Found(new Stored(stored.id(), stored.folder(), false, stored.delivered(), stored.place()), head);
        }
    }

    /// Whether a message counts as read.
    enum Mark {
        READ,
        UNREAD
    }

    /// The mailbox of this device: at the mail server if one is configured, else the local store.
    static Mailbox of(StepContext context) {
        return Account.receives(context.settings())
                ? ImapMailbox.open(context.settings(), context.cache())
                : new Maildir(context.storage());
    }

    List<String> folders();

    /// The messages of a folder that may fit, in no order. Only `unread`, `since` and `text` may have been looked
    /// at: who asks looks again.
    List<Found> heads(String folder, MailQuery query);

    /// @throws DeviceFailure (not found) if there is no such message
    Found get(String id);

    /// The message with an id; empty if there is none.
    default Optional<Found> find(String id) {
        try {
            return Optional.of(get(id));
        } catch (DeviceFailure e) {
            if (e.kind() == DeviceFailure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// The messages of a folder that may belong to a conversation, in no order: who asks looks again.
    ///
    /// @param ids      that are in its headers
    /// @param subjects without what answering puts before it
    List<Found> related(String folder, Set<String> ids, Set<String> subjects);

    MessageParts parts(Stored message);

    /// All of a message as it lies there.
    byte[] raw(Stored message);

    /// Removes a message for good.
    void remove(Stored message);

    /// Moves a message to a folder, which is made if there is none.
    Found move(Stored message, String folder);

    void mark(Stored message, Mark mark);

    /// Puts a letter into a folder as a message that the person has seen.
    void keep(String folder, Letter letter, byte[] message);

    /// The id under which a letter is found that was kept.
    String idOf(Letter letter);

    /// Of how many messages bodies may be read in one search.
    default int mostBodies() {
        return Integer.MAX_VALUE;
    }

    /// The folder that a word means.
    ///
    /// @throws DeviceFailure (not found) if there is none
    default String existing(String word) {
        List<String> folders = folders();
        String folder = MailFolder.named(word, folders);
        if (!folders.contains(folder) && !MailFolder.isUsual(folder)) {
            throw DeviceFailure.notFound(
                    "There is no mail folder \"" + word + "\".", "There are " + String.join(", ", folders) + ".");
        }
        return folder;
    }

    @Override
    void close();
}
