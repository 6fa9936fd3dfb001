package dev.errand.os.mail;

import dev.errand.os.contacts.Address;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A message before it is written down.
///
/// @param key    names the message for ever: the same for the same step
/// @param answer to which message this is one
record Letter(
        String key,
        Address from,
        List<Address> to,
        List<Address> cc,
        List<Address> bcc,
        String subject,
        String body,
        List<Enclosure> enclosures,
        ZonedDateTime date,
        @Nullable Earlier answer) {
    /// @param messageId  of the message that is answered
    /// @param references ids of that message and of those before it, oldest first
    record Earlier(String messageId, String references) {}

    Letter {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        enclosures = List.copyOf(enclosures);
    }

    /// Whom everybody sees that it goes to.
    List<String> recipients() {
        return Stream.of(to, cc)
                .flatMap(List::stream)
                .map(each -> MessageHead.oneLine(each.address()))
                .toList();
    }

    /// Unique in a store, and ordered by time as Maildir wants it.
    String id() {
        return date.toEpochSecond() + "." + key + ".errand";
    }

    /// The same for the same step, so that two copies of it can be told to be one.
    String messageId() {
        return "<" + Composer.onTheWire(key + "@" + from.email().replaceFirst(".*@", "")) + ">";
    }
}
