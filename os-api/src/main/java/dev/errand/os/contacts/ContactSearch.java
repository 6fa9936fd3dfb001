package dev.errand.os.contacts;

import dev.errand.os.search.PhraseSearch;
import dev.errand.os.search.PhraseSearch.Candidate;
import dev.errand.os.search.PhraseSearch.Field;
import dev.errand.os.search.PhraseSearch.Match;
import dev.errand.os.search.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Finds cards by a phrase: "my insurance company", "Jane", "my wife", an address.
///
/// Several results mean that the phrase really fits several contacts: far weaker ones are dropped, and so are
/// doubles.
final class ContactSearch {
    private static final double NAME = 1;
    private static final double CATEGORY = 0.9;
    private static final double ROLE = 0.6;
    private static final double DOMAIN = 0.5;
    private static final double NOTE = 0.3;
    private static final double FAR_WEAKER = 0.5;
    /// Everyday words for what has no name of a person on its card.
    private static final String ORGANISATION = "company organisation organization business office firma unternehmen";

    private final List<Card> cards;
    private final Relations relations;

    /// @param own the person's own address, empty if not known
    ContactSearch(List<Card> cards, String own) {
        this.cards = cards;
        this.relations = new Relations(cards, own);
    }

    List<Contact> find(String phrase) {
        List<Contact> exact = exact(phrase);
        if (!exact.isEmpty()) {
            return withoutDoubles(exact);
        }
        List<Match<Contact>> ranked = PhraseSearch.rank(
                phrase,
                cards.stream()
                        .map(card -> new Candidate<>(card.contact(), fields(card)))
                        .toList());
        double least = ranked.isEmpty() ? 0 : ranked.getFirst().score() * FAR_WEAKER;
        return withoutDoubles(ranked.stream()
                .filter(match -> match.score() >= least)
                .map(match -> match.item().scored(match.score()))
                .toList());
    }

    /// Whoever has this address, this nickname, or this full name is meant, and nobody who only resembles it. A name
    /// of one word is no full name of anybody, unless somebody is nicknamed so.
    private List<Contact> exact(String phrase) {
        String address = new Address(phrase).email().toLowerCase(Locale.ROOT);
        List<Contact> contacts = cards.stream().map(Card::contact).toList();
        boolean isName = Words.telling(phrase).size() > 1
                || contacts.stream()
                        .anyMatch(contact ->
                                contact.nicknames().stream().anyMatch(each -> Contacts.isSameName(each, phrase)));
        return contacts.stream()
                .filter(contact -> contact.emails().stream()
                                .anyMatch(e -> e.toLowerCase(Locale.ROOT).equals(address))
                        || (isName && Contacts.isCalled(contact, phrase)))
                .map(contact -> contact.scored(1))
                .toList();
    }

    private List<Field> fields(Card card) {
        Vcard vcard = card.vcard();
        Contact contact = card.contact();
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(contact.name(), NAME));
        vcard.texts("N").forEach(name -> fields.add(new Field(name.replace(';', ' '), NAME)));
        contact.nicknames().forEach(nickname -> fields.add(new Field(nickname, NAME)));
        contact.categories().forEach(category -> fields.add(new Field(category, CATEGORY)));
        relations.of(card).forEach(relation -> fields.add(new Field(relation, CATEGORY)));
        String organization = contact.organization();
        if (organization != null) {
            fields.add(new Field(organization, CATEGORY));
            boolean itself = vcard.text("KIND").filter("org"::equalsIgnoreCase).isPresent()
                    || organization.startsWith(contact.name());
            fields.add(new Field(ORGANISATION, itself ? CATEGORY : ROLE));
        }
        vcard.texts("TITLE").forEach(title -> fields.add(new Field(title, ROLE)));
        vcard.texts("ROLE").forEach(role -> fields.add(new Field(role, ROLE)));
        contact.emails().forEach(email -> fields.add(new Field(domain(email), DOMAIN)));
        vcard.texts("NOTE").forEach(note -> fields.add(new Field(note, NOTE)));
        return fields;
    }

    /// The domain without its last part, which names no one.
    private static String domain(String email) {
        String domain = email.substring(email.indexOf('@') + 1);
        return domain.contains(".") ? domain.substring(0, domain.lastIndexOf('.')) : domain;
    }

    /// A card that was imported twice is no reason to ask which one is meant.
    private static List<Contact> withoutDoubles(List<Contact> contacts) {
        Set<Map.Entry<List<String>, Set<String>>> seen = new HashSet<>();
        List<Contact> distinct = new ArrayList<>();
        for (Contact contact : contacts) {
            Set<String> reach = new HashSet<>();
            contact.emails().forEach(email -> reach.add(email.toLowerCase(Locale.ROOT)));
            contact.phones().forEach(phone -> reach.add(phone.replaceAll("[^\\d+]", "")));
            if (reach.isEmpty() || seen.add(Map.entry(Words.of(contact.name()), reach))) {
                distinct.add(contact);
            }
        }
        return distinct;
    }
}
