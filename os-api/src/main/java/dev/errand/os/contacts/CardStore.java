package dev.errand.os.contacts;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.operation.StepContext;
import java.util.List;
import java.util.Optional;

/// Where cards are kept. Failures are [DeviceFailure]s.
sealed interface CardStore permits AddressBook, ServerBook {
    /// The address book of the settings: on a server if one is connected, else the device's.
    static CardStore of(StepContext context) {
        return ServerBook.isConnected(context.settings())
                ? new ServerBook(context)
                : new AddressBook(context.storage(), context.stepId());
    }

    List<Card> cards();

    default Optional<Card> find(String id) {
        return cards().stream().filter(card -> card.id().equals(id)).findFirst();
    }

    /// @throws DeviceFailure (not found) if there is none
    default Card get(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    static DeviceFailure notFound(String id) {
        return DeviceFailure.notFound(
                "There is no contact with the id \"" + id + "\".", "Look the contact up with contacts.find.");
    }

    /// Keeps a new card; if this step has done so before, nothing changes.
    ///
    /// @param uid   of the card, made from the step's id
    /// @param words a name that a person can read
    void create(String uid, String words, Vcard vcard);

    void replace(Card card, Vcard changed);

    /// Takes a card away; others in its file stay.
    void remove(Card card);

    /// A card that is not there any more because this very step took it away before a crash.
    Optional<Card> removedBefore(String id);
}
