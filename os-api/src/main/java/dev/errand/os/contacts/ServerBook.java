package dev.errand.os.contacts;

import dev.errand.os.dav.DavAccount;
import dev.errand.os.dav.DavCollections;
import dev.errand.os.dav.DavObjects;
import dev.errand.os.dav.DavService;
import dev.errand.os.device.Settings;
import dev.errand.os.operation.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The address books of a CardDAV server (RFC 6352).
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

    private final DavObjects objects;
    private final ServerCards cards;

    ServerBook(StepContext context) {
        DavAccount account = DavAccount.of(SERVICE, context.settings());
        this.objects = new DavObjects(account, context);
        this.cards = ServerCards.of(account, context.cache());
    }

    static boolean isConnected(Settings settings) {
        return DavAccount.isConnected(SERVICE, settings);
    }

    @Override
    public List<Card> cards() {
        return cards.now(objects.collections());
    }

    @Override
    public void create(String uid, String words, Vcard vcard) {
        objects.create(uid + ServerCards.ENDING, Vcard.write(List.of(vcard)));
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

    private static DavCollections.Item item(Card card) {
        return new DavCollections.Item(card.place(), card.version(), Vcard.write(card.file()));
    }

    @Override
    public Optional<Card> removedBefore(String id) {
        return objects.hasBegun()
                ? cards.before().stream().filter(card -> card.id().equals(id)).findFirst()
                : Optional.empty();
    }

    /// Takes back what the step did.
    void undo() {
        objects.undo();
    }
}
