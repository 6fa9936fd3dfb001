package dev.errand.os.mail;

import dev.errand.os.contacts.Address;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.StepContext;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns what is to be sent, answered or forwarded into letters of the person.
record Correspondence(StepContext context) {
    private static final Pattern ANSWER = Pattern.compile("(?i)(re|aw)\\s*:.*");
    private static final Pattern FORWARDED = Pattern.compile("(?i)(fwd?|wg)\\s*:.*");
    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_THREAD = 20;
    private static final DateTimeFormatter READABLE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm XXX", Locale.ENGLISH);

    Letter letter(NewMail mail) {
        return addressed(
                draft(new NewDraft(mail.to(), mail.cc(), mail.bcc(), mail.subject(), mail.body(), mail.attachments())));
    }

    private static Letter addressed(Letter letter) {
        if (letter.to().isEmpty() && letter.cc().isEmpty() && letter.bcc().isEmpty()) {
            throw DeviceFailure.invalid("The mail has no recipient.", "Look the recipient up with contacts.find.");
        }
        return letter;
    }

    /// A letter that may have no recipient yet.
    Letter draft(NewDraft draft) {
        List<Enclosure> enclosures = Enclosure.read(draft.attachments(), context.storage());
        String subject = draft.subject();
        return letter(
                checked("to", draft.to()),
                checked("cc", draft.cc()),
                checked("bcc", draft.bcc()),
                subject == null ? enclosures.stream().map(Enclosure::name).collect(Collectors.joining(", ")) : subject,
                Objects.requireNonNullElse(draft.body(), ""),
                enclosures,
                null);
    }

    /// The letter that a draft becomes: what it says as plain text, to those whom it names.
    Letter ofDraft(MessageHead draft, MessageParts parts) {
        List<String> before = draft.earlier();
        return addressed(letter(
                checked("to", named(draft, "to")),
                checked("cc", named(draft, "cc")),
                checked("bcc", named(draft, "bcc")),
                draft.subject(),
                parts.text(),
                parts.attachments(),
                before.isEmpty() ? null : new Letter.Earlier(before.getLast(), String.join("\n ", before))));
    }

    private static List<Address> named(MessageHead head, String field) {
        return head.parties(field).stream().map(MessageHead.Party::asAddress).toList();
    }

    Letter letter(List<Address> to, String subject, String body, Enclosure enclosure) {
        return letter(checked("to", to), List.of(), List.of(), subject, body, List.of(enclosure), null);
    }

    Letter reply(MessageHead original, ReplyText reply) {
        List<Address> to = addresses(original, own(original) ? "to" : "reply-to");
        if (to.isEmpty()) {
            to = addresses(original, "from");
        }
        if (to.isEmpty()) {
            throw DeviceFailure.invalid(
                    "The mail names no address that an answer could go to.",
                    "Look the recipient up with contacts.find and use mail.send.");
        }
        List<Address> cc = new ArrayList<>();
        if (Boolean.TRUE.equals(reply.all())) {
            cc.addAll(addresses(original, "to"));
            cc.addAll(addresses(original, "cc"));
            List<Address> addressed = to;
            cc.removeIf(other -> isOwn(other) || addressed.stream().anyMatch(each -> isSame(each, other)));
        }
        String subject = original.subject();
        return letter(
                to,
                distinct(cc),
                List.of(),
                ANSWER.matcher(subject).matches() ? subject : "Re: " + subject,
                reply.body(),
                Enclosure.read(reply.attachments(), context.storage()),
                thread(original).orElse(null));
    }

