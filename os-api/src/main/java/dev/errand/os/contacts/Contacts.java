package dev.errand.os.contacts;

import dev.errand.os.dav.DavAccount;
import dev.errand.os.dav.DavCollections;
import dev.errand.os.device.Device;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Storage;
import dev.errand.os.search.Words;
import java.util.List;

/// The device's address book for others than its skill, which look people up by address. Stateless.
public final class Contacts {
    private Contacts() {}

    /// Everybody in the address book of the settings: at a server if one is connected, else the device's. Where the
    /// server does not answer, those that were there when it last did.
    ///
    /// @throws DeviceFailure if it does not answer and never did, or is not connected as it should be
    public static List<Contact> of(Device device) {
        if (!ServerBook.isConnected(device.settings())) {
            return in(device.storage());
        }
        DavAccount account = DavAccount.of(ServerBook.SERVICE, device.settings());
        ServerCards cards = ServerCards.of(account, device.cache());
        try {
            return contacts(cards.now(DavCollections.of(account)));
        } catch (DeviceFailure e) {
            if (e.kind() != DeviceFailure.Kind.UNREACHABLE || cards.before().isEmpty()) {
                throw e;
            }
            return contacts(cards.before());
        }
    }

    /// Whether a contact has a name or nickname that is the same as these words.
    public static boolean isCalled(Contact contact, String words) {
        return isSameName(contact.name(), words)
                || contact.nicknames().stream().anyMatch(nickname -> isSameName(nickname, words));
    }

    /// Whether two names differ in nothing that the search minds: small words, accents, case, plural.
    public static boolean isSameName(String one, String other) {
        List<String> words = Words.telling(one);
        return !words.isEmpty() && words.equals(Words.telling(other));
    }

    /// Everybody in the cards of the device itself.
    public static List<Contact> in(Storage storage) {
        return contacts(new AddressBook(storage, "").cards());
    }

    private static List<Contact> contacts(List<Card> cards) {
        return cards.stream().map(Card::contact).toList();
    }
}
