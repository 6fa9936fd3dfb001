package dev.errand.os.contacts;

import dev.errand.os.dav.DavAccount;
import dev.errand.os.dav.DavObjects;
import dev.errand.os.dav.DavService;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.StepContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The address books of a CardDAV server (RFC 6352). Which cards there are is asked each time; those that are as they
/// were are not fetched again.
///
/// For one step, by one thread.
final class ServerBook implements CardStore {
    static final String URL = "contacts.url";
    static final DavService SERVICE = new DavService(
            "contacts",
            "address book",
            "contact",
            "CardDAV",
            "urn:ietf:params:xml:ns:carddav",
            "addressbook",
            "addressbook-home-set",
            "text/vcard",
            "",
            _ -> true,
            "trash/contacts");
    private static final String ENDING = ".vcf";

    private final StepContext context;
    private final DavAccount account;
    private final DavObjects objects;
    private final SeenCards before;

    ServerBook(StepContext context) {
        this.context = context;
        this.account = DavAccount.of(SERVICE, context.settings());
        this.objects = new DavObjects(account, context);
        this.before = SeenCards.read(context.cache(), account.key());
    }

    static boolean isConnected(Settings settings) {
        return DavAccount.isConnected(SERVICE, settings);
    }

    @Override
    public List<Card> cards() {
        Map<String, String> states = new HashMap<>();
        Map<String, List<DavObjects.Item>> items = new HashMap<>();
        List<Card> cards = new ArrayList<>();
        for (DavObjects.Collection collection : objects.collections()) {
            List<DavObjects.Item> now = before.refreshed(collection, objects);
            states.put(collection.place(), collection.state());
            items.put(collection.place(), now);
            now.forEach(item -> cards.addAll(cards(item)));
        }
        SeenCards seen = new SeenCards(states, items);
        if (!seen.equals(before)) {
            seen.write(context.cache(), account.key());
        }
        return cards;
    }

    private static List<Card> cards(DavObjects.Item item) {
        String name = item.place().substring(item.place().lastIndexOf('/') + 1);
        String stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        return Card.in(item.place(), item.version(), stem, item.text());
    }

    @Override
    public void create(String uid, String words, Vcard vcard) {
        objects.create(uid + ENDING, Vcard.write(List.of(vcard)));
    }

    /// What is as wanted already is left alone: another program may have done it, or this very step before a crash.
    @Override
    public void replace(Card card, Vcard changed) {
        if (!changed.with("REV", List.of()).equals(card.vcard().with("REV", List.of()))) {
            objects.replace(item(card), card.fileWith(changed));
        }
    }

    @Override
    public void remove(Card card) {
        if (card.file().size() == 1) {
            objects.remove(item(card));
            return;
        }
        List<Vcard> others = new ArrayList<>(card.file());
        others.remove(card.index());
        objects.replace(item(card), Vcard.write(others));
    }

    private static DavObjects.Item item(Card card) {
        return new DavObjects.Item(card.place(), card.version(), Vcard.write(card.file()));
    }

    @Override
    public Optional<Card> removedBefore(String id) {
        return context.preview()
                ? Optional.empty()
                : before.all().stream()
                        .flatMap(item -> cards(item).stream())
                        .filter(card -> card.id().equals(id))
                        .findFirst();
    }

    /// Takes back what the step did.
    void undo() {
        objects.undo();
    }
}
