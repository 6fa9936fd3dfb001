package dev.errand.os.mail;

import dev.errand.os.contacts.Contact;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.mail.Mailbox.Found;
import dev.errand.os.search.PhraseSearch;
import dev.errand.os.search.PhraseSearch.Candidate;
import dev.errand.os.search.PhraseSearch.Field;
import dev.errand.os.search.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds mails, newest first. Headers are read of all that may fit, bodies only where words are looked for in them.
///
/// @param addressBook whom a phrase such as "my insurance company" means, for senders that no header names so
record MailSearch(MailReader reader, Function<String, List<Contact>> addressBook) {
    private static final int USUAL_LIMIT = 20;
    private static final int LARGEST_LIMIT = 1000;
    private static final int LONGEST_BODY = 20_000;
    private static final double FAR_WEAKER = 0.5;
    private static final Set<String> LEFT_OUT = Set.of(MailFolder.TRASH, MailFolder.JUNK, MailFolder.DRAFTS);

    List<Mail> find(MailQuery query) {
        Integer wanted = query.limit();
        int limit = wanted == null ? USUAL_LIMIT : wanted;
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw DeviceFailure.invalid(
                    "A limit of " + limit + " mails makes no sense.", "Use 1 to " + LARGEST_LIMIT + ".");
        }
        List<Found> found = candidates(query);
        String from = query.from();
        if (from != null) {
            found = by(from, found, head -> head.parties("from"));
        }
        String to = query.to();
        if (to != null) {
            found = by(
                    to,
                    found,
                    head -> Stream.of("to", "cc", "bcc")
                            .flatMap(field -> head.parties(field).stream())
                            .toList());
        }
        String subject = query.subject();
        if (subject != null) {
            found = found.stream()
                    .filter(each -> says(each.head().subject(), subject))
                    .toList();
        }
        String text = query.text();
        if (text != null && !text.isBlank()) {
            found = about(text, found);
        }
        return newest(found)
                .limit(limit)
                .map(each -> reader.mail(each, LONGEST_BODY))
                .toList();
    }

    private List<Found> candidates(MailQuery query) {
        Instant since = query.since();
        return folders(query).stream()
                .flatMap(folder -> reader.mailbox().heads(folder, query).stream())
                .filter(each -> since == null || !each.date().isBefore(since))
                .toList();
    }

    private List<String> folders(MailQuery query) {
        String folder = query.folder();
        if (folder != null && !folder.isBlank()) {
            return List.of(reader.mailbox().existing(folder));
        }
        return reader.mailbox().folders().stream()
                .filter(each -> !LEFT_OUT.contains(each) && (query.to() != null || !each.equals(MailFolder.SENT)))
                .toList();
    }

    /// Mails of people that a phrase names: as the mails do, else as the address book does.
    private List<Found> by(String phrase, List<Found> found, Function<MessageHead, List<MessageHead.Party>> parties) {
        List<Found> named = found.stream()
                .filter(each -> parties.apply(each.head()).stream().anyMatch(party -> isNamed(party, phrase)))
                .toList();
        if (!named.isEmpty() || phrase.contains("@")) {
            return named;
        }
        Set<String> known = addressBook.apply(phrase).stream()
                .flatMap(contact -> contact.emails().stream())
                .map(email -> email.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return found.stream()
                .filter(each -> parties.apply(each.head()).stream()
                        .anyMatch(party -> known.contains(party.address().toLowerCase(Locale.ROOT))))
                .toList();
    }

    private static boolean isNamed(MessageHead.Party party, String phrase) {
        return phrase.contains("@")
                ? party.address()
                        .toLowerCase(Locale.ROOT)
                        .contains(phrase.strip().toLowerCase(Locale.ROOT))
                : says(party.name() + " " + party.address(), phrase);
    }

    /// Whether a text has every telling word of a phrase, a longer word counting where the phrase's is not short.
    private static boolean says(String text, String phrase) {
        Set<String> words = new HashSet<>(Words.of(text));
        return Words.telling(phrase).stream()
                .allMatch(wanted -> words.contains(wanted)
                        || (wanted.length() > 3 && words.stream().anyMatch(word -> word.contains(wanted))));
    }

    private List<Found> about(String text, List<Found> found) {
        List<PhraseSearch.Match<Found>> ranked = PhraseSearch.rank(
                text,
                newest(found)
                        .limit(reader.mailbox().mostBodies())
                        .map(this::candidate)
                        .toList());
        double least = ranked.isEmpty() ? 0 : ranked.getFirst().score() * FAR_WEAKER;
        return ranked.stream()
                .filter(match -> match.score() >= least)
                .map(PhraseSearch.Match::item)
                .toList();
    }

    private static Stream<Found> newest(List<Found> found) {
        return found.stream().sorted(Comparator.comparing(Found::date).reversed());
    }

    private Candidate<Found> candidate(Found found) {
        List<Field> fields = new ArrayList<>(List.of(new Field(found.head().subject(), 1)));
        for (String role : List.of("from", "to", "cc")) {
            for (MessageHead.Party party : found.head().parties(role)) {
                fields.add(new Field(party.name() + " " + party.address(), 0.7));
            }
        }
        MessageParts parts = reader.parts(found);
        parts.attachments().forEach(attachment -> fields.add(new Field(attachment.name(), 0.9)));
        String body = parts.text();
        fields.add(new Field(body.substring(0, Math.min(body.length(), LONGEST_BODY)), 0.7));
        return new Candidate<>(found, fields);
    }
}