    Letter forward(Mailbox.Found original, MessageParts parts, ForwardText forward) {
        List<Address> to = checked("to", forward.to());
        if (to.isEmpty()) {
            throw DeviceFailure.invalid("The mail has no recipient.", "Look the recipient up with contacts.find.");
        }
        MessageHead head = original.head();
        String above = forward.body() == null || forward.body().isBlank() ? "" : forward.body() + "\n\n";
        String body = above + "---------- Forwarded message ----------\nFrom: "
                + written(head, "from") + "\nDate: "
                + READABLE.format(original.date().atZone(context.zone()))
                + "\nSubject: " + head.subject() + "\nTo: " + written(head, "to") + "\n\n" + parts.text();
        String subject = head.subject();
        return letter(
                to,
                List.of(),
                List.of(),
                FORWARDED.matcher(subject).matches() ? subject : "Fwd: " + subject,
                body,
                parts.attachments(),
                null);
    }

    private Letter letter(
            List<Address> to,
            List<Address> cc,
            List<Address> bcc,
            String subject,
            String body,
            List<Enclosure> enclosures,
            Letter.@Nullable Earlier answer) {
        String line = MessageHead.oneLine(subject);
        return new Letter(
                Hash.of(context.stepId()).substring(0, 20),
                from(),
                to,
                cc,
                bcc,
                line.substring(0, Math.min(line.length(), LONGEST_SUBJECT)),
                body,
                enclosures,
                ZonedDateTime.ofInstant(context.now().truncatedTo(ChronoUnit.SECONDS), context.zone()),
                answer);
    }

    private Address from() {
        Address own = own();
        if (!own.isValid()) {
            throw DeviceFailure.notConfigured(
                    "The setting mail.address is not an e-mail address.",
                    "Set it to your own, such as you@example.org.");
        }
        String email = own.email();
        return context.settings()
                .text("mail.name")
                .map(name -> new Address(MessageHead.oneLine(name).replaceAll("[<>]", "") + " <" + email + ">"))
                .orElse(own);
    }

    private Address own() {
        return new Address(ownAddress(context.settings()).orElse(MailSkill.NO_ADDRESS));
    }

    /// The address that the person's mail comes from.
    static Optional<String> ownAddress(Settings settings) {
        return settings.text("mail.address").or(() -> settings.text("mail.user").filter(user -> user.contains("@")));
    }

    private boolean isOwn(Address address) {
        return isSame(address, own());
    }

    private boolean own(MessageHead original) {
        return addresses(original, "from").stream().anyMatch(this::isOwn);
    }

    private static boolean isSame(Address one, Address other) {
        return one.email().equalsIgnoreCase(other.email());
    }

    private static List<Address> distinct(List<Address> addresses) {
        List<Address> distinct = new ArrayList<>();
        for (Address address : addresses) {
            if (distinct.stream().noneMatch(each -> isSame(each, address))) {
                distinct.add(address);
            }
        }
        return distinct;
    }

    private static List<Address> addresses(MessageHead head, String field) {
        return head.parties(field).stream()
                .map(MessageHead.Party::asAddress)
                .filter(Address::isValid)
                .toList();
    }

    private static List<Address> checked(String field, @Nullable List<Address> addresses) {
        List<Address> given = addresses == null ? List.of() : addresses;
        for (Address address : given) {
            if (!address.isValid()) {
                throw DeviceFailure.invalid(
                        "\"" + MessageHead.oneLine(address.address()) + "\" in \"" + field
                                + "\" is not an e-mail address.",
                        "Look the recipient up with contacts.find and pass the contact or its address.");
            }
        }
        return distinct(given);
    }

    private static Optional<Letter.Earlier> thread(MessageHead original) {
        List<String> before = MessageHead.ids(original.raw("references").or(() -> original.raw("in-reply-to")));
        return MessageHead.ids(original.raw("message-id")).stream().findFirst().map(id -> {
            List<String> all = new ArrayList<>(before);
            all.remove(id);
            all.add(id);
            int first = Math.max(0, all.size() - LONGEST_THREAD);
            return new Letter.Earlier(id, String.join("\n ", all.subList(first, all.size())));
        });
    }

    private static String written(MessageHead head, String field) {
        return head.parties(field).stream()
                .map(party -> party.asAddress().address())
                .collect(Collectors.joining(", "));
    }
}
