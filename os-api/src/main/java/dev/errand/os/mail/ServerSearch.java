package dev.errand.os.mail;

import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.BodyTerm;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.HeaderTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.ReceivedDateTerm;
import jakarta.mail.search.RecipientStringTerm;
import jakarta.mail.search.SearchTerm;
import jakarta.mail.search.SentDateTerm;
import jakarta.mail.search.SubjectTerm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a mail server can look for by itself. It may find more than is wanted, as it knows days and not times.
final class ServerSearch {
    private static final int SHORTEST_WORD = 3;
    private static final int MOST_WORDS = 8;
    private static final int MOST_IDS = 20;

    private ServerSearch() {}

    static Optional<SearchTerm> term(MailQuery query) {
        List<SearchTerm> terms = new ArrayList<>();
        Boolean unread = query.unread();
        if (unread != null) {
            terms.add(new FlagTerm(new Flags(Flags.Flag.SEEN), !unread));
        }
        Instant since = query.since();
        if (since != null) {
            Date dayBefore = Date.from(since.minus(Duration.ofDays(1)));
            terms.add(new OrTerm(
                    new SentDateTerm(ComparisonTerm.GE, dayBefore),
                    new ReceivedDateTerm(ComparisonTerm.GE, dayBefore)));
        }
        String text = query.text();
        SearchTerm[] words = Pattern.compile("[^\\p{L}\\p{N}@._-]+")
                .splitAsStream(text == null ? "" : text)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .limit(MOST_WORDS)
                .map(ServerSearch::anywhere)
                .toArray(SearchTerm[]::new);
        if (words.length > 0) {
            terms.add(new OrTerm(words));
        }
        return terms.isEmpty() ? Optional.empty() : Optional.of(new AndTerm(terms.toArray(SearchTerm[]::new)));
    }

    /// What may belong to a conversation. Of many ids some are enough: each mail of it names several.
    static Optional<SearchTerm> conversation(Set<String> ids, Set<String> subjects) {
        List<SearchTerm> terms = new ArrayList<>();
        subjects.stream().limit(MOST_WORDS).forEach(subject -> terms.add(new SubjectTerm(subject)));
        ids.stream().limit(MOST_IDS).forEach(id -> {
            terms.add(new HeaderTerm("Message-ID", id));
            terms.add(new HeaderTerm("In-Reply-To", id));
            terms.add(new HeaderTerm("References", id));
        });
        return terms.isEmpty() ? Optional.empty() : Optional.of(new OrTerm(terms.toArray(SearchTerm[]::new)));
    }

    private static SearchTerm anywhere(String word) {
        return new OrTerm(new SearchTerm[] {
            new SubjectTerm(word),
            new BodyTerm(word),
            new FromStringTerm(word),
            new RecipientStringTerm(Message.RecipientType.TO, word)
        });
    }
}
