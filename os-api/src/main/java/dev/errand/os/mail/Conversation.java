package dev.errand.os.mail;

import dev.errand.os.mail.Mailbox.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The mails of one conversation: those that name each other (`References`, `In-Reply-To`), and those that name none
/// but
/// are an answer by their subject, among the same people.
///
/// @param own the person's own address, which makes nobody a partner
record Conversation(MailReader reader, String own) {
    private static final Pattern PREFIX = Pattern.compile("(?i)^\\s*(re|aw|antw|fwd?|wg)(\\[\\d+])?\\s*:\\s*");
    private static final Set<String> LEFT_OUT = Set.of(MailFolder.TRASH, MailFolder.JUNK, MailFolder.DRAFTS);
    private static final int LONGEST_BODY = 20_000;
    /// How often a mailbox is asked again for mails that name those just found.
    private static final int ROUNDS = 3;

    /// What is known of a conversation so far.
    private record Known(Map<String, Found> members, Set<String> ids, Set<String> subjects) {
        void add(Found found) {
            members.putIfAbsent(found.stored().id(), found);
            ids.addAll(found.head().conversation());
            Optional.of(subject(found)).filter(text -> !text.isEmpty()).ifPresent(subjects::add);
        }

        int size() {
            return ids.size() + subjects.size();
        }
    }

    /// Oldest first.
    List<Mail> with(Found start) {
        Known known = new Known(new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        known.add(start);
        for (int i = 0; i < ROUNDS; i++) {
            int asked = known.size();
            join(candidates(start.stored().folder(), known), known);
            if (known.size() == asked) {
                break;
            }
        }
        return known.members().values().stream()
                .sorted(Comparator.comparing(Found::date))
                .map(each -> reader.mail(each, LONGEST_BODY))
                .toList();
    }

    private List<Found> candidates(String first, Known known) {
        return reader.mailbox().folders().stream()
                .filter(folder -> !LEFT_OUT.contains(folder) || folder.equals(first))
                .flatMap(folder -> reader.mailbox().related(folder, known.ids(), known.subjects()).stream())
                .toList();
    }

    private void join(List<Found> candidates, Known known) {
        List<Found> open = new ArrayList<>(candidates);
        boolean grown = true;
        while (grown) {
            List<Found> joining =
                    open.stream().filter(each -> belongs(each, known)).toList();
            open.removeAll(joining);
            joining.forEach(known::add);
            grown = !joining.isEmpty();
        }
    }

    private boolean belongs(Found found, Known known) {
        return found.head().conversation().stream().anyMatch(known.ids()::contains)
                || known.members().values().stream().anyMatch(member -> answersBySubject(found, member));
    }

    /// Some programs answer without naming what they answer.
    private boolean answersBySubject(Found one, Found other) {
        boolean named = isAnswer(one) || isAnswer(other);
        boolean unnamed =
                one.head().earlier().isEmpty() || other.head().earlier().isEmpty();
        String subject = subject(one);
        return named
                && unnamed
                && !subject.isEmpty()
                && subject.equalsIgnoreCase(subject(other))
                && partners(one).stream().anyMatch(partners(other)::contains);
    }

    private static boolean isAnswer(Found found) {
        return PREFIX.matcher(found.head().subject()).find();
    }

    /// The subject without what answering put before it.
    private static String subject(Found found) {
        String subject = found.head().subject();
        for (String before = ""; !before.equals(subject); ) {
            before = subject;
            subject = PREFIX.matcher(subject).replaceFirst("");
        }
        return subject.strip();
    }

    private Set<String> partners(Found found) {
        return Stream.of("from", "to", "cc")
                .flatMap(field -> found.head().parties(field).stream())
                .map(party -> party.address().toLowerCase(Locale.ROOT))
                .filter(address -> !address.isEmpty() && !address.equalsIgnoreCase(own))
                .collect(Collectors.toSet());
    }
}
